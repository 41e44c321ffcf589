"""Makes `ontology/duty-weights.csv.gz` and `support-weights.csv.gz` from typical duties.

    python -m scripts.fit_duties

Fits the multinomial logistic regression told in `remit/interpret/duties.py`: each duty is an
example of its organ, each word a lighter one. A duty that several organs share is an example of
each, and so is one that several support. Takes some two minutes; what is fitted is the same each
time. Weights below `HARDLY` are left out to keep the tables small; much more could not be without
loss.
"""

import csv
import gzip
import io
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from remit.interpret.duties import (
    BIAS,
    COLUMNS,
    DUTY_WEIGHTS,
    LENGTHS,
    SUPPORT_WEIGHTS,
    pieces,
    rarity,
)
from remit.organkinds import (
    competence,
    duty_words,
    organ_scheme,
    typical_duties,
    typical_supports,
)

ONTOLOGY: Final = Path(__file__).resolve().parent.parent / "ontology"
OF_A_WORD: Final = 0.3  # what a word counts beside a duty
FEWEST: Final = 2  # examples that a piece must stand in
SHRINKAGE: Final = 3e-6
STEPS: Final = 60
HARDLY: Final = 0.3  # a weight below this is left out
Array = NDArray[np.float64]


def main() -> None:
    """Fit and write."""
    more = duty_words()
    words = {kind: (*competence(kind), *more.get(kind, ())) for kind in {*_kinds(), *more}}
    write(DUTY_WEIGHTS, typical_duties(), words)
    write(SUPPORT_WEIGHTS, typical_supports(), {})


def write(
    file_name: str, duties: Mapping[str, Sequence[str]], words: Mapping[str, Sequence[str]]
) -> None:
    """Fit to the duties and words of each kind of organ, and write the weights."""
    if unknown := sorted({*duties, *words}.difference(_kinds())):
        raise SystemExit(f"no kind of organ of today in ontology/organs.ttl: {', '.join(unknown)}")
    kinds = [kind for kind in _kinds() if kind in duties or kind in words]
    examples = [(kind, duty, 1.0) for kind in kinds for duty in duties.get(kind, ())]
    examples += [(kind, word, OF_A_WORD) for kind in kinds for word in words.get(kind, ())]
    cut = [pieces(text, LENGTHS) for _, text, _ in examples]
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for (kind, _, _), found in zip(examples, cut, strict=True):
        for piece in found:
            holders[piece].add(kind)
    rare = {piece: rarity(len(by), len(kinds)) for piece, by in holders.items()}
    counts = Counter(chain.from_iterable(cut))
    known = sorted(piece for piece, count in counts.items() if count >= FEWEST)
    figures = _figures(cut, known, rare)
    own = np.array([kinds.index(kind) for kind, _, _ in examples])
    size = np.array([weight for *_, weight in examples])
    weights, bias = fit(figures, own, size / size.sum(), len(kinds))
    weights -= weights.mean(axis=1, keepdims=True)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerow((BIAS, 0, _listed(kinds, bias, 0)))
    for piece, row in zip(known, weights, strict=True):
        if np.abs(row).max() > HARDLY:
            listed = _listed(kinds, row * rare[piece], HARDLY * rare[piece])
            writer.writerow((piece, f"{rare[piece]:.2f}", listed))
    packed = gzip.compress(text.getvalue().encode(), mtime=0)  # the same each time
    (ONTOLOGY / file_name).write_bytes(packed)
    right = (figures @ weights + bias).argmax(axis=1) == own
    told = np.average(right, weights=size)
    print(f"{file_name}: {len(examples)} examples, {len(known)} pieces, {told:.3f} told")


def _kinds() -> list[str]:
    return [name for name, kind in organ_scheme().kinds.items() if not kind.successors]


def _figures(
    cut: list[set[str]], known: list[str], rare: dict[str, float]
) -> "sparse.csr_matrix[np.float64]":
    """Return the figures (examples, pieces), each row of length 1."""
    place = {piece: column for column, piece in enumerate(known)}
    rows = [[place[piece] for piece in sorted(own) if piece in place] for own in cut]
    filled = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    columns = np.array(list(chain.from_iterable(rows)))
    values = np.array([rare[known[column]] for column in columns])
    length = np.sqrt(np.bincount(filled, values**2, len(rows)))
    shape = (len(rows), len(known))
    return sparse.csr_matrix((values / length[filled], (filled, columns)), shape=shape)


def fit(
    figures: "sparse.csr_matrix[np.float64]", own: NDArray[np.int_], part: Array, kinds: int
) -> tuple[Array, Array]:
    """Return weights (pieces, kinds) and bias under which `own` kinds are likeliest, shrunk."""
    examples, width = figures.shape
    at = np.arange(examples)
    turned = figures.T.tocsr()

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(width + 1, kinds)
        scores = figures @ weights[:-1] + weights[-1]
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        surprise = -part @ np.log(np.maximum(likely[at, own], 1e-12))
        likely[at, own] -= 1
        likely *= part[:, None]
        slope = np.vstack([turned @ likely + SHRINKAGE * weights[:-1], likely.sum(axis=0)])
        return surprise + SHRINKAGE / 2 * (weights[:-1] ** 2).sum(), slope.ravel()

    start = np.zeros((width + 1) * kinds)
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS, "maxcor": 5}
    )
    weights = found.x.reshape(width + 1, kinds)
    return weights[:-1], weights[-1]


def _listed(kinds: list[str], row: Array, least: float) -> str:
    return " ".join(
        f"{kind}:{weight:.2f}"
        for kind, weight in zip(kinds, row, strict=True)
        if abs(weight) >= least
    )


if __name__ == "__main__":
    main()
