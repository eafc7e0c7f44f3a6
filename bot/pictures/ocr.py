"""The process that reads the words in one picture: pixels in, JSON out, and no network."""

from __future__ import annotations

import importlib
import json
import os
import sys
from io import BytesIO
from typing import Any

MOST_MEMORY = 2 << 30
"""What the process may take of address space, in bytes; the largest picture uses .8 GB of it."""

_LEAST_SURE = 0.6
_CLOSED = frozenset({"socket.connect", "socket.getaddrinfo", "socket.sendto"})
_ONE_THREAD = {
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Global.log_level": "critical",
    "Global.use_cls": False,  # a picture is upright once its file's turning is applied
    "Global.max_side_len": 2_000,
}


def main() -> None:
    """Read an image file from standard input, write its lines to standard output as JSON.

    Each line is `{"text", "corners"}`, the corners clockwise from the upper left, in pixels.
    """
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no answer
    _confine()
    with out:
        json.dump(_lines(sys.stdin.buffer.read()), out, ensure_ascii=False)


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


def _lines(data: bytes) -> list[dict[str, Any]]:
    import numpy as np  # noqa: PLC0415 -- not before the limits above hold
    from PIL import Image  # noqa: PLC0415 -- as above

    engine = importlib.import_module("rapidocr").RapidOCR(params=_ONE_THREAD)
    with Image.open(BytesIO(data), formats=("BMP",)) as image:
        found = engine(np.asarray(image.convert("RGB"))[:, :, ::-1])
    if found.boxes is None:
        return []
    return [
        {"text": text, "corners": [[round(float(x)), round(float(y))] for x, y in box]}
        for box, text, sure in zip(found.boxes, found.txts, found.scores, strict=True)
        if sure >= _LEAST_SURE and text.strip()
    ]


if __name__ == "__main__":
    main()
