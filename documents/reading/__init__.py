"""Reading a paper: what lies beside it, where somebody left it, its text for screen readers."""
