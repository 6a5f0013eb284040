"""What was ordered for versions that are not out yet: when they go out."""
