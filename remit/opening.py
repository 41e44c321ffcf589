"""A plan from wherever it is: its file, or the folder that `remit build` made of it."""

from pathlib import Path

from remit.build import quads_of_built, understood
from remit.model import Plan


def opened(path: Path) -> Plan:
    """Return the plan of a file, or of a built folder, out of its graph.

    Raises UnreadableSource for a file that is no plan, BadGraph for a graph that holds none.
    """
    quads = quads_of_built(path)
    if quads is None:
        return understood(path)[0]
    from remit.graph.files import read_graph
    from remit.graph.restore import to_plan

    return to_plan(read_graph(quads))
