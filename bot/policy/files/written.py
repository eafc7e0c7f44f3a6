"""Rules as they are written, before anything has been made of them."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from bot.policy.files.nodes import Pairs
from bot.policy.schema import Pack


@dataclass(frozen=True, slots=True)
class Source:
    """A rule as written: its keys, where it starts, its pack, and what it was made from.

    A flawed one has keys that stand in it twice: it is read for its other mistakes only.
    """

    pairs: Pairs
    node: yaml.Node
    pack: Pack
    extends: str = ""
    flawed: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A rule as it stands in its file, before inheritance; `flawed` when keys stand in it twice."""

    pairs: Pairs
    node: yaml.Node
    pack: Pack
    flawed: bool = False
