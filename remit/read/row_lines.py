"""What the lines below a row's number are, in a table written one cell a line."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from remit.model import AgentKind, Cell
from remit.read.cells import cells_in
from remit.read.dates import is_deadline
from remit.read.headings import BULLET, NUMBER, is_text
from remit.read.lines import Line, ends_sentence, join, line_of, mend
from remit.read.positional import counting_up

_SHORT_NAME: Final = re.compile(r"[省市区县州][\u4e00-\u9fff]{2,7}")


def opened(line: Line) -> tuple[str | None, Line | None] | None:
    """Return the number or the task that surely opens a row: what stands alone, or has a bullet."""
    if NUMBER.fullmatch(line.text):
        return line.text, None
    bullet = BULLET.match(line.text)
    if bullet is None:
        return None
    return None, line_of(line.passage(bullet.end()))


def between_names(lines: Sequence[Line], index: int) -> list[Cell] | None:
    """Take a short line between two names for one, if it begins with a level: 省新闻出版."""
    line = lines[index]
    around = (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    short = _SHORT_NAME.fullmatch(line.text) is not None
    if not short or len(around) < 2 or not all(map(cells_in, around)):
        return None
    return [Cell(mend(line.raw), AgentKind.UNIT, line.passage())]


def is_words(line: Line) -> bool:
    """Tell whether a line is neither names nor a time."""
    return cells_in(line) is None and not is_deadline(line.text)


def is_remark(line: Line) -> bool:
    """What stands in a column of progress or figures: a sentence, or anything with digits."""
    return is_text(line) or re.search(r"\d|完成|推进|达到", line.text) is not None


def task_text(lines: Sequence[Line], source: str) -> tuple[Line, list[Line]]:
    """Return the task's line, with the lines its text goes on in, and the lines after it."""
    task, rest = lines[0], list(lines[1:])
    while rest and continues(task, rest):
        task = join(task, rest.pop(0), source)
    return task, rest


def continues(task: Line, rest: Sequence[Line]) -> bool:
    """A text without its full stop goes on as far as the line that has one."""
    if ends_sentence(task.text):
        return False
    own = takewhile(lambda line: not NUMBER.fullmatch(line.text), rest)
    return any(ends_sentence(line.text) and cells_in(line) is None for line in own)


def counts_up(lines: Sequence[Line]) -> bool:
    """Tell whether the rows' numbers are all there: 1, 2, 3 … each on its line."""
    numbers = [int(line.text) for line in lines if re.fullmatch(r"\d{1,3}", line.text)]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def figures_in(lines: Sequence[Line]) -> set[int]:
    """Return which lines are numbers that are not among those that count the rows."""
    rows = counting_up(lines)
    return {i for i, line in enumerate(lines) if line.text.isdigit()} - {*rows}
