"""All behaviour of Checkpost: a private second reader for what people post about work."""
