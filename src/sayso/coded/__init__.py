"""Coded data of others: read into one form, compared with a collection, taken as decisions."""
