"""The weights that ship; docs/models.md says what they are and how they were made."""
