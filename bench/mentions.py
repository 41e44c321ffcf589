"""How well targets, deadlines, places and projects are found in the words of tasks.

Prints precision and recall against plans annotated by hand: folders that hold `plan.*` and
`annotations.csv` (columns: task, kind, subkind, start, end, exact, measure, comparator,
value, value2, unit, multiplier, change, ambition, deadline; see
`data/zhonglou-2025/ANNOTATING.md`). Where only a part of a text was annotated, `tasks.csv`
(columns: task, start, end) says which, and nothing else of it is compared. A span found is
right when it is annotated with just these ends (*exact*) or shares a character with an
annotated one of its kind (*overlap*, each counted once). What a target says is compared
where the spans overlap. `--show` lists what was missed and what was found though not
annotated.
"""

import argparse
import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final

from remit.build import understood
from remit.errors import RemitError
from remit.model import Comparator, Passage, Plan, Target

CHECKOUT: Final = Path(__file__).resolve().parent.parent
SEED: Final = CHECKOUT / "data" / "zhonglou-2025"
KINDS: Final = ("place", "project", "target", "deadline")
COMPARATORS: Final = {
    "eq": Comparator.EQUAL,
    "ge": Comparator.AT_LEAST,
    "gt": Comparator.MORE_THAN,
    "le": Comparator.AT_MOST,
    "lt": Comparator.LESS_THAN,
    "approx": Comparator.ABOUT,
    "between": Comparator.BETWEEN,
    "rank-within": Comparator.AT_MOST,
}
Row = dict[str, str]
Span = tuple[int, int]


@dataclass(slots=True)
class Score:
    """Counts of one kind: spans found, spans annotated, and those that agree."""

    found: int = 0
    annotated: int = 0
    exact: int = 0
    found_overlapping: int = 0
    annotated_overlapping: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """Return the counts as a row of a Markdown table."""
        shares = [
            _share(self.exact, self.found),
            _share(self.exact, self.annotated),
            _share(self.found_overlapping, self.found),
            _share(self.annotated_overlapping, self.annotated),
        ]
        return f"| {name} | {self.annotated} | {self.found} | {' | '.join(shares)} |"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def score(found: Iterable[Passage], annotated: Iterable[Row], into: Score) -> None:
    """Add how the spans found agree with those annotated; equal spans count once."""
    ours = {(p.start, p.end): p.exact for p in found}
    theirs = {_span(row): row["exact"] for row in annotated}
    into.found += len(ours)
    into.annotated += len(theirs)
    into.exact += len(ours.keys() & theirs.keys())
    for span, words in ours.items():
        if any(_meet(span, other) for other in theirs):
            into.found_overlapping += 1
        else:
            into.extra.append(words)
    for span, words in theirs.items():
        if any(_meet(span, other) for other in ours):
            into.annotated_overlapping += 1
        else:
            into.missed.append(words)


def _span(row: Row) -> Span:
    return int(row["start"]), int(row["end"])


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def understanding(targets: Sequence[Target], rows: Sequence[Row]) -> dict[str, list[bool]]:
    """Return, for each thing a target says, whether it is right, target by target."""
    right: dict[str, list[bool]] = {}
    for target in targets:
        span = (target.passage.start, target.passage.end)
        same = [row for row in rows if _meet(span, _span(row))]
        if not same:
            continue
        for name, agrees in {
            "value": any(_value_agrees(target, row) for row in same),
            "comparator": any(_comparator_agrees(target, row) for row in same),
            "unit": any((target.unit or "") == row["unit"] for row in same),
            "change": any(_change_agrees(target, row) for row in same),
            "ambition": any((target.ambition or "") == row["ambition"] for row in same),
            "measure": any(_measure_agrees(target, row) for row in same),
            "deadline": any(
                (target.deadline.passage.exact if target.deadline else "") == row["deadline"]
                for row in same
            ),
        }.items():
            right.setdefault(name, []).append(agrees)
    return right


def _value_agrees(target: Target, row: Row) -> bool:
    if not row["value"]:
        return True  # a degree: what number it means is not annotated
    times = Decimal(row["multiplier"] or 1)
    upper = Decimal(row["value2"]) * times if row["value2"] else None
    return target.value == Decimal(row["value"]) * times and target.upper == upper


def _comparator_agrees(target: Target, row: Row) -> bool:
    if row["comparator"] == "none":
        return True  # relations without a number are not annotated
    return target.comparator is COMPARATORS[row["comparator"]]


def _change_agrees(target: Target, row: Row) -> bool:
    kinds = {"increase": "change", "decrease": "change", "delivered": "count", "level": "level"}
    return kinds[target.change] == row["change"]


def _measure_agrees(target: Target, row: Row) -> bool:
    """Ours keeps the verb that the annotation leaves out."""
    return row["measure"] in target.measure or target.measure in row["measure"]


def passages(plan: Plan) -> dict[str, list[Passage]]:
    """Return what the recognisers found, by kind."""
    places = {each.key for each in plan.named if each.kind.is_place}
    return {
        "place": [each.passage for each in plan.mentions if each.named in places],
        "project": [each.passage for each in plan.mentions if each.named not in places],
        "target": [target.passage for target in plan.targets],
        "deadline": [deadline.passage for deadline in plan.deadlines],
    }


def annotated_spans(folder: Path) -> list[Span] | None:
    """Return which parts of the text were annotated; None where all of it was."""
    path = folder / "tasks.csv"
    if not path.is_file():
        return None
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [_span(row) for row in csv.DictReader(file)]


def _within(passage: Passage, span: Span) -> bool:
    return span[0] <= passage.start and passage.end <= span[1]


def main() -> None:
    """Measure the folders together and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs="*", default=[SEED])
    parser.add_argument("--show", action="store_true", help="list what was missed or too much")
    options = parser.parse_args()
    scores = {kind: Score() for kind in KINDS}
    right: dict[str, list[bool]] = {}
    for folder in options.folders:
        with (folder / "annotations.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        try:
            plan, _ = understood(next(iter(sorted(folder.glob("plan.*")))))
        except RemitError as error:
            print(f"left out: {error}")
            continue
        spans = annotated_spans(folder)
        for kind, found in passages(plan).items():
            inside = [p for p in found if spans is None or any(_within(p, span) for span in spans)]
            score(inside, (row for row in rows if row["kind"] == kind), scores[kind])
        for name, agrees in understanding(
            plan.targets, [row for row in rows if row["kind"] == "target"]
        ).items():
            right.setdefault(name, []).extend(agrees)
    print("| kind | annotated | found | P exact | R exact | P overlap | R overlap |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for kind, counts in scores.items():
        print(counts.line(kind))
    print("\n| what a target says | right |\n| --- | ---: |")
    for name, agrees in right.items():
        print(f"| {name} | {_share(sum(agrees), len(agrees))} |")
    if options.show:
        for kind, counts in scores.items():
            print(f"\n{kind} missed: {'、'.join(counts.missed) or '–'}")
            print(f"{kind} too much: {'、'.join(counts.extra) or '–'}")


if __name__ == "__main__":
    main()
