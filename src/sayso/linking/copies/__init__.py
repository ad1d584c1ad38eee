"""Which report carries text of which other."""
