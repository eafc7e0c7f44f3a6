"""Nearly right: a text that somebody wrote with care, and then slipped."""

from __future__ import annotations

from hypothesis import strategies as st

_ODD = (
    *("", " ", "[]", "{}", "null", "~", "-1", "1e999", "9" * 400, "2026-13-45", "'", '"', "|", ">"),
    *(
        "&a",
        "*a",
        "!!python/object:os.system x",
        "[[",
        "{a: {b: ",
        "(?P<",
        "(a|a)+$",
        "\\",
        "%",
        "@",
    ),
    *(
        "\u202e",
        "\U0001f600",
        "\ud83d",
        "\t",
        "#",
        "- -",
        "? ",
        "a: b: c",
        "<<: *a",
        "it's: fine",
        "\x07",
    ),
)


@st.composite
def spoiled(draw: st.DrawFn, text: str, most: int = 3) -> str:
    """Spoil a text by lines: one is lost, doubled, moved, indented, cut, or says something odd."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, most))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        match draw(st.sampled_from(("lose", "double", "move", "indent", "cut", "value", "insert"))):
            case "lose":
                lines[at : at + 1] = []
            case "double":
                lines.insert(at, line)
            case "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "indent":
                lines[at] = line[2:] if draw(st.booleans()) else f"  {line}"
            case "cut":
                del lines[at + 1 :]
                lines[at] = line[: draw(st.integers(0, len(line)))]
            case "value":
                lines[at] = f"{line.partition(':')[0]}: {draw(st.sampled_from(_ODD))}"
            case "insert":
                column = draw(st.integers(0, len(line)))
                lines[at] = line[:column] + draw(st.sampled_from(_ODD)) + line[column:]
        lines = lines or [""]
    return "\n".join(lines)
