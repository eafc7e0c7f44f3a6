"""Reading rule files: YAML with positions to plain, frozen data, every mistake in its place."""
