"""What is let in: the limits on files from outside, and the one form of a refusal.

Every limit is applied before, or while, a file is taken apart, never after. They are
chosen so that a plan of some thousand tasks passes and no file costs more than 2 seconds
or 300 MB before it is refused.
"""

from typing import Final

from remit.errors import UnreadableSource

MAX_MEMBERS: Final = 5_000
"""Files in a zip. A Word file has about 20, a picture each more."""

MAX_UNPACKED: Final = 200_000_000
"""Bytes of all files in a zip together, unpacked: mostly pictures, which are never read."""

MAX_PART: Final = 64_000_000
"""Bytes of one XML part, unpacked. The text of 3,000 tasks with its formatting is about 50 MB."""

MAX_RATIO: Final = 200
"""Unpacked to packed bytes of a member larger than `SMALL_PART`; office files reach about 60."""

SMALL_PART: Final = 10_000_000

MAX_NODES: Final = 600_000
"""Tags and attributes held in memory at a time: of a paragraph, a row, or a whole web page."""

MAX_ROWS: Final = 200_000
"""Rows of one table, or paragraphs of one document."""

MAX_CELLS: Final = 300_000
"""Cells of one table; 10,000 tasks of 20 columns are 200,000."""

MAX_COLUMNS: Final = 1_000
"""Columns of one table that hold anything."""

MAX_DEPTH: Final = 200
"""Elements inside one another. The parsers give up at 256 and keep quiet about it."""

MAX_NESTED_TABLES: Final = 20
"""Tables inside one another."""

MAX_PAGES: Final = 3_000
"""Pages of a PDF."""

MAX_PAGE_BYTES: Final = 1_000_000
"""Bytes of drawing instructions for one page of a PDF, unpacked; a full table takes 0.2 MB."""

MAX_PAGE_OBJECTS: Final = 40_000
"""Characters, lines and boxes on one page of a PDF; a page set solid holds about 5,000."""


def refused(name: str, zh: str, en: str) -> UnreadableSource:
    """Return the error that file `name` is refused with: place and remedy, zh and en."""
    return UnreadableSource(f"{name}：{zh} / {en}")


def damaged(name: str, kind: str, place: str) -> UnreadableSource:
    """Return the error for a file whose format is broken at `place`."""
    return refused(
        name,
        f"这个 {kind} 文件已损坏（{place}）；请用原来的软件打开后另存一份再试。",
        f"this {kind} file is damaged ({place}); open it where it was made and save it again.",
    )


def too_large(name: str, place: str, zh: str, en: str) -> UnreadableSource:
    """Return the error for a file that passes a limit at `place`; `zh` and `en` say which."""
    return refused(
        name,
        f"{place}：{zh}；请只留下计划正文和附表。",
        f"{place}: {en}; keep only the plan and its tables.",
    )
