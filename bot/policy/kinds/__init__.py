"""One module a kind of rule: what it adds to the index, and how it verifies a match."""
