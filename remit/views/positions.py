"""Where a passage stands for a browser, which counts UTF-16 units and not characters."""

from bisect import bisect_left

from remit.model import Passage

_ASTRAL = 0xFFFF


class Positions:
    """Translates the passages of one text to spans of UTF-16 units.

    >>> Positions("𠮷 计划").span(Passage(2, 4, 1, "计划"))
    [3, 5]
    """

    def __init__(self, text: str) -> None:
        self._text = text
        # Characters that take two units; most texts have none.
        self._wide = [i for i, character in enumerate(text) if ord(character) > _ASTRAL]

    def span(self, passage: Passage) -> list[int]:
        """Return [start, end); raises ValueError when the text does not say what is quoted."""
        exact = self._text[passage.start : passage.end]
        if exact != passage.exact:
            raise ValueError(
                f"line {passage.line}: the source says {exact!r}, the passage {passage.exact!r}"
            )
        return [self._unit(passage.start), self._unit(passage.end)]

    def _unit(self, place: int) -> int:
        return place + bisect_left(self._wide, place)
