"""pyvis as the writer of a network: nodes, edges and options, never its pages.

pyvis writes pages that load from the network and escape too little, so only its
specification is taken and goes into our own template. Positions are computed before,
physics is off: nothing moves by itself.
"""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from remit.views import looks

if TYPE_CHECKING:
    from pyvis.network import Network

FONT_SIZE: Final = 16


def new_network(*, directed: bool) -> "Network":
    """Return an empty network with our settings; only a directed one keeps parallel edges."""
    from pyvis.network import Network  # imported late: it brings all of IPython

    network = Network(directed=directed)
    network.toggle_physics(status=False)
    network.toggle_drag_nodes(status=False)
    network.options.edges.smooth.enabled = directed
    network.options.edges.smooth.type = "cubicBezier" if directed else "continuous"
    network.options.edges.smooth.forceDirection = "horizontal"
    network.options.edges.smooth.roundness = 0.45
    network.options.interaction.zoomView = False  # the wheel scrolls the page; buttons zoom
    network.options.interaction.hover = True
    network.options.interaction.selectable = False  # what is selected is our state
    return network


def font(size: int = FONT_SIZE, color: str = looks.INK) -> dict[str, object]:
    """Return the font of a label."""
    return {"face": looks.FONTS, "size": size, "color": color}


def specification(
    network: "Network", captions: Sequence[dict[str, object]] = ()
) -> dict[str, object]:
    """Return nodes, edges and options as pyvis wrote them, and our captions."""
    return {
        "nodes": network.nodes,
        "edges": network.edges,
        "options": json.loads(network.options.to_json()),
        "captions": captions,
    }
