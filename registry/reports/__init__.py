"""One file a report: each renders a run as text."""
