"""Contract tests against live adapters."""
