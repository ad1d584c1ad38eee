"""What several formats share: text as a format can hold it, words for what is told, codes."""
