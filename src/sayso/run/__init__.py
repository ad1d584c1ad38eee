"""Many reports: pieces are dealt out to workers, what they read is kept in shards."""
