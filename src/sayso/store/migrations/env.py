"""Alembic's way in: run the revisions on the connection that the caller holds."""

from alembic import context

from sayso.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
)
context.run_migrations()
