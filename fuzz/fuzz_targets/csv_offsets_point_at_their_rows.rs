#![no_main]

retold_fuzz::holds!(csv_offsets_point_at_their_rows);
