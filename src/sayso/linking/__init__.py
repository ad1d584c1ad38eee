"""Records to copies, origins, incidents and accounts."""
