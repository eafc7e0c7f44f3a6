"""Measuring the reviewer on labelled drafts: cases, answers, counts, and what they say."""
