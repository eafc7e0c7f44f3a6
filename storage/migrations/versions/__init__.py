"""One module per schema, in order. A released one is never changed."""
