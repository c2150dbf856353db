#![no_main]

retold_fuzz::holds!(jsonl_offsets_point_at_their_records);
