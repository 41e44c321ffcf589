"""The names in one duty cell of a table, and the roles its column and its words give them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from remit.model import PERSONS, AgentKind, Cell, Passage, Role, RoleRule
from remit.read.duties import open_role, read_duties, settled
from remit.read.leaders import refined
from remit.read.lines import Line, fold, mend, part
from remit.read.names import begins_with_verb, kind_of, names_in, with_stack_cut

_BREAK: Final = re.compile(r"<br\s*/?>")
"""A line break in a Markdown table."""

_HEAD: Final = re.compile(r"(?<!\s)\s*\(([^()]*)\)$")


def duty_cells(
    passage: Passage, roles: frozenset[Role], *, inherited: bool = False
) -> Iterator[Cell]:
    """Yield the names of a cell in order; `roles` are those its column has a place for.

    What stands in a duty column is a name, whatever it looks like. Where the column can
    mean several roles, a name's role is None: `settle` decides over the whole row.
    """
    yield from refined(list(_named(passage, roles, inherited=inherited)), passage)


def cells_in(line: Line) -> list[Cell] | None:
    """Return the names in a line that is one cell, None when any part of it is no name.

    Words may say the roles (`县发改局牵头，各镇配合`); names without any have none.
    """
    bare = names_in(line)
    duties = read_duties(line.text) if bare is None else None
    if duties is None or duties.deadline or not all(named.roles for named in duties.named):
        return bare
    cells: list[Cell] = []
    for named, role, rule in settled(duties.named):
        passage = line.passage(named.start, named.end)
        kind = kind_of(passage.exact)
        if kind is None or begins_with_verb(fold(passage.exact)):
            return None
        cells.append(Cell(mend(passage.exact), kind, passage, role, rule=rule))
    return cells or None


def without_heads(cells: Iterable[Cell]) -> Iterator[Cell]:
    """Yield the bodies among the names of a cell without the persons at their head."""
    for cell in cells:
        if cell.kind is AgentKind.LEADER and cell.role is not Role.SUPERVISES:
            continue
        head = _HEAD.search(fold(cell.passage.exact))
        if head is not None and kind_of(head.group(1)) is AgentKind.LEADER:
            place = part(cell.passage, 0, head.start())
            yield replace(cell, name=mend(place.exact), passage=place)
        else:
            yield cell


def _named(passage: Passage, roles: frozenset[Role], *, inherited: bool) -> Iterator[Cell]:
    text = _BREAK.sub(lambda tag: ";" * len(tag.group()), fold(passage.exact))
    duties = read_duties(with_stack_cut(text), lenient=True)
    starred = duties is not None and any(named.starred for named in duties.named)
    led = duties is not None and any(named.roles == {Role.LEADS} for named in duties.named)
    for named in duties.named if duties else ():
        own_part = named.shared and not led  # each its part of the column's role
        said = frozenset() if own_part else named.roles
        own = frozenset({Role.LEADS}) if named.starred else said
        own = own or (frozenset({Role.SUPPORTS}) if starred else roles)
        place = part(passage, named.start, named.end)
        name = mend(place.exact)
        rule = RoleRule.UNSTARRED if starred and not said else None
        kind = kind_of(name) or (AgentKind.LEADER if own == {Role.SUPERVISES} else AgentKind.UNIT)
        if Role.SUPERVISES in own:  # a column of both: a name's kind tells
            leads = kind in PERSONS
            own = frozenset({Role.SUPERVISES}) if leads else own - {Role.SUPERVISES} or own
        role = next(iter(own)) if len(own) == 1 else None
        yield Cell(name, kind, place, role, inherited, rule)


def settle(cells: Iterable[Cell], *, lead_column: bool = False) -> Iterator[Cell]:
    """Give the cells of a row that words such as 责任单位 leave open the role they mean there.

    In a table with a `lead_column` whose cell is empty in this row nothing tells: the lead
    may be merged with the one above, or there is none.
    """
    found = list(cells)
    led = any(cell.role is Role.LEADS for cell in found)
    role, rule = open_role(led=led)
    unknown = lead_column and not led
    for cell in found:
        if cell.role is not None:
            yield cell
        elif unknown:
            yield replace(cell, role=Role.TAKES_PART)
        else:
            yield replace(cell, role=role, rule=rule)
