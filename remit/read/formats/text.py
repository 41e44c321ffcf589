"""Plain text and Markdown: taken as it is, within limits; tables drawn in it stay text."""

import re
from typing import Final

from remit.read.formats.border import (
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_COLUMNS,
    MAX_LINE,
    MAX_ROWS,
    too_many_cells,
    too_many_characters,
    too_many_lines,
)

_BARS: Final = "|｜│┃║"
"""What tables are drawn with; reading counts a cell for each."""


def check_text(text: str, name: str) -> None:
    """Raise UnreadableSource for a text with too many lines, characters or cells."""
    if max(text.count("\n"), text.count("\r")) > MAX_ROWS:
        raise too_many_lines(name, f"line={MAX_ROWS}")
    if len(text) > MAX_CHARACTERS:
        raise too_many_characters(name, "line=1")
    if sum(map(text.count, _BARS)) > MAX_CELLS:
        raise too_many_cells(name, "line=1")
    for number, line in enumerate(re.split("[\r\n]", text), start=1):
        if len(line) > MAX_LINE:
            raise too_many_characters(name, f"line={number}")
        if sum(map(line.count, _BARS)) > MAX_COLUMNS:
            raise too_many_cells(name, f"line={number}")
