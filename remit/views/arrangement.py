"""Where every unit stands, in drawings and in matrices: computed beforehand, for every filter.

Each cluster of the shared work that is believed by default has a box of its own, and the units
that share nothing visible stand in a last one. So whatever a reader chooses to believe, a
unit stays where it is, no label covers another, and a cluster is read by its place, its colour
and its heading. (A group-in-a-box layout: E. M. Rodrigues et al., "Group-In-a-Box layout for
multi-faceted analysis of communities", IEEE SocialCom 2011.)
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

import networkx as nx

from remit.coordination import communities, participation, shared_graph
from remit.model import Agent, AgentKind, Plan, UnitType
from remit.views.layout import (
    Position,
    Size,
    frame_height,
    grid,
    pack_to_shape,
    place_group,
    shorten,
    text_width,
)
from remit.views.network import SHAPES, new_network, specification

LARGEST_RADIUS: Final = 19.0  # what a unit may grow to, whatever is believed: its place is kept
FONT_SIZE: Final = 16
LONG_NAME: Final = 8  # in Chinese characters
LINE_HEIGHT: Final = 1.2
MARGIN: Final = 18.0  # between the units of a box and its frame
HEADING: Final = 34.0  # height of the strip on top of a box, and room for it everywhere
BOX_GAP: Final = 22.0
ASPECT: Final = 1.4  # width to height of the whole drawing
LONE_ASPECTS: Final = (0.4, 0.8, 1.6, 3.2, 6.4)  # of the grid of lone units: what fits best


Block = dict[str, Position]  # where the units of a box stand, from its top left corner


@dataclass(frozen=True, slots=True)
class Box:
    """The frame round a cluster, with a strip for its heading on top."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Places of all units (keys) that have, or may have, a task.

    `clusters` are those of `remit.coordination.communities`, largest first; in each, the units
    with most work shared inside it stand first. `lone` are the units without a visible
    partner. `boxes` frame the clusters, in their order, and after them `lone`, if there are
    any. `order` lists all units as a matrix does: cluster by cluster, then `lone`.
    """

    clusters: tuple[tuple[str, ...], ...]
    lone: tuple[str, ...]
    boxes: tuple[Box, ...]
    positions: Mapping[str, Position]

    @property
    def order(self) -> tuple[str, ...]:
        """All units, cluster by cluster."""
        return (*(unit for cluster in self.clusters for unit in cluster), *self.lone)


def arrange(plan: Plan) -> Arrangement:
    """Return the places of a plan's units. The same plan gives the same places anywhere."""
    busy = {a.agent for a in plan.assignments} | {c.agent for c in plan.candidates}
    agents = {a.key: a for a in plan.agents if a.kind is AgentKind.UNIT and a.key in busy}
    shared = shared_graph(participation(plan))
    clusters = tuple(_closest_first(shared, cluster) for cluster in communities(shared).clusters)
    tied = {unit for cluster in clusters for unit in cluster}
    lone = tuple(key for key in agents if key not in tied)
    sizes = {key: _size(agent) for key, agent in agents.items()}
    blocks = [place_group(shared.subgraph(cluster), sizes, weight="newman") for cluster in clusters]
    blocks, extents, corners = _packed(blocks, lone, sizes)
    boxes = tuple(
        Box(round(x, 1), round(y, 1), round(w, 1), round(h, 1))
        for (x, y), (w, h) in zip(corners, extents, strict=True)
    )
    return Arrangement(
        clusters,
        lone,
        boxes,
        {
            key: (round(left + MARGIN + x, 1), round(top + HEADING + y, 1))
            for (left, top), block in zip(corners, blocks, strict=True)
            for key, (x, y) in block.items()
        },
    )


def arrangement_facts(plan: Plan) -> dict[str, object]:
    """Return an arrangement as a page needs it, and how pyvis writes its nodes and options.

    A node is a unit at its place; colour and size follow from what the reader believes, so
    the page sets them; a radius is at most `largest`, a label has `fontSize`.
    """
    arranged = arrange(plan)
    agents = {agent.key: agent for agent in plan.agents}
    network = new_network()
    for key, (x, y) in arranged.positions.items():
        shape = SHAPES[agents[key].unit_type or UnitType.OTHER]
        # The label hangs below the shape; the middle of both together is the place.
        middle = round(y - _label_height(agents[key]) / 2, 1)
        network.add_node(key, label=_label(agents[key]), shape=shape, x=x, y=middle)
    return {
        "clusters": arranged.clusters,
        "lone": arranged.lone,
        "order": arranged.order,
        "boxes": [asdict(box) for box in arranged.boxes],
        "largest": LARGEST_RADIUS,
        "fontSize": FONT_SIZE,
        "network": specification(network),
    }


def _closest_first(shared: "nx.Graph[str]", cluster: Sequence[str]) -> tuple[str, ...]:
    inside = shared.subgraph(cluster)
    strength = {unit: round(inside.degree(unit, weight="newman"), 9) for unit in cluster}
    return tuple(sorted(cluster, key=lambda unit: (-strength[unit], unit)))


def _packed(
    blocks: Sequence[Block], lone: Sequence[str], sizes: Mapping[str, Size]
) -> tuple[list[Block], list[Size], list[Position]]:
    """Return the blocks, with that of the lone units in the shape that wastes least room."""
    cells = sum(sizes[key][0] * sizes[key][1] for key in lone)
    choices = [math.sqrt(cells * aspect) for aspect in LONE_ASPECTS] if lone else [0.0]
    packings = []
    for across in choices:
        every = [*blocks, *([grid(lone, sizes, across)] if lone else [])]
        extents = [_framed(block, sizes) for block in every]
        corners = pack_to_shape(extents, ASPECT, BOX_GAP)
        packings.append((frame_height(extents, corners, ASPECT), every, extents, corners))
    _, every, extents, corners = min(packings, key=lambda packing: packing[0])
    return every, extents, corners


def _framed(block: Mapping[str, Position], sizes: Mapping[str, Size]) -> Size:
    right = max(x + sizes[key][0] / 2 for key, (x, _) in block.items())
    bottom = max(y + sizes[key][1] / 2 for key, (_, y) in block.items())
    return right + 2 * MARGIN, bottom + HEADING + MARGIN


def _label(agent: Agent) -> str:
    """A long name breaks before its bracket, so that it takes less width."""
    name = " ".join(agent.name.split())
    if text_width(name, 1) <= LONG_NAME:
        return name
    for bracket in "(（":
        if name.find(bracket) > 0:
            return name.replace(bracket, f"\n{bracket}", 1)
    return shorten(name, 2 * LONG_NAME)


def _size(agent: Agent) -> Size:
    """Return the room for the largest shape with its label below it."""
    lines = _label(agent).split("\n")
    widest = max(text_width(line, FONT_SIZE) for line in lines)
    return max(2 * LARGEST_RADIUS, widest), 2 * LARGEST_RADIUS + _label_height(agent)


def _label_height(agent: Agent) -> float:
    return FONT_SIZE * (0.5 + LINE_HEIGHT * (1 + _label(agent).count("\n")))
