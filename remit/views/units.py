"""Units by shared work: a node for each unit with a task, placed by the tasks it shares.

The lines between them depend on what the reader believes: the page draws them from
`remit.views.page_facts.pair_facts`.
"""

import math
from typing import Final

import networkx as nx

from remit.coordination import ALL_EVIDENCE, participation, shared_work, workloads
from remit.model import Agent, Plan
from remit.views import looks
from remit.views.layout import Size, place_groups, shorten, text_width
from remit.views.network import FONT_SIZE, font, new_network, specification

CAPTION_HEIGHT: Final = 44.0
LONG_NAME: Final = 8  # in Chinese characters


def units_network(plan: Plan) -> dict[str, object]:
    """Return the nodes of all units that any evidence gives a task, and where they stand.

    The ids of nodes are unit keys; positions follow from what is believed by default,
    and the page hides what the reader does not believe.
    """
    agents = {agent.key: agent for agent in plan.agents}
    loads = workloads(participation(plan, ALL_EVIDENCE))
    tasks = {load.unit: load.tasks for load in loads if load.tasks}
    linked: nx.Graph[str] = nx.Graph()
    linked.add_nodes_from(agent.key for agent in plan.agents if agent.key in tasks)
    linked.add_edges_from((p.first, p.second) for p in shared_work(participation(plan)))
    sizes = {key: _box(agents[key], tasks[key]) for key in linked}
    positions, lone_corner = place_groups(linked, sizes)

    network = new_network(directed=False)
    for key in linked:
        x, y = positions[key]
        shape, color = looks.unit_look(agents[key].unit_type)
        network.add_node(
            key,
            label=_label(agents[key]),
            shape=shape,
            color=color,
            size=radius(tasks[key]),
            x=round(x, 1),
            # A dot's label hangs below it; the middle of both together is the position.
            y=round(y - _label_height(agents[key]) / 2, 1),
            font=font(),
        )
    captions: list[dict[str, object]] = []
    if lone_corner:
        captions.append(
            {
                "x": lone_corner[0],
                "y": lone_corner[1] - CAPTION_HEIGHT / 2,
                "zh": "未见与其他单位共同任务的单位",
                "en": "units with no visible task in common with another",
            }
        )
    return specification(network, captions)


def radius(tasks: int) -> float:
    """Return the radius of a unit with so many tasks: its area grows with their number."""
    return round(6 + 5 * math.sqrt(tasks), 1)


def _label(agent: Agent) -> str:
    """A long name breaks before its bracket, so that it takes less width."""
    name = " ".join(agent.name.split())
    if text_width(name, 1) <= LONG_NAME:
        return name
    for bracket in "(（":
        if name.find(bracket) > 0:
            return name.replace(bracket, f"\n{bracket}", 1)
    return shorten(name, 2 * LONG_NAME)


def _label_height(agent: Agent) -> float:
    return FONT_SIZE * (0.5 + 1.2 * (1 + _label(agent).count("\n")))


def _box(agent: Agent, tasks: int) -> Size:
    across = 2 * radius(tasks)
    widest = max(text_width(line, FONT_SIZE) for line in _label(agent).split("\n"))
    return max(across, widest), across + _label_height(agent)
