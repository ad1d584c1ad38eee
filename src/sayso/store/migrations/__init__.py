"""How the tables came to be, a revision a file, numbered; run when a database is opened."""
