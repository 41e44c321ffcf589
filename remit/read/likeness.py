"""How well the words of a cell suit a column, where cells may be missing before or behind."""

import re
from collections.abc import Sequence
from typing import Final

from remit.model import AgentKind, Role
from remit.read.columns import Column, Kinds
from remit.read.dates import is_deadline
from remit.read.lines import ends_sentence
from remit.read.names import kind_of

_SHORT_TEXT: Final = 6


def likeness(words: Sequence[str], kinds: Kinds) -> list[int]:
    """Return how well each cell that says anything suits its column."""
    return [
        looks(word, kind, roles)
        for word, (kind, roles) in zip(words, kinds, strict=False)
        if word and kind is not Column.OTHER
    ]


def looks(word: str, kind: Column, roles: frozenset[Role]) -> int:
    """Return how well a cell's words suit a column: 2 well, -2 not at all."""
    names = {kind_of(name) for name in re.split("[、,;]", word)}
    named = None not in names
    persons = names <= {AgentKind.LEADER, AgentKind.LEADER_GROUP}
    dated = is_deadline(word)
    if kind is Column.NUMBER:
        return 2 if word.isdigit() else -2
    if kind is Column.DEADLINE:
        return 2 if dated else -2 if named else 0
    if kind is Column.DUTY:
        if dated or ends_sentence(word):
            return -2
        return 2 if named and persons == (roles == {Role.SUPERVISES}) else -1
    return -2 if named or dated or word.isdigit() else 1 + (len(word) > _SHORT_TEXT)
