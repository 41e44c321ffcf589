"""Which named graphs a query believes, for each kind of evidence."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from pyoxigraph import NamedNode, Quad, Triple

from remit.errors import BadGraph
from remit.graph.vocabulary import BASE, ONTOLOGY, graphs_of, iri, is_comparison
from remit.model import Evidence

DISCOVERY: Final = f"""
PREFIX rm: <{ONTOLOGY}#>
SELECT DISTINCT ?graph
WHERE {{
  {{ GRAPH ?graph {{ ?graph a rm:Plan }} }} UNION
  {{ GRAPH ?graph {{ ?graph a rm:Comparison }} }} UNION
  {{ GRAPH ?graph {{ rm:Leads a ?concept }} FILTER(?graph = <{ONTOLOGY}>) }}
}}
ORDER BY ?graph
"""
"""Finds what a dataset holds: the graphs of plans, of comparisons, and of the ontology."""

PART: Final = iri("dct:hasPart")
"""Leads from a merged graph to the graphs that are in it; see `merged_graph`."""


def merged_graph(evidence: Evidence) -> str:
    """Return the graph in which a server keeps all believed graphs together; see `merging`."""
    return f"{BASE}merged/{evidence}"


def count_of_merged(evidence: Evidence) -> str:
    """Return the query for how many plans and comparisons there are, and how many are merged."""
    merged = merged_graph(evidence)
    return f"""
PREFIX rm: <{ONTOLOGY}#>
SELECT ?there ?merged
WHERE {{
  {{
    SELECT (COUNT(DISTINCT ?graph) AS ?there)
    WHERE {{
      {{ GRAPH ?graph {{ ?graph a rm:Plan }} }}
      UNION
      {{ GRAPH ?graph {{ ?graph a rm:Comparison }} }}
    }}
  }}
  {{
    SELECT (COUNT(DISTINCT ?part) AS ?merged)
    WHERE {{
      {{ GRAPH <{merged}> {{ <{merged}> <{PART}> ?part }} GRAPH ?part {{ ?part a rm:Plan }} }}
      UNION
      {{ GRAPH <{merged}> {{ <{merged}> <{PART}> ?part }} GRAPH ?part {{ ?part a rm:Comparison }} }}
    }}
  }}
}}
"""


def believed_graphs(found: Collection[str], evidence: Evidence) -> list[str]:
    """Return the graphs to believe up to `evidence`; `found` is the answer of DISCOVERY.

    Stated: the ontology, what the sources state, and what is computed. Expanded adds the
    members of groups, inferred adds what is inferred. Raises ValueError, saying what
    is missing, when there is no plan or no ontology.
    """
    compared = [graph for graph in found if is_comparison(graph)]
    plans = [graph for graph in found if graph != ONTOLOGY and not is_comparison(graph)]
    if not plans:
        raise ValueError("no plan (rm:Plan) stands in a named graph of its own name")
    if ONTOLOGY not in found:
        raise ValueError(f"the ontology graph <{ONTOLOGY}> is missing")
    return [graph for root in (ONTOLOGY, *compared, *plans) for graph in graphs_at(root, evidence)]


def graphs_at(root: str, evidence: Evidence) -> list[str]:
    """Return the graphs of a plan to believe up to `evidence`; `root` is its own.

    That of the ontology and that of a comparison stand alone.
    """
    if root == ONTOLOGY or is_comparison(root):
        return [root]
    plan = graphs_of(root)
    graphs = [plan.stated, plan.derived]
    if evidence is not Evidence.STATED:
        graphs.append(plan.expanded)
    if evidence is Evidence.INFERRED:
        graphs.append(plan.inferred)
    return graphs


def by_graph(quads: Iterable[Quad]) -> dict[str, list[Triple]]:
    """Return the triples of each named graph."""
    graphs: dict[str, list[Triple]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            graphs[quad.graph_name.value].append(quad.triple)
    return graphs


def roots_of(graphs: Mapping[str, Collection[Triple]]) -> list[str]:
    """Return the ontology, comparisons and plans that a server should get, by their own graphs.

    Comparisons of plans may come by themselves. Raises BadGraph where there is nothing to load.
    """
    is_a, plan = NamedNode(iri("rdf:type")), NamedNode(iri("rm:Plan"))
    plans = [
        name for name, triples in graphs.items() if Triple(NamedNode(name), is_a, plan) in triples
    ]
    compared = [name for name in graphs if is_comparison(name)]
    if compared and not plans:
        return compared
    if not plans or ONTOLOGY not in graphs:
        raise BadGraph(
            "没有可装入的责任图谱：请给出 remit build 的结果文件夹，或其中的 store/quads.nq。 / "
            "There is no responsibility graph to load: give a folder that remit build made, or "
            "its store/quads.nq."
        )
    return [ONTOLOGY, *compared, *plans]
