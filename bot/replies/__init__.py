"""The reply coach: what a reply does for the person it answers, read without a language model."""
