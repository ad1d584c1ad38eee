"""Where records are kept: SQLAlchemy over SQLite."""
