"""Marks taken out as annotated PDF, XFDF and W3C Web Annotations; XFDF taken in."""
