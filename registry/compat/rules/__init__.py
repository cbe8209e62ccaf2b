"""One file a rule: each names and explains one change."""
