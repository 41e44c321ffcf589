"""The plan as RDF: what stands in which graph, and that every word can be traced."""

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple

from remit.findings import with_findings
from remit.graph.convert import to_quads
from remit.graph.files import canonical, ontology_quads, read_graph, write_graph
from remit.graph.vocabulary import PREFIXES, Names, graphs_of, iri
from remit.interpret import interpret
from remit.model import Plan
from remit.query import text_of
from remit.read import read

NAMES = Names("zhonglou-2025", "常州市钟楼区")
GRAPHS = graphs_of(NAMES.plan)
PROLOGUE = "\n".join(f"PREFIX {name}: <{namespace}>" for name, namespace in PREFIXES.items())


@pytest.fixture(scope="module")
def seed(seed_plan: Path) -> tuple[Plan, str]:
    document, text = read(seed_plan)
    return with_findings(interpret(document, "zhonglou-2025")), text


@pytest.fixture(scope="module")
def store(seed: tuple[Plan, str]) -> Store:
    store = Store()
    store.extend(to_quads(seed[0]))
    return store


def rows(store: Store, query: str, *graphs: str) -> list[list[str]]:
    believed = Store()
    for graph in graphs or (GRAPHS.stated,):
        quads = store.quads_for_pattern(None, None, None, NamedNode(graph))
        believed.extend(Quad(q.subject, q.predicate, q.object) for q in quads)
    found = believed.query(f"{PROLOGUE}\n{query}")
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return [[text_of(value) for value in row if not isinstance(value, Triple)] for row in found]


def test_everything_is_named_and_nothing_is_blank(store: Store) -> None:
    for quad in store:
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)
        assert "%" not in quad.subject.value


def test_the_58_stated_cells_can_be_traced_to_their_characters(
    store: Store, seed: tuple[Plan, str]
) -> None:
    found = rows(
        store,
        """SELECT ?start ?end ?exact {
             ?assignment rm:evidence rm:Stated ; prov:wasDerivedFrom ?passage .
             ?passage oa:hasSelector [ oa:start ?start ; oa:end ?end ] ,
                                     [ oa:exact ?exact ] ; oa:hasSource ?source }""",
    )
    assert len(found) == 58
    for start, end, exact in found:
        assert seed[1][int(start) : int(end)] == exact


def test_participation_is_stated_and_the_role_is_inferred_elsewhere(store: Store) -> None:
    assignment = NamedNode(NAMES.part("assignment", "31/人社局"))

    def told(graph: str, predicate: str) -> set[str]:
        quads = store.quads_for_pattern(
            assignment, NamedNode(iri(predicate)), None, NamedNode(graph)
        )
        return {quad.object.value for quad in quads}  # type: ignore[union-attr]

    assert told(GRAPHS.stated, "rm:evidence") == {iri("rm:Stated")}
    assert told(GRAPHS.stated, "rm:role") == {iri("rm:TakesPart")}
    assert told(GRAPHS.stated, "rm:roleEvidence") == set()
    assert told(GRAPHS.inferred, "rm:role") == {iri("rm:Supports")}
    assert told(GRAPHS.inferred, "rm:roleEvidence") == {iri("rm:Inferred")}
    assert len(told(GRAPHS.inferred, "rm:roleBecause")) == 2  # zh and en


def test_short_cuts_to_units_never_reach_a_group(store: Store) -> None:
    query = "SELECT DISTINCT ?kind { ?task rm:involves|rm:ledBy|rm:supportedBy ?x . ?x a ?kind }"
    everything = (GRAPHS.stated, GRAPHS.expanded, GRAPHS.inferred)
    kinds = {kind for (kind,) in rows(store, query, *everything)}
    assert kinds == {iri("rm:Unit"), iri("org:Organization")}


def test_a_group_and_its_members_stand_in_different_graphs(store: Store) -> None:
    task = f"<{NAMES.part('task', '1')}>"
    stated = rows(store, f"SELECT ?unit {{ {task} rm:involves ?unit }}")
    both = rows(
        store, f"SELECT ?unit {{ {task} rm:involves ?unit }}", GRAPHS.stated, GRAPHS.expanded
    )
    assert (len(stated), len(both)) == (3, 10)
    assert rows(store, f"SELECT ?group {{ {task} rm:involvesGroup ?group }}") == [
        [NAMES.agent("group", "各街道")]
    ]


def test_goals_are_a_tree_below_their_attachment(store: Store) -> None:
    query = f"""SELECT ?label {{ <{NAMES.part("task", "31")}> dct:isPartOf+ ?above .
                ?above rdfs:label ?label }} ORDER BY DESC(STRLEN(STR(?above)))"""
    labels = [label for (label,) in rows(store, query)]
    assert set(labels) == {
        "新质动能加速集聚",
        "坚持生产、生活、生态三生融合,统筹兼顾、稳进并举,推动经济社会发展高效优质",
        "2025年《政府工作报告》主要目标任务责任分解表",
    }


def test_what_was_restored_says_so(store: Store) -> None:
    restored = rows(store, "SELECT ?number { ?goal rm:restoredNumber true ; rm:number ?number }")
    assert sorted(number for (number,) in restored) == ["1", "2", "3", "4", "5"]
    words = rows(store, "SELECT ?label ?end { ?goal rm:restoredText ?end ; rdfs:label ?label }")
    assert sorted(words) == [
        ["安全提升工程", "工程"],
        ["就业促进工程", "工程"],
        ["环境改善工程", "工程"],
    ]


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    hostile = '<script>alert(1)</script> " \\ } \u2028 第一项。'
    plan = tmp_path / "plan.txt"
    header = "序号\n目标名称\n工作标准\n分管领导\n牵头单位\n配合单位\n1\n目标名称一\n"
    plan.write_text(f"{header}(1){hostile}\n区发改局\n", encoding="utf-8")
    quads = to_quads(interpret(read(plan)[0], "x-2025"))
    for ending in (".trig", ".nq", ".ttl"):
        write_graph(quads, tmp_path / f"graph{ending}", dict(PREFIXES))
        quads_read = read_graph(tmp_path / f"graph{ending}")
        texts = [quad.object for quad in quads_read if quad.predicate.value == iri("rm:text")]
        assert texts == [Literal(hostile, language="zh")]


def test_the_same_quads_in_any_order_give_the_same_bytes(
    seed: tuple[Plan, str], tmp_path: Path
) -> None:
    quads = [*to_quads(seed[0]), *ontology_quads()]
    for ending in (".trig", ".ttl", ".nq"):
        one, other = tmp_path / f"one{ending}", tmp_path / f"other{ending}"
        write_graph(quads, one, dict(PREFIXES))
        write_graph([*reversed(quads), *quads], other, dict(PREFIXES))
        assert one.read_bytes() == other.read_bytes()


def test_trig_and_n_quads_hold_the_same_graph(seed: tuple[Plan, str], tmp_path: Path) -> None:
    quads = canonical(to_quads(seed[0]))
    for ending in (".trig", ".nq"):
        write_graph(quads, tmp_path / f"graph{ending}", dict(PREFIXES))
        assert canonical(read_graph(tmp_path / f"graph{ending}")) == quads


def test_a_file_that_is_no_graph_is_refused_with_its_line(tmp_path: Path) -> None:
    from remit.errors import BadGraph

    path = tmp_path / "graph.trig"
    path.write_text("<a> <b> .\n", encoding="utf-8")
    with pytest.raises(BadGraph, match=r"graph\.trig:1"):
        read_graph(path)
    with pytest.raises(BadGraph, match="no graph file"):
        read_graph(tmp_path / "graph.docx")
    with pytest.raises(BadGraph, match="no such file"):
        read_graph(tmp_path / "missing.nq")


def test_rdflib_reads_the_same_triples(store: Store) -> None:
    """A second parser finds what the first one wrote."""
    import rdflib

    text = pyoxigraph.serialize(
        [Quad(q.subject, q.predicate, q.object).triple for q in store], format=RdfFormat.TURTLE
    )
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == len(
        {(q.subject, q.predicate, q.object) for q in store}
    )


def test_targets_stand_in_the_derived_graph_with_their_passage(store: Store) -> None:
    query = """
        SELECT ?value ?comparator ?change ?indicator ?exact WHERE {
            ?task rm:number "1" ; rm:setsTarget ?target .
            ?target rm:value ?value ; rm:comparator ?comparator ; rm:change ?change ;
                rm:indicator/rdfs:label ?indicator ; prov:wasDerivedFrom ?passage .
            ?passage oa:hasSelector/oa:exact ?exact
        }"""

    assert rows(store, query) == []
    (found,) = rows(store, query, GRAPHS.stated, GRAPHS.derived)
    assert found == ["5", iri("rm:About"), iri("rm:Increase"), "地区生产总值", "增长5%左右"]


def test_what_a_task_names_stands_in_the_derived_graph(store: Store) -> None:
    query = """
        SELECT ?label ?kind WHERE {
            ?task rm:number "44" ; rm:mentions ?thing .
            ?thing rdfs:label ?label ; rm:kind ?kind
        }"""

    assert rows(store, query) == []
    found = rows(store, query, GRAPHS.stated, GRAPHS.derived)
    assert ["德胜河", iri("rm:Water")] in found
    assert ["德胜河航道整治", iri("rm:Construction")] in found
