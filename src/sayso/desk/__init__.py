"""What one person does with a collection: look, decide, undo, compare."""
