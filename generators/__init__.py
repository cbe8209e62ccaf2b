"""Model values in, files out."""
