"""Who is called to a sitting, as what, and what they answer."""
