"""One file a peer; nothing lists them."""
