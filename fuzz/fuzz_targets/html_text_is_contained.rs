#![no_main]

retold_fuzz::holds!(html_text_is_contained);
