"""What the pack of a sitting is made of."""
