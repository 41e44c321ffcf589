"""Positions: nothing overlaps, and space is used."""

import networkx as nx
import pytest

from remit.views.layout import pack, place_group, shorten, text_width


@pytest.mark.parametrize(
    ("nodes", "links"), [(40, 200), (40, 10), (150, 900), (320, 900), (6, 15), (1, 0), (2, 1)]
)
def test_no_two_boxes_overlap(nodes: int, links: int) -> None:
    graph = nx.relabel_nodes(nx.gnm_random_graph(nodes, links, seed=1), str)
    sizes = {node: (110.0, 44.0 + 3 * int(node)) for node in graph}
    nx.set_edge_attributes(graph, dict.fromkeys(graph.edges, 1.0), "newman")
    places = place_group(graph, sizes, "newman")
    assert set(places) == set(graph)
    for one in graph:
        for other in graph:
            if one < other:
                apart = [abs(a - b) for a, b in zip(places[one], places[other], strict=True)]
                room = [(a + b) / 2 for a, b in zip(sizes[one], sizes[other], strict=True)]
                assert apart[0] >= room[0] or apart[1] >= room[1], (one, other)


def test_rectangles_fill_the_space_beside_a_large_one() -> None:
    assert pack([(400, 300), (100, 100), (100, 100)], 600, 46) == [(0, 0), (446, 0), (446, 146)]


def test_labels_are_cut_by_width_not_by_length() -> None:
    assert text_width("区A", 10) == 16
    assert shorten("推动西林街道\n全面融入", 6) == "推动西林街…"
    assert shorten("GDP", 3) == "GDP"
