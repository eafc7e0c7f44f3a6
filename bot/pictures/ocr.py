"""The process that reads the words in one picture: pixels in, JSON out, and no network."""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from io import BytesIO
from typing import Any

MOST_MEMORY = 2 << 30
"""What the process may take of address space, in bytes; the largest picture uses .8 GB of it."""

_LEAST_SURE = 0.6
_WELL_READ = 0.9  # upright lines have .99, turned ones .66 to .86
_ON_END = 1.5  # height by width, from which rapidocr turns one line by itself
_TURNING_S = 8.0  # of the deadline, so that what was read first is never lost
_CLOSED = frozenset({"socket.connect", "socket.getaddrinfo", "socket.sendto"})
_ONE_THREAD = {
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Global.log_level": "critical",
    "Global.use_cls": False,  # a whole picture is turned instead, and only where it reads badly
    "Global.max_side_len": 2_000,
}


def main() -> None:
    """Read an image file from standard input, write `{"lines", "sure"}` to standard output as JSON.

    `sure` is how sure the reading is, from 0 to 1. Each line is `{"text", "corners"}`, the corners
    clockwise from the upper left, in pixels.
    """
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no answer
    _confine()
    with out:
        json.dump(_read(sys.stdin.buffer.read()), out, ensure_ascii=False)


def _confine() -> None:
    def closed(event: str, args: tuple[object, ...]) -> None:
        del args
        if event in _CLOSED:
            raise OSError("this process stays on this machine")

    sys.addaudithook(closed)
    try:
        import resource  # noqa: PLC0415 -- there is none on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _read(data: bytes) -> dict[str, Any]:
    """Read a picture, turned where it is hardly readable as it is; keep what reads best."""
    import numpy as np  # noqa: PLC0415 -- not before the limits above hold
    from PIL import Image  # noqa: PLC0415 -- as above

    engine = importlib.import_module("rapidocr").RapidOCR(params=_ONE_THREAD)
    with Image.open(BytesIO(data), formats=("BMP",)) as image:
        pixels = np.asarray(image.convert("RGB"))[:, :, ::-1]
    best: dict[str, Any] = {"lines": [], "sure": 0.0}
    began = time.monotonic()
    for turns in range(4):
        if turns and time.monotonic() - began > _TURNING_S:
            break
        found = engine(np.ascontiguousarray(np.rot90(pixels, turns)))
        if found.boxes is None or not any(map(_is_word, found.txts)):
            continue  # faint words are found one way and not another
        sure = float(np.average(found.scores, weights=[len(each) + 1 for each in found.txts]))
        reads = {"lines": _lines(found, turns, pixels.shape), "sure": sure}
        if sure >= _WELL_READ and not _on_end(found):
            return reads
        if sure > best["sure"]:
            best = reads
    return best


def _is_word(text: str) -> bool:
    """Whether something is more than the edge of a thing taken for a letter."""
    return sum(map(str.isalnum, text)) > 1


def _on_end(found: Any) -> bool:  # noqa: ANN401 -- untyped
    """Whether most words stand on end: these are read well, but with the last line first."""
    return (
        sum(
            len(text) if _tall(box) else -len(text)
            for text, box in zip(found.txts, found.boxes, strict=True)
        )
        > 0
    )


def _tall(box: Any) -> bool:  # noqa: ANN401 -- untyped
    across, down = (max(side) - min(side) for side in zip(*box, strict=True))
    return bool(down > _ON_END * across)


def _lines(found: Any, turns: int, shape: tuple[int, ...]) -> list[dict[str, Any]]:  # noqa: ANN401 -- untyped
    return [
        {"text": text, "corners": [_upright(float(x), float(y), turns, shape) for x, y in box]}
        for box, text, sure in zip(found.boxes, found.txts, found.scores, strict=True)
        if sure >= _LEAST_SURE and text.strip()
    ]


def _upright(x: float, y: float, turns: int, shape: tuple[int, ...]) -> list[int]:
    """Return where a point was before its picture was turned left that often by a quarter."""
    height, width = shape[:2]
    there = ((x, y), (width - y, x), (width - x, height - y), (y, height - x))[turns]
    return [round(each) for each in there]


if __name__ == "__main__":
    main()
