"""A span of the source, and a sentence in both languages: what every other fact rests on."""

from dataclasses import dataclass


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
