"""Mentions of happenings with nothing but their words: which name the same one."""
