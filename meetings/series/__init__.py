"""Sittings that come round: series of a year, and templates with which sittings begin."""
