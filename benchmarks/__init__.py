"""Accuracy and speed of sayso, each a command: ``python -m benchmarks.NAME DATA.jsonl``."""
