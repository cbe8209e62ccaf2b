"""One file a format: each lowers a document to the Interface model and validates it."""
