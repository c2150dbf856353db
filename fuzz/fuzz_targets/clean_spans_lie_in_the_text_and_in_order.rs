#![no_main]

retold_fuzz::holds!(clean_spans_lie_in_the_text_and_in_order);
