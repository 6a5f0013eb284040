"""Full-text search: one index for all that can be read, asked for one reader at a time."""
