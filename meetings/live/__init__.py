"""The sitting while it runs: what is on, what is voted on, what came out."""
