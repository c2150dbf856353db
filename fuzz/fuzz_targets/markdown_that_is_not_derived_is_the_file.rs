#![no_main]

retold_fuzz::holds!(markdown_that_is_not_derived_is_the_file);
