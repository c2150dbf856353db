#![no_main]

retold_fuzz::holds!(warc_members_stand_alone);
