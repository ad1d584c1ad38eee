"""Mentions to identities: actors, places on earth, dates, chains of tellers."""
