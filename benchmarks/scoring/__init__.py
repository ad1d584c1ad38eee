"""Scores by their published definitions, over plain gold and predicted rows."""
