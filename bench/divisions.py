"""Lost leaders of governments that made public who of them supervises which organs.

Real plans with a column of leaders are rare; how leaders divide organs among them is often
public. From the divisions in `ontology/portfolios.csv`, plans are drawn: each organ leads two
tasks, in random order, and a leader's name stands at the first of theirs only, as in a copy
whose repeated lines were dropped. Each government is told without its own division.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from random import Random
from typing import Final

from remit.interpret.lost_cells import Choice, leader_choice
from remit.interpret.portfolios import Portfolios
from remit.organkinds import usual_portfolios

TASKS: Final = 2  # of each organ: the seed plan has about as many
FEWEST: Final = 3  # leaders: of fewer too little is known
DRAWS: Final = 3


def lost_leaders() -> Iterator[tuple[str, Choice, frozenset[str], str]]:
    """Yield lost cells: the government, who may stand there, who does, who was seen last."""
    for government, leaders in divisions().items():
        others = {
            kind: [p for p in portfolios if p.partition("/")[0] != government]
            for kind, portfolios in usual_portfolios().items()
        }
        usual = {kind: portfolios for kind, portfolios in others.items() if portfolios}
        organs = sorted({organ for of in leaders.values() for organ in of})
        known = [{organ: 1.0} for organ in organs]
        for draw in range(DRAWS):
            found = Portfolios(known, {organ: (organ,) for organ in organs}, usual)
            tasks = organs * TASKS
            Random(draw).shuffle(tasks)  # noqa: S311, an order and no secret
            seen: list[str] = []
            for organ in tasks:
                holders = [leader for leader, of in leaders.items() if organ in of]
                first = next((leader for leader in holders if leader not in seen), None)
                if first:
                    seen.append(first)
                    found.see(first, {organ: 1.0})
                else:
                    choice = leader_choice(seen, found, {organ: 1.0})
                    yield government, choice, frozenset(holders), seen[-1]


def divisions() -> Mapping[str, Mapping[str, set[str]]]:
    """Return the organs of each leader of each government of which some leaders are known."""
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for kind, portfolios in usual_portfolios().items():
        for portfolio in portfolios:
            government, _, leader = portfolio.partition("/")
            if leader:
                found[government][portfolio].add(kind)
    return {name: leaders for name, leaders in found.items() if len(leaders) >= FEWEST}
