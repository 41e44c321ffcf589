"""Which kind of organ a task's words speak for: ranked, with a probability and the words.

Three sources of evidence: the words each kind is competent for (`ontology/organs.ttl`), tasks
as such an organ typically leads them (`ontology/typical-duties.csv`), and a table of how often
pieces of words (two to four characters) stood in tasks that a kind led or supported in complete
plans (`ontology/competence.csv`, made by `remit learn`). For a kind k and the pieces G of a text
they give the figures of `Features`; the probability is a
conditional logit over all kinds (McFadden 1974), p(k) ∝ exp(w · x(k)), with the weights of
`ontology/competence-weights.csv`, fitted on held-out plans by `scripts/fit_competence.py`.
"""

import csv
import math
import operator
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from remit.assets import asset
from remit.errors import UnreadableSource
from remit.model import Bilingual
from remit.organkinds import competence, organ_scheme, typical_duties

COLUMNS: Final = ("term", "organ", "leads", "supports")
ALL_TASKS: Final = ""
"""The term of the rows that count all tasks of an organ, whatever their words."""

_SUPPORT: Final = 0.3  # what a support tells of competence, beside a lead
_WORD: Final = 0.5  # what a word of the ontology adds to the pieces it is made of
_SMOOTHING: Final = 2.0
_LENGTHS: Final = (2, 3, 4)
_RUN: Final = re.compile(r"[\u3400-\u9fffA-Za-z]+")
_CLAUSE: Final = re.compile(r"[，。；：,;\n]")
_SHOWN: Final = 4
_TELLING: Final = 3  # a shared piece this long is a word, not an accident
_FURTHEST: Final = 3  # a kind, where its duties lie otherwise, and where theirs do


class Features(NamedTuple):
    """What speaks for one kind of organ.

    `words`: log(1 + sum over its words found, each length^0.7 / kinds that have it);
    `first_words`: that sum over the first clause; `pieces`: square root of the mean share
    the kind has in the pieces, the rarer the weightier, per root of their number; `odds`:
    sum of smoothed log odds of the kind given each piece, per root of their number;
    `prior`: log share of all tasks learned from.
    """

    words: float
    first_words: float
    pieces: float
    odds: float
    prior: float


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


def pieces(text: str) -> set[str]:
    """Return the runs of two to four characters of a text, figures and signs left out.

    >>> sorted(pieces("建2所学校"))
    ['学校', '所学', '所学校']
    """
    return {
        run[start : start + length]
        for run in _RUN.findall(text)
        for length in _LENGTHS
        for start in range(len(run) - length + 1)
    }


class Competence:
    """Ranks the kinds of organ for a text, by a learned table and the ontology's words."""

    def __init__(self, table: Table, weights: Features) -> None:
        """Take the counts of `table`; `weights` are those of the conditional logit."""
        scheme = organ_scheme()
        self.kinds = tuple(name for name, kind in scheme.kinds.items() if not kind.successors)
        self._weights = weights
        totals = table.get(ALL_TASKS, {})
        leads = {kind: totals[kind].leads + 0.3 if kind in totals else 0.3 for kind in self.kinds}
        self._tasks = sum(leads.values())
        self._prior = {kind: count / self._tasks for kind, count in leads.items()}
        self._table = table

    @cached_property
    def _owners(self) -> dict[str, list[str]]:
        owners: defaultdict[str, list[str]] = defaultdict(list)
        for kind in self.kinds:
            for word in competence(kind):
                owners[word].append(kind)
        return owners

    @cached_property
    def _counts(self) -> dict[str, dict[str, float]]:
        """Piece → kind → weight, from the table, typical duties and the ontology's words."""
        counts: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        for term, organs in self._table.items():
            for organ, count in organs.items():
                if term != ALL_TASKS and organ in self._prior:
                    counts[term][organ] += count.leads + _SUPPORT * count.supports
        for kind, duties in typical_duties().items():
            for duty in duties:
                for piece in pieces(duty):
                    counts[piece][kind] += 1
        for word, kinds in self._owners.items():
            for piece in pieces(word):
                for kind in kinds:
                    counts[piece][kind] += _WORD / len(kinds)
        return {piece: dict(by_kind) for piece, by_kind in counts.items()}

    def rank(self, text: str) -> list[Ranked]:
        """Return the ten likeliest kinds of organ to lead, the first first.

        A text without any word that tells something gives the shares learned from.
        """
        probabilities = self.probabilities(text)
        order = sorted(self.kinds, key=lambda kind: (-probabilities[kind], kind))
        return [Ranked(kind, probabilities[kind], self.because(text, kind)) for kind in order[:10]]

    def probabilities(self, text: str) -> dict[str, float]:
        """Return the probability of each kind of organ to lead a task of these words."""
        scores = {
            kind: sum(map(operator.mul, self._weights, features))
            for kind, features in self.features(text).items()
        }
        top = max(scores.values())
        parts = {kind: math.exp(score - top) for kind, score in scores.items()}
        whole = sum(parts.values())
        return {kind: part / whole for kind, part in parts.items()}

    def features(self, text: str) -> dict[str, Features]:
        """Return what speaks for each kind of organ."""
        words, first = self._words(text), self._words(_first_clause(text))
        shares: defaultdict[str, float] = defaultdict(float)
        odds: defaultdict[str, float] = defaultdict(float)
        absent = 0.0
        found = pieces(text)
        for piece in found & self._counts.keys():
            by_kind = self._counts[piece]
            total = sum(by_kind.values())
            rarity = math.log(1 + self._tasks / total)
            absent += math.log(_SMOOTHING / (total + _SMOOTHING))
            for kind, count in by_kind.items():
                shares[kind] += rarity * count / (total + 1)
                odds[kind] += math.log1p(count / (_SMOOTHING * self._prior[kind]))
        root = math.sqrt(max(4, len(found)))
        return {
            kind: Features(
                words=math.log1p(words[kind]),
                first_words=first[kind],
                pieces=math.sqrt(shares[kind] / root),
                odds=(odds[kind] + absent) / root,
                prior=math.log(self._prior[kind]),
            )
            for kind in self.kinds
        }

    def _words(self, text: str) -> defaultdict[str, float]:
        found: defaultdict[str, float] = defaultdict(float)
        for word, kinds in self._owners.items():
            if word in text:
                for kind in kinds:
                    found[kind] += len(word) ** 0.7 / len(kinds)
        return found

    def because(self, text: str, kind: str) -> Bilingual:
        """Return, in words, what in the text speaks for a kind of organ."""
        label = organ_scheme().kinds[kind].label
        words = [word for word, kinds in self._owners.items() if kind in kinds and word in text]
        listed = _distinct(sorted(words, key=len, reverse=True))
        if listed:
            zh, en = _quoted(listed)
            return Bilingual(
                f"任务写到{zh}，属于{label.zh}的职责。",
                f"The task speaks of {en}: what the {label.en} is competent for.",
            )
        duty = _alike(text, typical_duties().get(kind, ()))
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


def among(
    probabilities: Mapping[str, float], units: Mapping[str, Collection[str]]
) -> dict[str, float]:
    """Return the share of each unit, by its kinds: they sum to 1, or are all 0.

    Units of one kind share what it has. What no unit is goes to where such duties lie
    otherwise, as far as there are units of those kinds; the rest is left out.
    """
    holding = Counter(kind for own in units.values() for kind in own)
    given: defaultdict[str, float] = defaultdict(float)
    for kind, probability in probabilities.items():
        holders = holders_of(kind, holding)
        for holder in holders:
            given[holder] += probability / len(holders)
    share = {unit: sum(given[kind] / holding[kind] for kind in own) for unit, own in units.items()}
    whole = sum(share.values()) or 1.0
    return {unit: part / whole for unit, part in share.items()}


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


def _alike(text: str, duties: Iterable[str]) -> str | None:
    """Return the duty that shares most with a text, None when none shares a word of length."""

    def shared(duty: str) -> int:
        return sum(len(piece) for piece in pieces(duty) & found if len(piece) >= _TELLING)

    found = pieces(text)
    best = max(duties, key=shared, default=None)
    return best if best is not None and shared(best) else None


def _first_clause(text: str) -> str:
    clause = _CLAUSE.split(text, maxsplit=1)[0]
    return clause if len(clause) >= 5 else text[:20]


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
    return Competence(read_table(path), weights_from(asset("ontology", "competence-weights.csv")))


def weights_from(path: Path) -> Features:
    """Return the weights of the conditional logit from a CSV of `feature,weight`."""
    with path.open(encoding="utf-8", newline="") as file:
        found = {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}
    return Features(**found)


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
