#![no_main]

retold_fuzz::holds!(jsonl_reader_never_loses_the_rest);
