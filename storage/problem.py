"""The one error that the store raises."""

from __future__ import annotations


class StoreProblem(Exception):
    """The database cannot be used. The message names the thing and the remedy.

    `sqlstate` is the code that the database gave, such as SQLITE_FULL or 53100; empty without one.
    """

    def __init__(self, message: str, sqlstate: str = "") -> None:
        """Take the sentence, and the code."""
        super().__init__(message)
        self.sqlstate = sqlstate
