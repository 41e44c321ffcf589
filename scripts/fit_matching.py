"""Fit the weights of `remit/comparison/matching.py` on pairs of years whose matches were checked.

    python scripts/fit_matching.py [--also BEFORE AFTER VERDICTS] …

Prints the weights fitted on all pairs of years, and for each pair how well the weights fitted
on the others foretell it. The sample years have their verdicts in `data/samples/continued.csv`;
`--also` adds plans that are not in the repository, with a table of the same columns (years may
be empty). Pairs judged `open` are left out. The verdicts were drafted by the matcher and then
checked, so the losses printed are kinder than an independent annotation would give.
"""

import argparse
import csv
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from remit.build import understood
from remit.comparison.likeness import pairs, shapes
from remit.comparison.matching import WEIGHTS, features
from remit.comparison.succession import succession

SAMPLES: Final = Path(__file__).resolve().parents[1] / "data" / "samples"
YEARS: Final = ((2023, 2024), (2024, 2025))
RIDGE: Final = 0.02
"""Weight of the squares of the weights: two fictional pairs of years must not make it too sure."""
BINS: Final = (0, 0.15, 0.5, 0.9, 1.0001)

Data: TypeAlias = tuple[NDArray[np.float64], NDArray[np.float64]]


def judged(before_file: Path, after_file: Path, verdict_file: Path) -> Data:
    """Return the features of every pair of tasks looked at, and 1 where people say it is one."""
    before, after = (understood(path)[0] for path in (before_file, after_file))
    known = succession(before, after)
    found = pairs(shapes(before, known.before), shapes(after, known.after))
    with verdict_file.open(encoding="utf-8", newline="") as file:
        verdicts = {
            (row["from_task"], row["to_task"]): row["verdict"]
            for row in csv.DictReader(file)
            if (row["from_year"], row["to_year"]) in (("", ""), (f"{before.year}", f"{after.year}"))
        }
    ids = [
        (before.tasks[i].id, after.tasks[j].id)
        for i, j in zip(found.before, found.after, strict=True)
    ]
    settled = np.array([verdicts.get(pair) != "open" for pair in ids])
    same = np.array([verdicts.get(pair) == "same" for pair in ids], dtype=float)
    return features(found)[settled], same[settled]


def loss(weights: NDArray[np.float64], data: Data) -> float:
    """Return the mean surprise, in nats, of the verdicts under the weights."""
    rows, same = data
    scores = rows @ weights
    return float(np.mean(np.logaddexp(0, scores) - same * scores))


def fitted(data: Data) -> NDArray[np.float64]:
    """Return the weights of least loss, held small."""
    start = np.zeros(data[0].shape[1])
    held = RIDGE / len(data[1])

    def penalised(weights: NDArray[np.float64]) -> float:
        return loss(weights, data) + held * float(weights[1:] @ weights[1:])

    return np.asarray(minimize(penalised, start, method="BFGS").x)


def main() -> None:
    """Print weights, losses, and how often pairs of each range of probability are one task."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--also", nargs=3, type=Path, action="append", default=[])
    files = [
        (*(SAMPLES / f"yunxi-{year}" / "plan.docx" for year in years), SAMPLES / "continued.csv")
        for years in YEARS
    ]
    files += [tuple(given) for given in parser.parse_args().also]
    data = [judged(*three) for three in files]
    for name, weight in zip(WEIGHTS, fitted(_joined(data)), strict=True):
        print(f'    "{name}": {weight:.1f},')
    for k, (rows, same) in enumerate(data):
        weights = fitted(_joined(data[:k] + data[k + 1 :]))
        chances = 1 / (1 + np.exp(-(rows @ weights)))
        print(f"{files[k][0]}: {loss(weights, (rows, same)):.4f} nats a pair, {len(same)} pairs")
        for low, high in pairwise(BINS):
            within = (chances >= low) & (chances < high)
            if within.any():
                said, share = chances[within].mean(), same[within].mean()
                print(f"  {low:.2f} to {min(high, 1):.2f}: {within.sum():4d} pairs,", end=" ")
                print(f"said {said:.3f}, one task {share:.3f}")


def _joined(data: Sequence[Data]) -> Data:
    return np.concatenate([rows for rows, _ in data]), np.concatenate([same for _, same in data])


if __name__ == "__main__":
    main()
