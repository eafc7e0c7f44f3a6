"""A small network that reads a comment and the answer to it together, in numpy.

It is an encoder as BERT is one (Devlin et al. 2019, arXiv:1810.04805): in each layer every piece of
both texts looks at every other, so that it hears what is meant, which a list of phrases can not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from bot.replies.pieces import BEGINS, ENDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

HEADS = 12
_TINY = 1e-12  # keeps a variance of 0 from dividing
SCALE = ".scale"  # behind the name of a table in eight bits: what each of its columns is times


@dataclass(frozen=True, slots=True)
class Network:
    """What one language's labelled replies taught: the pieces of its texts, and the tables.

    Large tables stay in memory in the eight bits that they have in the file.
    """

    vocabulary: Mapping[str, int]
    tables: Mapping[str, NDArray[Any]]

    def read(self, comment: Sequence[int], reply: Sequence[int]) -> Numbers:
        """Return the log-odds of each tick.

        The pieces are numbers in the vocabulary. Both sides have as many places together as the
        table of them has rows, less three.
        """
        import numpy as np  # noqa: PLC0415 -- only who answers somebody needs it

        begins, ends = self.vocabulary[BEGINS], self.vocabulary[ENDS]
        pieces = [begins, *comment, ends, *reply, ends]
        side = np.repeat([0, 1], [len(comment) + 2, len(reply) + 1])
        words = self.tables["pieces"][pieces] * self.tables["pieces" + SCALE][pieces, None]
        seen = words + self.tables["places"][: len(pieces)] + self.tables["sides"][side]
        seen = self._even("begin", 0, seen)
        for layer in range(len(self.tables["look.bias"])):
            seen = self._even("looked", layer, seen + self._looked(layer, seen))
            seen = self._even("thought", layer, seen + self._thought(layer, seen))
        both = np.concatenate([seen.mean(axis=0), seen[0]])
        odds: Numbers = both @ self.tables["ticks"] + self.tables["ticks.bias"]
        return odds

    def _looked(self, layer: int, seen: Numbers) -> Numbers:
        """Return what each piece takes from the others (Vaswani et al. 2017, arXiv:1706.03762)."""
        import numpy as np  # noqa: PLC0415 -- as above

        size = seen.shape[1] // HEADS
        asked, offered, told = (
            part.reshape(len(seen), HEADS, size).transpose(1, 0, 2)
            for part in np.split(self._times("look", layer, seen), 3, axis=1)
        )
        near = asked @ offered.transpose(0, 2, 1) / np.sqrt(np.float32(size))
        share = np.exp(near - near.max(axis=2, keepdims=True))
        share /= share.sum(axis=2, keepdims=True)
        return self._times("join", layer, (share @ told).transpose(1, 0, 2).reshape(seen.shape))

    def _thought(self, layer: int, seen: Numbers) -> Numbers:
        """Return what each piece makes of what it took.

        By GELU (Hendrycks 2016, arXiv:1606.08415), in the form that is nearly it.
        """
        import numpy as np  # noqa: PLC0415 -- as above

        wide = self._times("widen", layer, seen)
        bent = np.tanh(
            np.float32(np.sqrt(2 / np.pi)) * (wide + np.float32(0.044715) * wide * wide * wide)
        )
        return self._times("narrow", layer, np.float32(0.5) * wide * (1 + bent))

    def _times(self, name: str, layer: int, seen: Numbers) -> Numbers:
        table = self.tables[name][layer].astype(seen.dtype)
        scale, bias = self.tables[name + SCALE][layer], self.tables[name + ".bias"][layer]
        product: Numbers = (seen @ table) * scale + bias
        return product

    def _even(self, name: str, layer: int, seen: Numbers) -> Numbers:
        """Return each row with a mean and a variance that were learnt (arXiv:1607.06450)."""
        import numpy as np  # noqa: PLC0415 -- as above

        apart = seen - seen.mean(axis=1, keepdims=True)
        apart /= np.sqrt((apart * apart).mean(axis=1, keepdims=True) + np.float32(_TINY))
        even: Numbers = (
            apart * self.tables[name + ".gain"][layer] + self.tables[name + ".shift"][layer]
        )
        return even


@cache
def network_of(language: str) -> Network | None:
    """Return what replies of a language taught, read once; None where nobody labelled any."""
    folder = resources.files("bot.replies") / "weights"
    file = folder / f"{language}.npz"
    if not file.is_file():
        return None
    import numpy as np  # noqa: PLC0415 -- as above

    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as held:
        tables = {name: _whole(held[name]) for name in held.files}
    names = (folder / f"{language}.pieces.txt").read_text("utf-8").split()
    return Network({name: number for number, name in enumerate(names)}, tables)


def _whole(table: NDArray[Any]) -> NDArray[Any]:
    """Return a table in floats of 32 bits; one in eight bits stays as it is."""
    return table if table.dtype == "int8" else table.astype("float32")
