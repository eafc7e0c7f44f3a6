"""The reviewer: a language model that advises, and the code that decides what may be shown."""
