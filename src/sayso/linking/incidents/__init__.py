"""Events of many reports to incidents: one happening, however many tell of it."""
