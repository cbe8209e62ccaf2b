"""Mappings compiled to plain Python."""
