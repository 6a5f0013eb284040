"""What is still missing before a sitting: for each member, and for the secretariat."""
