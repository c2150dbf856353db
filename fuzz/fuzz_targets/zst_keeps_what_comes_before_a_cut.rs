#![no_main]

retold_fuzz::holds!(zst_keeps_what_comes_before_a_cut);
