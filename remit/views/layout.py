"""Where things stand in a drawing: computed beforehand, the same on every machine.

Positions and sizes are in the units of the drawing; a position is the centre of its
box, x to the right, y downwards.
"""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Final

import networkx as nx
import numpy as np

Position = tuple[float, float]
Size = tuple[float, float]

SEED: Final = 2025
GAP: Final = 14.0  # between the boxes of two nodes
ASPECT: Final = 2.2  # width to height aimed at; packing leaves gaps that cost height
STRETCH: Final = 1.8  # how much wider than high a group is drawn, when it is not small
SMALL: Final = 4
LARGE: Final = 200  # from here on a grid: no drawing of so many shows more, only slower
ROUNDS: Final = 2000
WIDTHS_TRIED: Final = 24
FEW_BOXES: Final = 12
CLOSE: Final = 34.0  # half the room for a node along one side
EVENNESS: Final = 0.6  # how far a drawing is pulled into the corners that springs leave empty


def text_width(text: str, font_size: float) -> float:
    """Return the width of a label: a Chinese character is as wide as it is high."""
    ems = sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.6 for c in text)
    return ems * font_size


def shorten(text: str, ems: int) -> str:
    """Return the text cut to a width of so many Chinese characters, with … when cut."""
    flat = " ".join(text.split())
    if text_width(flat, 1) <= ems:
        return flat
    while text_width(flat, 1) > ems - 1:
        flat = flat[:-1]
    return flat + "…"


def pack(extents: Sequence[Size], width: float, gap: float) -> list[Position]:
    """Return a top left corner for each rectangle: as high, then as far left, as fits."""
    placed: list[tuple[float, float, float, float]] = []
    for w, h in extents:
        edges = [0.0, *(x + pw + gap for x, _, pw, _ in placed)]
        tops = [0.0, *(y + ph + gap for _, y, _, ph in placed)]
        corners = ((y, x) for y in sorted(tops) for x in sorted(edges) if x + w <= width or x == 0)
        y, x = next(c for c in corners if _is_free((c[1], c[0], w, h), placed, gap))
        placed.append((x, y, w, h))
    return [(x, y) for x, y, _, _ in placed]


def pack_to_shape(extents: Sequence[Size], aspect: float, gap: float) -> list[Position]:
    """Pack rectangles so that a frame of this aspect round them all is as small as may be.

    >>> pack_to_shape([(10, 10), (10, 10), (10, 10)], aspect=3.2, gap=1)
    [(0.0, 0.0), (11.0, 0.0), (22.0, 0.0)]
    """
    if not extents:
        return []
    least, most = max(w for w, _ in extents), sum(w + gap for w, _ in extents)
    tried = max(3, WIDTHS_TRIED * FEW_BOXES // max(FEW_BOXES, len(extents)))
    widths = {least + (most - least) * (i / tried) ** 2 for i in range(tried + 1)}
    places = range(len(extents))
    orders = {
        tuple(places),
        tuple(sorted(places, key=lambda i: -extents[i][0])),
        tuple(sorted(places, key=lambda i: -extents[i][1])),
    }
    if len(extents) > FEW_BOXES:  # packing takes a time that grows with the cube of their number
        orders = {tuple(sorted(places, key=lambda i: -extents[i][1]))}
    packings = []
    for order, width in product(sorted(orders), sorted(widths)):
        packed = dict(zip(order, pack([extents[i] for i in order], width, gap), strict=True))
        packings.append([packed[i] for i in places])
    return min(packings, key=lambda corners: frame_height(extents, corners, aspect))


def frame_height(extents: Sequence[Size], corners: Sequence[Position], aspect: float) -> float:
    """Return the height of the least frame of this aspect that holds all rectangles."""
    boxes = list(zip(corners, extents, strict=True))
    right = max((x + width for (x, _), (width, _) in boxes), default=0.0)
    return max(right / aspect, max((y + height for (_, y), (_, height) in boxes), default=0.0))


def _is_free(
    box: tuple[float, float, float, float],
    placed: list[tuple[float, float, float, float]],
    gap: float,
) -> bool:
    x, y, w, h = box
    return all(
        x >= px + pw + gap or px >= x + w + gap or y >= py + ph + gap or py >= y + h + gap
        for px, py, pw, ph in placed
    )


def place_group(
    graph: "nx.Graph[str]", sizes: Mapping[str, Size], weight: str
) -> dict[str, Position]:
    """Place linked nodes so that no two boxes overlap, those with a heavier `weight` closer.

    Positions count from the top left corner of the group's own extent.
    """
    count = len(graph)
    if count >= LARGE:
        width = math.sqrt(ASPECT * sum((w + GAP) * (h + GAP) for w, h in (sizes[n] for n in graph)))
        return grid(sorted(graph), sizes, width)
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_weighted_edges_from(
        sorted((min(u, v), max(u, v), tie[weight]) for u, v, tie in graph.edges(data=True))
    )
    raw = nx.spring_layout(ordered, k=2.2 / math.sqrt(count), iterations=400, seed=SEED)
    places = _evened({node: (float(x), float(y)) for node, (x, y) in raw.items()})
    radius, stretch = CLOSE * math.sqrt(count), STRETCH if count > SMALL else 1.0
    positions = {node: (x * radius * stretch, y * radius) for node, (x, y) in places.items()}
    separated = _separate(positions, sizes)
    left = min(x - sizes[n][0] / 2 for n, (x, _) in separated.items())
    top = min(y - sizes[n][1] / 2 for n, (_, y) in separated.items())
    return {n: (x - left, y - top) for n, (x, y) in separated.items()}


def _evened(places: Mapping[str, Position]) -> dict[str, Position]:
    """Mix each coordinate with its rank, so that the nodes fill their frame more evenly."""
    axes = []
    for axis in (0, 1):
        reach = max(abs(place[axis]) for place in places.values()) or 1.0
        ranked = sorted(places, key=lambda node: (places[node][axis], node))
        axes.append(
            {
                node: EVENNESS * (2 * (rank + 0.5) / len(places) - 1)
                + (1 - EVENNESS) * places[node][axis] / reach
                for rank, node in enumerate(ranked)
            }
        )
    return {node: (axes[0][node], axes[1][node]) for node in places}


def _separate(positions: Mapping[str, Position], sizes: Mapping[str, Size]) -> dict[str, Position]:
    """Push overlapping boxes apart along the shorter way out until none overlap."""
    nodes = sorted(positions)
    placed = [list(positions[node]) for node in nodes]
    extents = np.array([sizes[node] for node in nodes])
    needed = (extents[:, None] + extents[None, :]) / 2 + GAP
    for _ in range(ROUNDS):
        centres = np.array(placed)
        overlaps = needed - np.abs(centres[:, None] - centres[None, :])
        pairs = np.argwhere(np.triu(overlaps.min(axis=2) > 0, 1)).tolist()
        if not pairs:
            break
        for a, b in pairs:  # one push may have mended or made another: each looks again
            _push_apart(placed[a], placed[b], sizes[nodes[a]], sizes[nodes[b]])
    return {node: (x, y) for node, (x, y) in zip(nodes, placed, strict=True)}


def _push_apart(a: list[float], b: list[float], size_a: Size, size_b: Size) -> None:
    overlaps = [(size_a[i] + size_b[i]) / 2 + GAP - abs(a[i] - b[i]) for i in (0, 1)]
    if min(overlaps) <= 0:
        return
    axis = 0 if overlaps[0] < overlaps[1] else 1
    push = overlaps[axis] / 2 + 0.5
    sign = 1 if a[axis] > b[axis] else -1
    a[axis] += sign * push
    b[axis] -= sign * push


def grid(
    nodes: Sequence[str],
    sizes: Mapping[str, Size],
    width: float,
    corner: Position = (0.0, 0.0),
) -> dict[str, Position]:
    """Place nodes row by row, from the top left corner on, within the width."""
    cell_width = max(sizes[n][0] for n in nodes) + GAP
    cell_height = max(sizes[n][1] for n in nodes) + GAP
    columns = max(1, int(width // cell_width))
    step = width / columns
    return {
        node: (
            corner[0] + (i % columns + 0.5) * step,
            corner[1] + (i // columns + 0.5) * cell_height,
        )
        for i, node in enumerate(nodes)
    }
