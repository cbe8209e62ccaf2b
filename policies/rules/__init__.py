"""One file a registry-wide rule."""
