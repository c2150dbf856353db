#![no_main]

retold_fuzz::holds!(csv_reader_never_loses_the_rest);
