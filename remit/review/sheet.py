"""The review file: a question a line, the allowed answers, an empty column to decide in."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from remit.errors import OutputError
from remit.read.decisions import HEADER
from remit.review.questions import Question
from remit.spreadsheet import guarded
from remit.words import bilingual

_NAMES: Final = "名称，多个用“、”隔开 names, parted by 、"


def write_questions(asked: Sequence[Question], path: Path) -> None:
    """Write the questions as CSV that a spreadsheet opens right; OutputError when it cannot.

    A file that is there already is not replaced: it may hold decisions.
    """
    try:
        with path.open("x", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(HEADER.split(","))
            rows.writerows([guarded(cell) for cell in _cells(question)] for question in asked)
    except FileExistsError:
        raise OutputError(
            f"{path}：已存在，可能写有决定，未覆盖；请用 --out 换一个文件名。"
            " / exists and may hold decisions; it was not replaced: name another file (--out)."
        ) from None
    except OSError as error:
        raise OutputError(
            f"{path}：无法写入；请换一个位置。 / cannot be written ({error.strerror});"
            " choose another place."
        ) from None


def _cells(question: Question) -> tuple[str, ...]:
    allowed = " ／ ".join(bilingual(words) for words in question.allowed) or _NAMES
    sure = "" if question.confidence is None else f"{question.confidence:.2f}"
    return (
        question.id,
        question.kind,
        question.ask.zh,
        question.ask.en,
        question.quoted,
        question.places,
        bilingual(question.now),
        sure,
        allowed,
        *("" for _ in range(4)),
    )
