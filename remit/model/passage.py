"""A span of the source, and a sentence in both languages: what every other fact rests on."""

import re
from dataclasses import dataclass
from typing import Final

_CLAUSE_ENDS: Final = re.compile(r"[,，;；。:：\n]")


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A sentence for people, in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A span of the source: `text[start:end] == exact`, beginning on `line` (from 1).

    For a file that is no plain text, `text` is Remit's own rendering of it, and `place`
    says where the words stand in the file (`table=1;row=7;column=4`, `sheet=附件1;cell=D7`,
    `page=3;box=…`); it is empty where the line says it all.
    """

    start: int
    end: int
    line: int
    exact: str
    place: str = ""


def clause_of(whole: Passage, part: Passage) -> str:
    """Return the clause of `whole` that `part` stands in, in one line.

    >>> clause_of(Passage(10, 21, 1, "新建公厕5个,加装电梯"), Passage(14, 16, 1, "5个"))
    '新建公厕5个'
    """
    text, start, end = whole.exact, part.start - whole.start, part.end - whole.start
    if not 0 <= start < end <= len(text):
        return "".join(part.exact.split())
    begins = max((m.end() for m in _CLAUSE_ENDS.finditer(text, 0, start)), default=0)
    closing = _CLAUSE_ENDS.search(text, end)
    return "".join(text[begins : closing.start() if closing else len(text)].split())
