"""Changes that need no YAML: a word, an exception, a status, a severity, as ordinary rule files."""
