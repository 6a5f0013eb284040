"""Many papers described at once."""
