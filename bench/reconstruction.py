"""How well lost cells are reconstructed, on complete plans damaged as public copies are.

`python -m bench.reconstruction PLAN... [--apart PLAN...] [--write]`: in each complete plan,
every name after its first occurrence is dropped; who led, supported and supervised is told
again from what is left, and compared. Weights are learned without the family of papers that
the plan belongs to (papers that share a quarter of their tasks are of one family); of
supervisors, whom few papers name, without the plan alone. Competence is that of words and
typical duties only: no plan is told by what was learned from it. Beside it two baselines: the
first unit or leader of this row or of the last one that shows any, carried forward; and
competence alone among all units of the plan, without the order of names. `--apart` are plans
told apart from the papers, because they are no real ones; `--write` writes
`ontology/candidate-weights.csv`. Since few papers name leaders, those are also told for divisions
that governments made public (`bench/divisions.py`); plans given `--apart` teach nothing of them.
"""

import argparse
import csv
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from bench.divisions import divisions, lost_leaders
from bench.inference import calibration_error, error_of_chance, unlearned
from remit.interpret.candidates import MIN_CONFIDENCE, assigned, with_candidates
from remit.interpret.competence import Competence
from remit.interpret.learning import lessons
from remit.interpret.lost_cells import (
    FEATURES,
    Choice,
    Logit,
    choices,
    default_logits,
    probabilities,
)
from remit.interpret.odds import Odds
from remit.interpret.roles import roles
from remit.interpret.suggest import suggestions
from remit.model import (
    BODIES,
    PERSONS,
    AgentKind,
    Assignment,
    Evidence,
    Legibility,
    Plan,
    Role,
    Task,
)
from remit.model import Cell as Named
from scripts.fit_competence import fit as fit_logit
from scripts.fit_competence import fit_odds, read_all, related, sizes

FEWEST: Final = 4
SHRINKAGE: Final = 0.001


@dataclass(frozen=True, slots=True)
class Cell:
    """A lost cell: who may stand there, who does, and what the baselines say."""

    plan: str
    family: str
    role: Role
    choice: Choice
    truth: frozenset[str]
    carried: str | None
    competent: str | None

    @property
    def held_out(self) -> str:
        """What the weights are learned without."""
        return self.family if self.role is Role.LEADS else self.plan


Told = tuple[Cell, dict[str, float]]
"""A cell with the probability of each name."""


def main() -> None:
    """Print a Markdown table, and write the weights if told to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("plans", type=Path, nargs="+")
    parser.add_argument("--apart", type=Path, nargs="*", default=[])
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    apart = {plan.id for plan in read_all(given.apart)}
    plans = [p for p in read_all([*given.plans, *given.apart]) if is_complete(p)]
    families = related([x for plan in plans for x in lessons([plan])])
    judge = unlearned()
    cells = [x for plan in plans for x in cells_of(plan, families.get(plan.id, plan.id), judge)]
    print("| role | cells | method | F1 | calibration error (chance) |")
    print("| --- | --- | --- | --- | --- |")
    cells += [
        Cell(name, name, Role.SUPERVISES, choice, truth, carried, None)
        for name, choice, truth, carried in lost_leaders()
    ]
    drawn = set(divisions())
    logits = {}
    for role in FEATURES:
        mine = [cell for cell in cells if cell.role is role]
        silent = apart if role is Role.SUPERVISES else set()
        told, logits[role] = answers(mine, role, silent)
        report(role, "papers", [(c, t) for c, t in told if c.plan not in drawn | apart])
        report(role, "divisions", [(c, t) for c, t in told if c.plan in drawn])
        report(role, "apart", [(c, t) for c, t in told if c.plan in apart])
    for name, some in (
        ("papers", [plan for plan in plans if plan.id not in apart]),
        ("apart", [plan for plan in plans if plan.id in apart]),
    ):
        report_roles(name, some, judge)
        report_supports(name, some)
    report_previous([plan for plan in plans if plan.id in apart], judge)
    if given.write:
        write(logits)


def is_complete(plan: Plan) -> bool:
    """Tell whether nearly every task of a plan states its lead, so that damage can be judged."""
    led = {a.task for a in plan.assignments if a.role is Role.LEADS}
    return len(plan.tasks) >= FEWEST and len(led) >= 0.9 * len(plan.tasks)


def damaged(plan: Plan) -> Plan:
    """Return the plan as a copy shows it in which every repeated line was dropped.

    With them goes the border between leads and supports; where units have one role throughout,
    the head of their column still tells it.
    """
    kinds = {agent.key: agent.kind for agent in plan.agents}
    has_supports = any(a.role is not Role.LEADS for a in plan.assignments if is_of_unit(a, kinds))
    has_leaders = any(kind in PERSONS for kind in kinds.values())
    seen: set[str] = set()
    tasks: list[Task] = []
    kept: list[Assignment] = []
    for task in plan.tasks:
        row = [a for a in stated(plan, task) if a.agent not in seen]
        seen |= {a.agent for a in row}
        leaders = [a for a in row if kinds[a.agent] in PERSONS]
        units = [a for a in row if kinds[a.agent] in BODIES]
        lost = [Role.SUPERVISES] if has_leaders and not leaders else []
        lost += [] if units else [Role.LEADS]
        legibility = Legibility.SOME if row else Legibility.NONE
        if not tasks:
            legibility, lost = Legibility.WHOLE, []
        tasks.append(replace(task, legibility=legibility, lost=tuple(lost)))
        kept += leaders
        if has_supports:
            units = [replace(a, role=Role.TAKES_PART, role_evidence=None) for a in units]
        kept += units
    return replace(plan, tasks=tuple(tasks), assignments=tuple(kept), repeats_dropped=True)


def is_of_unit(a: Assignment, kinds: Mapping[str, AgentKind]) -> bool:
    """Tell whether an assignment is stated of a unit or a group of units."""
    return a.evidence is Evidence.STATED and kinds[a.agent] in BODIES


def stated(plan: Plan, task: Task) -> list[Assignment]:
    """Return a task's stated assignments in the order of the columns."""
    columns = [Role.SUPERVISES, Role.LEADS, Role.SUPPORTS, Role.TAKES_PART]
    found = [a for a in plan.assignments if a.task == task.id and a.evidence is Evidence.STATED]
    return sorted(found, key=lambda a: columns.index(a.role))


def cells_of(plan: Plan, family: str, judge: Competence) -> Iterator[Cell]:
    """Yield the lost cells of the damaged plan."""
    held: defaultdict[tuple[str, Role], set[str]] = defaultdict(set)
    for a in plan.assignments:
        if a.evidence is Evidence.STATED:
            held[a.task, a.role].add(a.agent)
    by_name = {agent.name: agent.key for agent in plan.agents}
    broken = damaged(plan)
    kinds = {agent.key: agent.kind for agent in plan.agents}
    carried: dict[tuple[str, Role], str] = {}
    last: dict[Role, str] = {}
    for task in broken.tasks:
        for a in reversed(stated(broken, task)):
            last[Role.LEADS if kinds[a.agent] in BODIES else Role.SUPERVISES] = a.agent
        carried |= {(task.id, role): name for role, name in last.items()}
    for task, role, choice in choices(broken, judge):
        truth = frozenset(held[task.id, role])
        if truth:
            best = suggestions(task.text, judge, plan, 1) if role is Role.LEADS else []
            competent = by_name[best[0].names[0]] if best else None
            before = carried.get((task.id, role))
            yield Cell(plan.id, family, role, choice, truth, before, competent)


def fit(cells: Sequence[Cell], role: Role) -> Logit:
    """Return the weights under which the truth is likeliest."""
    names = FEATURES[role]
    possible = [cell for cell in cells if not cell.truth.isdisjoint(cell.choice)]
    widest = max(len(cell.choice) for cell in possible)
    figures = np.zeros((len(possible), widest, len(names)))
    there = np.zeros((len(possible), widest))
    truth = np.zeros((len(possible), widest))
    for row, cell in enumerate(possible):
        for column, (key, x) in enumerate(cell.choice.items()):
            figures[row, column] = [x[f] for f in names]
            there[row, column] = 1.0
            truth[row, column] = key in cell.truth
    weights = fit_logit(figures, truth, np.ones(len(possible)), there, SHRINKAGE)
    return Logit(dict(zip(names, map(float, weights), strict=True)))


def answers(
    cells: Sequence[Cell], role: Role, silent: Collection[str] = ()
) -> tuple[list[Told], Logit]:
    """Return the cells with the probabilities told without their like, and what tells by all.

    The odds of a cell are put right by what was told of the others, each without its own like.
    Plans that are `silent` teach nothing.
    """
    teaching = [cell for cell in cells if cell.plan not in silent]
    shy: list[Told] = []
    likes = sorted({cell.held_out for cell in cells})
    for name in likes:
        logit = fit([cell for cell in teaching if cell.held_out != name], role)
        mine = (cell for cell in cells if cell.held_out == name)
        shy += [(cell, probabilities(cell.choice, logit)) for cell in mine]
    taught = [told for told in shy if told[0].plan not in silent]
    odds = {name: odds_of([x for x in taught if x[0].held_out != name]) for name in likes}
    told = [(cell, odds[cell.held_out].put_right(by_name)) for cell, by_name in shy]
    return told, replace(fit(teaching, role), odds=odds_of(taught))


def odds_of(told: Sequence[Told]) -> Odds:
    """Return what puts the odds right of cells in which there is a choice.

    Cells of one plan are right or wrong together, so many of one weigh less than as many plans.
    """
    some = [(cell, by_name) for cell, by_name in told if len(by_name) > 1]
    firsts = [max(by_name, key=lambda key: by_name[key]) for _, by_name in some]
    sure = [(by_name[first], 0.0) for (_, by_name), first in zip(some, firsts, strict=True)]
    hits = [(float(first in x.truth), 0.0) for (x, _), first in zip(some, firsts, strict=True)]
    size = sizes([cell.held_out for cell, _ in some])
    return fit_odds(np.array(sure), np.array(hits), size, np.ones(len(some)))


def report(role: Role, which: str, told: Sequence[Told]) -> None:
    """Print how well each method names those who held the role, and its calibration."""
    if not told:
        return
    cells = [cell for cell, _ in told]
    firsts = [max(by_name, key=lambda key: by_name[key]) for _, by_name in told]
    sure = [
        (by_name[first], first in cell.truth)
        for (cell, by_name), first in zip(told, firsts, strict=True)
    ]
    begin = f"| {role}, {which} | {len(cells)} |"
    print(f"{begin} last name carried forward | {f1(cells, [c.carried for c in cells]):.2f} | |")
    if role is Role.LEADS:
        alone = f1(cells, [c.competent for c in cells])
        print(f"{begin} competence without order | {alone:.2f} | |")
    errors = f"{calibration_error(sure):.2f} ({error_of_chance([p for p, _ in sure]):.2f})"
    print(f"{begin} **candidates** (first) | {f1(cells, firsts):.2f} | {errors} |")
    likely = [hit for probability, hit in sure if probability >= MIN_CONFIDENCE]
    if likely:
        share = sum(likely) / len(likely)
        print(
            f"{begin} {len(likely)} assigned ({MIN_CONFIDENCE} and more): right | {share:.2f} | |"
        )


def report_roles(which: str, plans: Sequence[Plan], judge: Competence) -> None:
    """Print how well the role of units that survive is told: by their place, and by all."""
    logit = default_logits()[Role.LEADS]
    placed: list[tuple[float, bool]] = []
    told: list[tuple[float, bool]] = []
    for plan in plans:
        broken = damaged(plan)
        agents = {agent.key: agent for agent in plan.agents}
        for task, role, choice in choices(broken, judge):
            row = [(a, a.passage) for a in stated(broken, task) if a.passage]
            if role is not Role.LEADS:
                continue
            by_name = probabilities(choice, logit)
            leads = {a.agent for a in stated(plan, task) if a.role is Role.LEADS}
            here = [agents[a.agent] for a, _ in row]
            cells = [Named(x.name, x.kind, at) for x, (_, at) in zip(here, row, strict=True)]
            types = [agent.unit_type for agent in here]
            known = roles(cells, types, whole=False, in_column_order=True)
            for agent, place in zip(here, known, strict=True):
                if agent.kind in BODIES:
                    leading = agent.key in leads
                    sure = place.confidence or 0.0
                    placed.append((sure, (place.role is Role.LEADS) == leading))
                    own = by_name[agent.key]
                    told.append((max(own, 1 - own), (own >= MIN_CONFIDENCE) == leading))
    for name, answered in (("their place in the row", placed), ("**place and words**", told)):
        right = sum(hit for _, hit in answered) / len(answered)
        chance = error_of_chance([sure for sure, _ in answered])
        errors = f"{calibration_error(answered):.2f} ({chance:.2f})"
        print(
            f"| roles of surviving units, {which} | {len(answered)} | {name}: right |"
            f" {right:.2f} | {errors} |"
        )


def f1(cells: Sequence[Cell], named: Sequence[str | None]) -> float:
    """Return F1 of one name a cell against all that held the role."""
    hits = sum(name in cell.truth for cell, name in zip(cells, named, strict=True))
    given = sum(name is not None for name in named)
    return 2 * hits / (given + sum(len(cell.truth) for cell in cells))


def report_previous(plans: Sequence[Plan], judge: Competence) -> None:
    """Print how many are told right when the plan of the year before is known (whole)."""
    counts = {role: [0, 0, 0] for role in (Role.LEADS, Role.SUPERVISES, Role.SUPPORTS)}
    for before, plan in pairwise(sorted(plans, key=lambda plan: plan.year or 0)):
        told = assigned(with_candidates(damaged(plan), judge, [before]))
        for role, count in counts.items():
            held = {
                (a.task, a.agent) for t in plan.tasks for a in stated(plan, t) if a.role is role
            }
            standing = {
                (a.task, a.agent) for a in told.assignments if a.evidence is Evidence.STATED
            }
            found = {
                (a.task, a.agent)
                for a in told.assignments
                if a.evidence is Evidence.INFERRED and a.role is role
            }
            count[0] += len(held - standing)
            count[1] += len(found)
            count[2] += len(found & held)
    for role, (lost, told_of, right) in counts.items():
        precision, recall = right / (told_of or 1), right / (lost or 1)
        print(
            f"| {role}, the year before known | {lost} | {told_of} assigned: right, of those lost |"
            f" {precision:.2f}, {recall:.2f} | |"
        )


def report_supports(which: str, plans: Sequence[Plan]) -> None:
    """Print how many supports the names that survive behind a row's first unit are."""
    hits = found = there = 0
    for plan in plans:
        broken = damaged(plan)
        kinds = {agent.key: agent.kind for agent in plan.agents}
        for task in broken.tasks[1:]:
            units = [a.agent for a in stated(broken, task) if kinds[a.agent] in BODIES]
            truth = {a.agent for a in stated(plan, task) if a.role is Role.SUPPORTS}
            hits += len(truth & set(units[1:]))
            found += len(units[1:])
            there += len(truth)
    if there:
        print(
            f"| supports, {which} | {there} | names left behind the first unit of a row |"
            f" {2 * hits / (found + there):.2f} | |"
        )


def write(logits: Mapping[Role, Logit]) -> None:
    """Write the weights and odds that ship."""
    target = Path(__file__).resolve().parent.parent / "ontology" / "candidate-weights.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("role", "figure", "weight"))
        for role, logit in logits.items():
            figures = {**logit.weights, **logit.odds._asdict()}
            writer.writerows((role, f, round(w, 4)) for f, w in figures.items())


if __name__ == "__main__":
    main()
