"""Two officers at one agenda: changes field by field, who writes where, what was checked."""
