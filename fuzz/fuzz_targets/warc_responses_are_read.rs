#![no_main]

retold_fuzz::holds!(warc_responses_are_read);
