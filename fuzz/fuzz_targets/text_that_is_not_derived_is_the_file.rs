#![no_main]

retold_fuzz::holds!(text_that_is_not_derived_is_the_file);
