"""Who is called to a sitting and what they answered; who may say what of it."""
