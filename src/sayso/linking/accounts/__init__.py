"""What is told of each field of an incident, by whom, and how it stands."""
