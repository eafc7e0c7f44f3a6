"""What `checkpost check` can be told, with the words of its help."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.verdict import Platform, Purpose, Severity

File = Annotated[
    str, typer.Argument(metavar="[FILE|-]", help="The draft. Without it, standard input.")
]
Where = Annotated[Platform, typer.Option(help="Where it will be posted.")]
What = Annotated[Purpose, typer.Option(help="What it is for.")]
At = Annotated[str | None, typer.Option(metavar="ISO", help="Check as of this moment, not now.")]
Role = Annotated[str | None, typer.Option(help="The author's role, for rules by role.")]
Lang = Annotated[str | None, typer.Option(help="The draft's language, such as en.")]
Comment = Annotated[
    str | None, typer.Option(help="The comment that a reply answers; never stored.")
]
Image = Annotated[
    str | None, typer.Option(metavar="FILE", help="A picture that goes with it; never stored.")
]
Alt = Annotated[str, typer.Option(help="The picture's alternative text.")]
Cleaned = Annotated[
    str | None, typer.Option(metavar="OUT", help="Write the picture without its metadata.")
]
Marked = Annotated[
    str | None, typer.Option(metavar="OUT", help="Write a PNG with the findings drawn on it.")
]
NoAi = Annotated[bool, typer.Option("--no-ai", help="Rules only, nothing leaves.")]
AsObject = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
AsLines = Annotated[
    bool, typer.Option("--jsonl", help="One JSON object a line in, one a line out, in order.")
]
FailOn = Annotated[Severity, typer.Option(help="Exit 1 when the verdict reaches this.")]
