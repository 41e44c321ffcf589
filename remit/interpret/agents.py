"""From printed names to agents: who is named in a plan, under which names.

Which names are one body is decided in `identity`, which kinds of organ a unit is in `organs`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations
from typing import Final

from remit.interpret.identity import Identities, Identity
from remit.interpret.organs import read_name, split_second_name
from remit.interpret.unit_types import unit_type
from remit.model import Agent, AgentKind, Bilingual, Cell, Doubt
from remit.organkinds import organ_scheme
from remit.read.lines import fold

_NOT_IN_KEY: Final = re.compile(r"[^\w-]+")


@dataclass(slots=True)
class _Draft:
    key: str
    kind: AgentKind
    forms: list[str] = field(default_factory=list)


class Agents:
    """The agents of one plan, by every name they are printed with."""

    def __init__(self, rows: Iterable[Sequence[Cell]], place: str | None) -> None:
        """Resolve the cells of all rows; `place` is the jurisdiction's name (常州市钟楼区)."""
        found = list(rows)
        units = [[cell.name for cell in row if cell.kind is AgentKind.UNIT] for row in found]
        self._place = place
        self._identities = Identities(chain.from_iterable(units), place, units)
        self._drafts: dict[tuple[AgentKind, Identity], _Draft] = {}
        self._keys: set[str] = set()
        for cell in chain.from_iterable(found):
            self._add(cell.kind, cell.name)

    def key(self, cell: Cell) -> str:
        """Return the key of the agent a cell names."""
        return self._drafts[cell.kind, self._identity(cell.kind, cell.name)].key

    def unit_called(self, name: str) -> str | None:
        """Return the key of the unit with a name, by any of its spellings, None without one."""
        draft = self._drafts.get((AgentKind.UNIT, self._identity(AgentKind.UNIT, name)))
        return draft.key if draft else None

    def group_called(self, name: str) -> str | None:
        """Return the key of the group of units with a name, None when the plan has none."""
        wanted = self._identities.without_level(fold(name))
        for draft in self._drafts.values():
            own = (self._identities.without_level(fold(form)) for form in draft.forms)
            if draft.kind is AgentKind.UNIT_GROUP and wanted in own:
                return draft.key
        return None

    def add_unit(self, name: str) -> str:
        """Add a unit that the plan itself does not name; return its key."""
        return self._add(AgentKind.UNIT, name).key

    def all(self) -> tuple[Agent, ...]:
        """Return the agents in order of first mention; groups still without members."""
        return tuple(self._agent(draft) for draft in self._drafts.values())

    def doubts(self) -> tuple[Doubt, ...]:
        """Return the pairs of units that may be one body, in order of first mention."""
        units = [draft for draft in self._drafts.values() if draft.kind is AgentKind.UNIT]
        found = []
        for one, other in combinations(units, 2):
            pairs = ((a, b) for a in one.forms for b in other.forms)
            because = next(filter(None, (self._identities.doubt(*pair) for pair in pairs)), None)
            if because:
                found.append(Doubt((one.key, other.key), because))
        return tuple(found)

    def _add(self, kind: AgentKind, name: str) -> _Draft:
        identity = (kind, self._identity(kind, name))
        if identity not in self._drafts:
            self._drafts[identity] = _Draft(self._free_key(name), kind)
        draft = self._drafts[identity]
        if name not in draft.forms:
            draft.forms.append(name)
        return draft

    def _free_key(self, name: str) -> str:
        """Return the readable key; the rare second holder of a key gets a number."""
        core = self._identities.without_level(split_second_name(name)[0])
        wanted = _NOT_IN_KEY.sub("-", core).strip("-")
        key, count = wanted, 1
        while key in self._keys:
            count += 1
            key = f"{wanted}-{count}"
        self._keys.add(key)
        return key

    def _identity(self, kind: AgentKind, name: str) -> Identity:
        return self._identities.of(name) if kind is AgentKind.UNIT else (fold(name),)

    def _agent(self, draft: _Draft) -> Agent:
        name, *aliases = draft.forms
        if draft.kind is not AgentKind.UNIT:
            return Agent(draft.key, draft.kind, name, tuple(aliases))
        read = [read_name(form, self._place) for form in draft.forms]
        return Agent(
            key=draft.key,
            kind=draft.kind,
            name=name,
            aliases=tuple(aliases),
            unit_type=unit_type(read[0], self._place),
            because=self._merged(draft.forms) if aliases else None,
            organs=tuple(dict.fromkeys(kind for each in read for kind in each.all_kinds)),
            jurisdiction=self._identities.jurisdiction(name),
        )

    def _merged(self, forms: list[str]) -> Bilingual:
        """Return why several printed names are one body."""
        zh = "、".join(f"“{form}”" for form in forms)
        en = " and ".join(f"“{form}”" for form in forms)
        names = [self._identities.name(form) for form in forms]
        cores = {self._identities.without_level(split_second_name(form)[0]) for form in forms}
        bodies = {name.reading.body for name in names}
        if all(name.reading.is_synonym for name in names) and len(bodies) > 1:
            labels = [organ_scheme().kinds[kind].label for kind in names[0].reading.kinds]
            why = f"同级政府只有一个这种机构：{'、'.join(label.zh for label in labels)}"
            because = f"a government has one {' and '.join(label.en for label in labels)}"
        elif any(name.reading.second for name in names):
            why, because = "括号内为第二名称", "a second name stands in brackets"
        elif len(cores) > 1 and len({name.core for name in names}) == 1 and len(bodies) > 1:
            why, because = (
                "办事处、人民政府是街道、乡镇的机关",
                "a subdistrict or town is its office",
            )
        else:
            why, because = "只差本级层级或地名", "they differ in the plan's own level or place only"
        return Bilingual(
            f"{zh}按名称写法视为同一单位（{why}）。",
            f"{en} are taken as one unit by the way the names are written ({because}).",
        )
