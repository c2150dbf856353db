#![no_main]

retold_fuzz::holds!(json_reader_never_loses_the_rest);
