#![no_main]

retold_fuzz::holds!(parquet_reader_survives_damage);
