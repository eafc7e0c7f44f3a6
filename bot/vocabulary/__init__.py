"""Nouns that several folders share: data and ports, and no behaviour of their own."""
