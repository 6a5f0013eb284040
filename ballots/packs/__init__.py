"""What the pack of a ballot is made of."""
