"""Which reports are on one story: by wording, names, people, places and days."""
