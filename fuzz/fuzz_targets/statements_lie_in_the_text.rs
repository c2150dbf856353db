#![no_main]

retold_fuzz::holds!(statements_lie_in_the_text);
