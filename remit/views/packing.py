"""Rows as columns: what a page holds thousands of must not say every word a thousand times."""

import json
from collections.abc import Mapping, Sequence


def packed(rows: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Return rows of like keys as columns; a column that repeats itself names each value once.

    A column is a list of values, or `{"of": values, "at": [index into them, a row each]}`.
    `unpacked` in `viz/explorer/facts.js` makes the rows again.

    >>> packed([{"task": "1", "role": "leads"}] * 3)["role"]
    {'of': ['leads'], 'at': [0, 0, 0]}
    >>> packed([{"task": "1"}, {"task": "2"}])
    {'task': ['1', '2']}
    """
    return {key: _column([row[key] for row in rows]) for key in (rows[0] if rows else ())}


def _column(values: Sequence[object]) -> object:
    texts = [json.dumps(value, ensure_ascii=False) for value in values]
    different = dict(zip(texts, values, strict=True))
    if 2 * len(different) >= len(values):
        return values
    place = {text: i for i, text in enumerate(different)}
    return {"of": list(different.values()), "at": [place[text] for text in texts]}
