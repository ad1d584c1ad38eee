"""A record or a collection as a person sees it: in a terminal, as a page."""
