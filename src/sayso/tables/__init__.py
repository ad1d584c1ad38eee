"""Tables that people publish: their columns with what each means, and rows made from records."""
