"""The catalog: a static site."""
