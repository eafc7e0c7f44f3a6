"""The draft as rules see it: folded to one form, with the way back to what was typed."""
