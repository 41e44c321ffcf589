"""pyvis as the writer of a network: nodes and options, never its pages.

pyvis writes pages that load from the network and escape too little, so only its
specification is taken and goes into our own template. Positions are computed before,
physics is off: nothing moves by itself.
"""

import json
from typing import TYPE_CHECKING, Final

from remit.model import UnitType

if TYPE_CHECKING:
    from pyvis.network import Network

SHAPES: Final = {
    UnitType.BUREAU: "dot",
    UnitType.OFFICE: "hexagon",
    UnitType.PARTY_ORGAN: "star",
    UnitType.MASS_ORGANISATION: "triangle",
    UnitType.BRANCH: "diamond",
    UnitType.SUBDISTRICT: "square",
    UnitType.TOWN: "square",
    UnitType.ZONE: "triangleDown",
    UnitType.COMPANY: "triangleDown",
    UnitType.OTHER: "dot",
}
"""How each kind of unit is drawn; alike are those that people take for neighbours anyway."""


def new_network() -> "Network":
    """Return an empty network with our settings."""
    from pyvis.network import Network  # imported late: it brings all of IPython

    network = Network()
    network.toggle_physics(status=False)
    network.toggle_drag_nodes(status=False)
    network.options.edges.smooth.enabled = False
    network.options.interaction.zoomView = False  # the wheel scrolls the page; buttons zoom
    network.options.interaction.hover = True
    network.options.interaction.selectable = False  # what is selected is our state
    return network


def specification(network: "Network") -> dict[str, object]:
    """Return nodes and options as pyvis wrote them."""
    return {"nodes": network.nodes, "options": json.loads(network.options.to_json())}
