"""Bytes to pages: text in blocks, with outlet, agency, byline and times; nothing is read yet."""
