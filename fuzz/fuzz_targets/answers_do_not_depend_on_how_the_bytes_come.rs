#![no_main]

retold_fuzz::holds!(answers_do_not_depend_on_how_the_bytes_come);
