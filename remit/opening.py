"""A plan from wherever it is: its file, or the folder that `remit build` made of it."""

from pathlib import Path

from remit.build import quads_of_built, understood
from remit.errors import UnreadableSource
from remit.model import Plan


def opened(path: Path) -> Plan:
    """Return the plan of a file, or of a built folder, out of its graph.

    Raises UnreadableSource for a file that is no plan, BadGraph for a graph that holds none.
    """
    quads = quads_of_built(path)
    return understood(path)[0] if quads is None else _restored(quads)


def opened_with_text(path: Path) -> tuple[Plan, str]:
    """Return what `opened` does, and the words that the passages of the plan count in.

    Raises UnreadableSource, too, for a folder that has lost the words.
    """
    quads = quads_of_built(path)
    if quads is None:
        return understood(path)
    file = path / "source.txt"
    try:
        text = file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSource(
            f"{file}：读不出原文（{error}）；请重新生成这份计划（remit build）。"
            f" / the words of the plan can not be read ({error}); build it again (remit build)."
        ) from error
    return _restored(quads), text


def _restored(quads: Path) -> Plan:
    from remit.graph.files import read_graph
    from remit.graph.restore import to_plan

    return to_plan(read_graph(quads))
