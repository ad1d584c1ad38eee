"""Where accounts enter the record: the deepest teller named, and what counts as one."""
