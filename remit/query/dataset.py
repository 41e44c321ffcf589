"""Which named graphs a query believes, for each kind of evidence."""

from collections.abc import Collection
from typing import Final

from remit.graph.vocabulary import ONTOLOGY, graphs_of, is_comparison
from remit.model import Evidence

DISCOVERY: Final = f"""
PREFIX rm: <{ONTOLOGY}#>
SELECT DISTINCT ?graph
WHERE {{
  {{ GRAPH ?graph {{ ?graph a rm:Plan }} }} UNION
  {{ GRAPH ?graph {{ ?graph a rm:Comparison }} }} UNION {{ GRAPH ?graph {{ rm:Leads a ?concept }} }}
}}
ORDER BY ?graph
"""
"""Finds what a dataset holds: the graphs of plans, of comparisons, and of the ontology."""


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
    graphs = [ONTOLOGY, *compared]
    for plan in map(graphs_of, plans):
        graphs += [plan.stated, plan.derived]
        if evidence is not Evidence.STATED:
            graphs.append(plan.expanded)
        if evidence is Evidence.INFERRED:
            graphs.append(plan.inferred)
    return graphs
