"""Which kind of organ a task's words speak for: ranked, with a probability and the words.

Two sources of evidence: typical duties of organs and the words of them
(`remit/interpret/duties.py`), and a table of how often pieces of words (two to four
characters) stood in tasks that a kind led or supported in complete plans
(`ontology/competence.csv`, made by `remit learn`). For a kind k and a text they give the
figures of `Features`; the probability is a conditional logit over all kinds (McFadden 1974),
p(k) ∝ exp(w · x(k)). Governments divide the same work differently, so the logit is too sure
where all evidence agrees and too shy where it has little: the odds of the first are put right
(Platt 1999), the more the words tell beyond how often that kind leads at all, and the others share
what is left. Weights and odds stand in
`ontology/competence-weights.csv`, fitted on held-out plans by `scripts/fit_competence.py`.

Who supports is told for each kind by itself, as a task has any number of supports: that k does is
as likely as (1 − p(k leads)) · σ(v · y(k)), with the figures y of `Signs`.
"""

import csv
import math
import operator
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from remit.assets import asset
from remit.errors import UnreadableSource
from remit.interpret.duties import default_duty_weights, default_support_weights, pieces
from remit.interpret.odds import AS_TOLD, Odds
from remit.model import Bilingual
from remit.organkinds import competence, duty_words, organ_scheme

COLUMNS: Final = ("term", "organ", "leads", "supports")
WEIGHTS_FILE: Final = "competence-weights.csv"
ALL_TASKS: Final = ""
"""The term of the rows that count all tasks of an organ, whatever their words."""

_SUPPORT: Final = 0.3  # what a support tells of competence, beside a lead
_UNSEEN: Final = 0.3  # what a kind counts that led nothing
_LEAST_SHARE: Final = 1e-6  # added before the logarithm, which nothing has none of
_LEAST_SIGN: Final = 1e-4  # the same for supports, of which one can be less sure
_SHOWN: Final = 4
_FEWEST: Final = 4  # pieces: fewer do not make a share larger
_FURTHEST: Final = 3  # a kind, where its duties lie otherwise, and where theirs do


class Features(NamedTuple):
    """What speaks for one kind of organ.

    `duties`: log share of the kind by typical duties, a millionth added; `learned`: square root
    of the mean share the kind has in the pieces learned from plans, the rarer the weightier, per
    root of their number; `prior`: log share of all tasks learned from.
    """

    duties: float
    learned: float
    prior: float


class Signs(NamedTuple):
    """What speaks for one kind of organ to support.

    `always` is 1; `supports`: log share of the kind by typical supports; `leads`: log share that
    it leads; `usual`: log share of all supports learned from; each with a little added.
    """

    always: float
    supports: float
    leads: float
    usual: float


ANYBODY: Final = Signs(always=0.0, supports=1.0, leads=0.0, usual=0.0)
"""The weights of who supports where nothing was fitted: by typical supports alone."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A kind of organ (id), the probability that it leads, and the words that say so."""

    organ: str
    probability: float
    because: Bilingual


@dataclass(frozen=True, slots=True)
class Count:
    """In how many tasks an organ led, and in how many it supported."""

    leads: int = 0
    supports: int = 0


Table = Mapping[str, Mapping[str, Count]]
"""Term → organ → counts; the term `ALL_TASKS` counts every task."""


class Competence:
    """Ranks the kinds of organ for a text, by typical duties and a learned table."""

    def __init__(
        self, table: Table, weights: Features, odds: Odds = AS_TOLD, supports: Signs = ANYBODY
    ) -> None:
        """Take the counts of `table`, and the weights of who leads, its odds, and who supports."""
        scheme = organ_scheme()
        self.kinds = tuple(name for name, kind in scheme.kinds.items() if not kind.successors)
        self._weights, self._odds, self._table, self._supports = weights, odds, table, supports
        totals = table.get(ALL_TASKS, {})
        leads = {kind: totals.get(kind, Count()).leads + _UNSEEN for kind in self.kinds}
        self._tasks = sum(leads.values())
        self._prior = {kind: count / self._tasks for kind, count in leads.items()}
        supported = {k: totals.get(k, Count()).supports + _UNSEEN for k in self.kinds}
        every = sum(supported.values())
        self._usual = {kind: math.log(count / every) for kind, count in supported.items()}

    def rank(self, text: str, top: int = 5) -> list[Ranked]:
        """Return the likeliest kinds of organ to lead, the first first.

        A text in which nothing tells gives those first that led most tasks learned from.
        """
        probabilities = self.probabilities(text)
        order = sorted(self.kinds, key=lambda kind: (-probabilities[kind], kind))
        return [Ranked(kind, probabilities[kind], self.because(text, kind)) for kind in order[:top]]

    def probabilities(self, text: str) -> dict[str, float]:
        """Return the probability of each kind of organ to lead a task of these words."""
        shares = self.shares(text)
        first = max(shares, key=lambda kind: shares[kind])
        telling = max(0.0, 1 - self._prior[first] / shares[first])
        return self._odds.put_right(shares, telling)

    def shares(self, text: str) -> dict[str, float]:
        """Return the shares of the logit itself: for a choice among known units, see `among`.

        Who divides the work otherwise has other units, so nothing is put right there.
        """
        by_kind = self.features(text)
        scores = {kind: sum(map(operator.mul, self._weights, x)) for kind, x in by_kind.items()}
        top = max(scores.values())
        parts = {kind: math.exp(score - top) for kind, score in scores.items()}
        whole = sum(parts.values())
        return {kind: part / whole for kind, part in parts.items()}

    def features(self, text: str) -> dict[str, Features]:
        """Return what speaks for each kind of organ."""
        duties, learned = default_duty_weights().shares(text), self._learned(text)
        return {
            kind: Features(
                duties=math.log(duties.get(kind, 0.0) + _LEAST_SHARE),
                learned=math.sqrt(learned[kind]),
                prior=math.log(self._prior[kind]),
            )
            for kind in self.kinds
        }

    def supporting(self, text: str) -> dict[str, float]:
        """Return the probability of each kind of organ to support a task of these words."""
        leading, inclined = self.probabilities(text), self.inclined(text)
        return {kind: (1 - leading[kind]) * chance for kind, chance in inclined.items()}

    def inclined(self, text: str) -> dict[str, float]:
        """Return the probability of each kind to support, if it does not lead."""
        return {
            kind: 1 / (1 + math.exp(-sum(map(operator.mul, self._supports, y))))
            for kind, y in self.signs(text).items()
        }

    def signs(self, text: str) -> dict[str, Signs]:
        """Return what speaks for each kind of organ to support."""
        typical, leading = default_support_weights().shares(text), self.shares(text)
        return {
            kind: Signs(
                always=1.0,
                supports=math.log(typical.get(kind, 0.0) + _LEAST_SIGN),
                leads=math.log(leading[kind] + _LEAST_SIGN),
                usual=self._usual[kind],
            )
            for kind in self.kinds
        }

    def _learned(self, text: str) -> defaultdict[str, float]:
        """Return the share each kind has in the learned pieces of a text."""
        shares: defaultdict[str, float] = defaultdict(float)
        found = pieces(text)
        root = math.sqrt(max(_FEWEST, len(found)))
        for piece in sorted(found & self._table.keys()):  # sums in one order
            counts = {
                kind: count.leads + _SUPPORT * count.supports
                for kind, count in self._table[piece].items()
            }
            total = sum(counts.values())
            rarity = math.log(1 + self._tasks / total)
            for kind, count in counts.items():
                shares[kind] += rarity * count / (total + 1) / root
        return shares

    def because_supports(self, text: str, kind: str) -> Bilingual:
        """Return, in words, what in the text speaks for a kind of organ to support."""
        label = organ_scheme().kinds[kind].label
        duty = default_support_weights().nearest(text, kind)
        if duty:
            return Bilingual(
                f"任务与“{duty}”相近，{label.zh}通常配合。",
                f"The task is like “{duty}”, which the {label.en} typically supports.",
            )
        return Bilingual(
            f"从用词看，这类任务{label.zh}较常配合。",
            f"By its words it is a task that the {label.en} more often supports.",
        )

    def because(self, text: str, kind: str) -> Bilingual:
        """Return, in words, what in the text speaks for a kind of organ to lead."""
        label = organ_scheme().kinds[kind].label
        known = chain(competence(kind), duty_words().get(kind, ()))
        words = [word for word in known if word in text]
        listed = _distinct(sorted(words, key=len, reverse=True))
        if listed:
            zh, en = _quoted(listed)
            return Bilingual(
                f"任务写到{zh}，属于{label.zh}的职责。",
                f"The task speaks of {en}: what the {label.en} is competent for.",
            )
        duty = default_duty_weights().nearest(text, kind)
        if duty:
            return Bilingual(
                f"任务与{label.zh}的典型职责“{duty}”相近。",
                f"The task is like a typical duty of the {label.en}: “{duty}”.",
            )
        learned = {
            piece: count.leads / sum(each.leads + 1 for each in by_kind.values())
            for piece in pieces(text) & self._table.keys()
            if (count := (by_kind := self._table[piece]).get(kind, Count())).leads
        }
        listed = _distinct(sorted(learned, key=lambda p: (-learned[p], -len(p), p)))
        if listed:
            zh, en = _quoted(listed)
            return Bilingual(
                f"在用来学习的计划中，写有{zh}的任务，{label.zh}承担过。",
                f"In the plans learned from, tasks with {en} have been a duty of the {label.en}.",
            )
        return Bilingual(
            f"任务的文字没有提示；{label.zh}只是承担任务较多。",
            f"Nothing in the words tells; the {label.en} only holds many tasks.",
        )


def among(shares: Mapping[str, float], units: Mapping[str, Collection[str]]) -> dict[str, float]:
    """Return the share of each unit, by those of its kinds: they sum to 1, or are all 0.

    Units of one kind share what it has. What no unit is goes to where such duties lie
    otherwise, as far as there are units of those kinds; the rest is left out.
    """
    holding = Counter(kind for own in units.values() for kind in own)
    given: defaultdict[str, float] = defaultdict(float)
    for kind, share in shares.items():
        holders = holders_of(kind, holding)
        for holder in holders:
            given[holder] += share / len(holders)
    of_unit = {
        unit: sum(given[kind] / holding[kind] for kind in own) for unit, own in units.items()
    }
    whole = sum(of_unit.values()) or 1.0
    return {unit: part / whole for unit, part in of_unit.items()}


def holders_of(kind: str, holding: Collection[str]) -> list[str]:
    """Return the kind, if it is among those there are, else those that hold its duties then."""
    reached = [kind]
    for _ in range(_FURTHEST):
        found = [each for each in reached if each in holding]
        if found:
            return found
        hosts = (organ_scheme().kinds[each].otherwise_with for each in reached)
        reached = list(dict.fromkeys(chain.from_iterable(hosts)))
    return []


def _distinct(words: Iterable[str]) -> list[str]:
    """Return the first few words, without those that are part of one kept before."""
    kept: list[str] = []
    for word in words:
        if not any(word in other or other in word for other in kept):
            kept.append(word)
        if len(kept) == _SHOWN:
            break
    return kept


def _quoted(words: list[str]) -> tuple[str, str]:
    return "、".join(f"“{w}”" for w in words), ", ".join(f"“{w}”" for w in words)


@cache
def default_competence() -> Competence:
    """Return the competence that ships with Remit."""
    return read_competence(asset("ontology", "competence.csv"))


def read_competence(path: Path) -> Competence:
    """Return the competence of a table that `remit learn` wrote.

    Raises UnreadableSource naming file and line for a missing or malformed table.
    """
    return Competence(read_table(path), *shipped_weights())


def shipped_weights() -> tuple[Features, Odds, Signs]:
    """Return the weights of who leads, its odds, and those of who supports.

    They stand in `ontology/competence-weights.csv`, rows `of,figure,weight`.
    """
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    with asset("ontology", WEIGHTS_FILE).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["of"]][row["figure"]] = float(row["weight"])
    return Features(**found["leads"]), Odds(**found["odds"]), Signs(**found["supports"])


def read_table(path: Path) -> dict[str, dict[str, Count]]:
    """Return the counts of a table; raises UnreadableSource for one that is none."""
    table: dict[str, dict[str, Count]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            if tuple(next(rows, ())) != COLUMNS:
                raise _malformed(path, 1, f"{','.join(COLUMNS)}")
            for number, row in enumerate(rows, start=2):
                if len(row) != len(COLUMNS) or not (row[2].isdecimal() and row[3].isdecimal()):
                    raise _malformed(path, number, "词,机构,0,0")
                if row[1] not in organ_scheme().kinds:
                    raise _malformed(path, number, "ontology/organs.ttl")
                table.setdefault(row[0], {})[row[1]] = Count(int(row[2]), int(row[3]))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableSource(
            f"{path}：职责统计表打不开；请用 remit learn 重新生成。"
            f" / the competence table cannot be read ({error}); make it with remit learn."
        ) from error
    return table


def _malformed(path: Path, line: int, expected: str) -> UnreadableSource:
    return UnreadableSource(
        f"{path}：第 {line} 行不符合职责统计表的格式（应为：{expected}）；"
        "请用 remit learn 重新生成。"
        f" / line {line} does not fit a competence table (expected: {expected});"
        " make it again with remit learn."
    )
