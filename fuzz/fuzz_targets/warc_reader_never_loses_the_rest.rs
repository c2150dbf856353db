#![no_main]

retold_fuzz::holds!(warc_reader_never_loses_the_rest);
