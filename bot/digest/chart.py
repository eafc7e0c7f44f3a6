"""The digest's picture: one bar a topic, or a week, drawn large enough for a phone."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

_PAPER, _INK, _SOFT, _BAR = "#ffffff", "#1d1c1d", "#616061", "#1f6f8b"
_INCHES = 6.0
_DPI = 160
_TITLE = 34  # characters that stand in one line at the largest size


def draw(title: str, bars: Sequence[tuple[str, int]], note: str, *, span: str = "") -> bytes:
    """Return a PNG, 960 pixels wide: the bars with their numbers, first on top.

    The paper is opaque, so that dark mode keeps the contrast. `span` says below the title which
    time it is about; `note` stands at the bottom in small print.
    """
    import matplotlib as mpl  # noqa: PLC0415 -- heavy, and needed once a week
    from matplotlib.figure import Figure  # noqa: PLC0415 -- as above

    shown = list(bars)
    height = 1.75 + 0.55 * len(shown)
    with mpl.rc_context({"font.family": "DejaVu Sans"}):
        figure = Figure(figsize=(_INCHES, height), dpi=_DPI, facecolor=_PAPER)
        axes = figure.add_axes((0.04, 0.62 / height, 0.92, 1 - 1.57 / height))
        most = max(number for _, number in shown)
        for row, (name, number) in enumerate(shown):
            axes.barh(-row, number, height=0.42, color=_BAR, align="edge")
            axes.text(0, -row + 0.5, name, fontsize=13, color=_INK, va="bottom")
            axes.text(
                number + most * 0.015,
                -row + 0.19,
                str(number),
                fontsize=14,
                color=_INK,
                va="center",
                weight="bold",
            )
        axes.set_xlim(0, most * 1.15)
        axes.set_ylim(-len(shown) + 0.95, 1.0)
        axes.axis("off")
        size = 16 * min(1.0, _TITLE / len(title))
        figure.text(
            0.04, 1 - 0.2 / height, title, fontsize=size, color=_INK, va="top", weight="bold"
        )
        figure.text(0.04, 1 - 0.52 / height, span, fontsize=11, color=_SOFT, va="top")
        figure.text(0.04, 0.22 / height, note, fontsize=11, color=_SOFT, va="bottom")
        kept = BytesIO()
        figure.savefig(kept, format="png", facecolor=_PAPER)
    return kept.getvalue()
