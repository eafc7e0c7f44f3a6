"""Finding what rules look for in a draft: one pass over an index, then verification."""
