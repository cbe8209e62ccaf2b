"""One file a transport: how contract tests speak to a broker."""
