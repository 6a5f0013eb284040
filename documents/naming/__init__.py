"""The numbers that papers carry in a sitting or ballot, and the copies stamped with them."""
