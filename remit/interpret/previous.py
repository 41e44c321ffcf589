"""Who had the like task in earlier plans of the same office.

Most tasks go on from year to year, and mostly with those who had them. A task of an earlier
plan is the like one when the pieces of words of both (two to four characters) overlap by half
(Dice). Those who held a role there by the source's words are told with `KEPT`, the share that
kept it in the sample years, taken at its lowest: names change, and so do duties.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from remit.interpret.duties import pieces
from remit.model import Evidence, Plan, Role

KEPT: Final = {Role.LEADS: 0.75, Role.SUPERVISES: 0.85, Role.SUPPORTS: 0.75}
"""How likely who held a role at the like task before holds it now."""

_ALIKE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Before:
    """A task of an earlier plan: its year, and the keys of those who held each role."""

    year: int | None
    held: Mapping[Role, frozenset[str]]


class EarlierPlans:
    """The tasks of earlier plans, to be asked for the like one."""

    def __init__(self, plans: Iterable[Plan]) -> None:
        """Take the plans, the latest last."""
        self._tasks: list[tuple[set[str], Before]] = []
        for plan in plans:
            held: defaultdict[str, defaultdict[Role, set[str]]] = defaultdict(
                lambda: defaultdict(set)
            )
            for a in plan.assignments:
                if a.evidence is Evidence.STATED and a.role_evidence is Evidence.STATED:
                    held[a.task][a.role].add(a.agent)
            for task in plan.tasks:
                roles = {role: frozenset(keys) for role, keys in held[task.id].items()}
                self._tasks.append((pieces(task.text), Before(plan.year, roles)))

    def led_for(self) -> Iterator[tuple[str, Mapping[str, float]]]:
        """Yield each leader of a task with who led it, in equal shares."""
        for _, before in self._tasks:
            leads = before.held.get(Role.LEADS, frozenset())
            for leader in sorted(before.held.get(Role.SUPERVISES, ())):
                yield leader, dict.fromkeys(sorted(leads), 1 / len(leads)) if leads else {}

    def like(self, text: str) -> Before | None:
        """Return the task most alike, of the latest plan that has one, None without one."""
        own = pieces(text)
        best, found = _ALIKE, None
        for words, before in self._tasks:
            shared = 2 * len(own & words) / (len(own) + len(words) or 1)
            if shared >= best:
                best, found = shared, before
        return found


def with_before(likely: Mapping[str, float], before: Before | None, role: Role) -> dict[str, float]:
    """Return probabilities with those who held the role before, as far as they may stand here."""
    held = [key for key in likely if before and key in before.held.get(role, ())]
    kept = KEPT[role] if held else 0.0
    mixed = {key: (1 - kept) * chance for key, chance in likely.items()}
    for key in held:
        mixed[key] += kept / len(held)
    return mixed
