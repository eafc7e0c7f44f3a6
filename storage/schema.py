"""The whole schema: the catalogue once every table stands in it."""

from __future__ import annotations

import storage.tables
import storage.totals  # noqa: F401 -- loading them is what puts the tables there
from storage.columns import metadata

__all__ = ["metadata"]
