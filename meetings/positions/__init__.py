"""What members say of an item before it is called, and the adoption of items en bloc."""
