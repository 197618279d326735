"""Made-up national data: the same bytes for the same seed."""
