"""Evidence: what comms approved, found by full-text search."""
