"""The shapes accept a good graph, and name each defect with its task and line."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from unittest.mock import patch

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from remit.graph.validate import Violation, describe, validate
from remit.model import Severity

GOOD: Final = Path(__file__).with_name("good.trig").read_text(encoding="utf-8")

# What is replaced, by what, and the message, task number and line that follow.
DEFECTS: Final = [
    pytest.param(
        'rm:text "打造人力资源产业园。"@zh ;', "", "nonempty text", "31", 72,
        id="task without text",
    ),
    pytest.param(
        'rm:text "打造人力资源产业园。"@zh', 'rm:text " "@zh', "nonempty text", "31", 72,
        id="task with a blank text",
    ),
    pytest.param(
        'rm:number "31" ; ', "", "one number", None, 72, id="task without number"
    ),
    pytest.param("rm:order 2 ;", "", "integer rm:order", "31", 72, id="task without order"),
    pytest.param(
        "rm:legibility rm:SomeCells", "rm:legibility rm:AllCells, rm:SomeCells",
        "one legibility", "31", 72, id="two legibilities",
    ),
    pytest.param(
        "prov:wasDerivedFrom <plan/p/passage/200-210> ; ", "", "the passage it was read from",
        "31", None, id="task without passage",
    ),
    pytest.param(
        "rm:lost rm:Supervises", "rm:lost rm:Supports", "known to be lost", "31", 72,
        id="support said to be lost",
    ),
    pytest.param(
        "rm:involvesGroup <group/a/各街道>", "rm:involves <group/a/各街道>",
        "reach units only", "1", 18, id="group in rm:involves",
    ),
    pytest.param(
        "rm:supervisedBy <leader/a/王旭锋>", "rm:supervisedBy <group/a/各街道>",
        "reaches leaders only", "1", 18, id="group as leader",
    ),
    pytest.param(
        " ;\n        prov:wasDerivedFrom <plan/p/passage/211-215>", "",
        "stated assignment points to exactly one passage", "31", 72,
        id="stated assignment without passage",
    ),
    pytest.param(
        "rm:agent <unit/a/发改局> ;\n        rm:evidence rm:Stated ; rm:confidence 1.0",
        "rm:agent <unit/a/发改局> ;\n        rm:evidence rm:Stated ; rm:confidence 0.9",
        "stated assignment has confidence 1", "1", 20, id="stated but not certain",
    ),
    pytest.param(
        "rm:organ rm:DevelopmentReform", "rm:organ rm:Bureau", "a concept of organs.ttl",
        None, None, id="organ of another scheme",
    ),
    pytest.param(
        "<group/a/各街道> a rm:UnitGroup, foaf:Group",
        "<group/a/各街道> rm:organ rm:Finance ; a rm:UnitGroup, foaf:Group",
        "Only a unit has a kind of organ", None, None, id="group with an organ",
    ),
    pytest.param(
        "rm:confidence 0.95", "rm:confidence 1.5", "from 0 to 1", "1", 23,
        id="confidence above 1",
    ),
    pytest.param(
        "rm:evidence rm:Expanded", "rm:evidence rm:Expanded, rm:Inferred",
        "must not be mixed", "1", 23, id="two kinds of evidence",
    ),
    pytest.param(
        "rm:agent <unit/a/五星街道> ;", "", "exactly one agent", "1", 23, id="no agent"
    ),
    pytest.param(
        "rm:viaGroup <group/a/各街道> ;", "", "the one group it was resolved from", "1", 23,
        id="expanded without group",
    ),
    pytest.param(
        ', "It is one of 各街道."@en', "", "reason in English", "1", 23,
        id="expanded without an English reason",
    ),
    pytest.param(
        " ;\n        prov:wasDerivedFrom <plan/p/assignment/1/各街道>", "",
        "group's own assignment", "1", 18, id="expanded from no assignment",
    ),
    pytest.param(
        '"不是首个单位。"@zh, ', "",
        "reason in Chinese", "31", 73, id="inferred without a Chinese reason",
    ),
    pytest.param(
        "rm:roleConfidence 0.55", "rm:roleConfidence 1.0", "roleConfidence below 1", "31", 73,
        id="inferred role without doubt",
    ),
    pytest.param(
        "rm:roleEvidence rm:Stated ; ", "", "needs rm:roleEvidence", "1", 20,
        id="role without evidence",
    ),
    pytest.param(
        "rm:role rm:Supports", "rm:role rm:Supports, rm:Leads", "at most one beside", "31", 73,
        id="two roles",
    ),
    pytest.param(
        'oa:exact "区人社局"', 'oa:exact "人社局"',
        "do not have the same length", "31", 73,
        id="quote shorter than its position",
    ),
    pytest.param(
        "oa:start 211", 'oa:start "x"^^<http://www.w3.org/2001/XMLSchema#integer>',
        "exactly one oa:start", "31", 73, id="start that is no number",
    ),
    pytest.param("rm:line 73", "rm:line 0", "counted from 1", "31", 0, id="line zero"),
    pytest.param(
        ", <plan/p/passage/211-215/quote>", "", "exactly one oa:TextQuoteSelector", "31", 73,
        id="passage without quote",
    ),
    pytest.param(
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "0123",
        "SHA-256 digest", None, None, id="short digest",
    ),
    pytest.param(
        'dct:title "责任分解表"@zh ;', "", "exactly one dct:title", None, None,
        id="plan without title",
    ),
    pytest.param(
        'rdfs:label "五星街道"@zh', 'rdfs:label "Wuxing"@en', "Chinese rdfs:label", None, None,
        id="unit without a Chinese label",
    ),
    pytest.param(
        "rm:value 5.0 ;", "", "a value (rm:value), two ends", "1", 18, id="target without a value"
    ),
    pytest.param(
        "rm:value 5.0 ;", "rm:minValue 8.0 ; rm:maxValue 7.5 ;", "no greater than", "1", 18,
        id="target with its ends exchanged",
    ),
    pytest.param(
        "rm:comparator rm:About", "rm:comparator rm:Increase", "choose it from targets.ttl",
        "1", 18, id="comparator that is none",
    ),
    pytest.param(
        "rm:change rm:Increase", "rm:change rm:Increase, rm:Level", "choose one", "1", 18,
        id="target that is a change and a level",
    ),
    pytest.param(
        "rm:kind rm:Water ;", "", "exactly one rm:kind", None, 72, id="place without a kind"
    ),
    pytest.param(
        "rm:tasksLed 0", "rm:tasksLed 1", "more tasks than it takes part in", None, None,
        id="workload that does not add up",
    ),
    pytest.param(
        "rm:partners 0", "rm:partners -1", "rm:partners", None, None, id="negative count"
    ),
    pytest.param(
        ', "Cells are lost."@en', "", "English message", None, None,
        id="finding in one language",
    ),
    pytest.param(
        'rm:text "打造人力资源产业园。"@zh ;\n        rm:inPlan <plan/p> ;',
        'rm:text "打造人力资源产业园。"@zh ;', "exactly one plan", "31", 72,
        id="task in no plan",
    ),
    pytest.param(
        "dct:isPartOf <plan/p/goal/3> ;\n        rm:legibility",
        "dct:isPartOf <plan/p/goal/3>, <plan/p/attachment/1> ;\n        rm:legibility",
        "at most one goal or attachment", "31", 72, id="task in two places",
    ),
    pytest.param(
        "rm:task <plan/p/task/31>", "rm:task <plan/p/task/32>", "exactly one task", None, 73,
        id="assignment to an unknown task",
    ),
    pytest.param(
        "rm:involvesGroup <group/a/各街道>", "rm:involvesGroup <unit/a/五星街道>",
        "reaches groups only", "1", 18, id="unit as group",
    ),
    pytest.param(
        "prov:wasDerivedFrom <plan/p/passage/130-133>",
        "prov:wasDerivedFrom <plan/p/passage/130-133> ; rm:viaGroup <group/a/各街道>",
        "has the evidence rm:Expanded", "1", 23, id="stated via a group",
    ),
    pytest.param(
        "rm:roleConfidence 1.0 ;", "", "needs rm:roleConfidence", "1", 20,
        id="role without confidence",
    ),
    pytest.param(
        "rm:evidence rm:Expanded ; rm:confidence 0.95 ; rm:viaGroup <group/a/各街道>",
        "rm:evidence rm:Inferred ; rm:confidence 1.0",
        "inferred assignment has a confidence below 1", "1", 23, id="inferred without doubt",
    ),
    pytest.param(
        '"计划中列名的街道。"@zh, ', "", "reason in Chinese", None, None,
        id="members without a Chinese reason",
    ),
    pytest.param(
        "foaf:member <unit/a/五星街道>", "foaf:member <group/a/各街道>",
        "members of a group are units or leaders", None, None, id="group in a group",
    ),
    pytest.param(
        "org:classification rm:Subdistrict", 'org:classification "街道"', "one type", None,
        None, id="unit type that is no concept",
    ),
    pytest.param(
        "dct:isPartOf <plan/p/attachment/1> .", "rm:year 1 .", "A goal is part of", None, None,
        id="goal without parent",
    ),
    pytest.param(
        "rm:year 2025 ; dct:source <plan/p/source>", "rm:year 2025", "exactly one dct:source",
        None, None, id="plan without source",
    ),
    pytest.param("rm:severity rm:Warning", "rm:severity rm:Leads", "one severity", None, None,
        id="severity that is none",
    ),
    pytest.param(
        ' ; rm:findingKind "lost-cells"', "", "rm:findingKind", None, None,
        id="finding without kind",
    ),
]  # fmt: skip


GOOD_QUADS: Final = list(pyoxigraph.parse(GOOD.encode(), pyoxigraph.RdfFormat.TRIG))
# No ill-typed numbers: pySHACL lets them pass as greater than any other.
OBJECTS: Final = [
    Literal("x", language="fr"),
    Literal(""),
    *(
        Literal(number, datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
        for number in ("-1", "99999999999999999999")
    ),
    *sorted({quad.object for quad in GOOD_QUADS}, key=str),
]


def violations_of(trig: str) -> list[Violation]:
    return validate(pyoxigraph.parse(trig.encode(), pyoxigraph.RdfFormat.TRIG))


def violations_by_pyshacl(quads: Iterable[Quad]) -> list[Violation]:
    """What is found where the compiled engine is not installed."""
    with patch.dict(sys.modules, {"shacl": None}):
        return validate(quads)


def violations_after(good: str, bad: str) -> list[Violation]:
    assert GOOD.count(good) == 1, f"{good!r} must stand once in the example"
    return violations_of(GOOD.replace(good, bad))


def test_a_good_graph_has_no_violation() -> None:
    assert violations_of(GOOD) == []


def test_an_empty_graph_does_not_pass() -> None:
    missing = [violation.focus.rpartition("#")[2] for violation in violations_of("")]

    assert missing == ["Plan", "Task"]


@pytest.mark.parametrize(("good", "bad", "message", "number", "line"), DEFECTS)
def test_each_defect_is_the_only_one_reported(
    good: str, bad: str, message: str, number: str | None, line: int | None
) -> None:
    (violation,) = violations_after(good, bad)

    assert message in violation.en
    assert (violation.task_number, violation.line) == (number, line)
    assert violation.severity is Severity.ERROR


def test_a_short_quote_is_blamed_on_its_passage() -> None:
    (violation,) = violations_after('oa:exact "区人社局"', 'oa:exact "人社局"')

    assert violation.focus == "https://w3id.org/remit/id/plan/p/passage/211-215"


def test_violations_come_in_source_order() -> None:
    trig = GOOD.replace("rm:order 2 ;", "").replace("rm:confidence 0.95", "rm:confidence 2.0")

    assert [violation.line for violation in violations_of(trig)] == [23, 72]


def test_people_are_told_the_place_the_defect_the_remedy_and_the_value() -> None:
    (violation,) = violations_after("rm:confidence 0.95", "rm:confidence 1.50")

    chinese, english = describe(violation).split(" / ")
    assert chinese == (
        "任务 (1)，第 23 行："
        "责任分工须有且仅有一个 0 到 1 之间的小数置信度(rm:confidence)：请改正。现为“1.50”。"
    )
    assert english == (
        "task (1), line 23: An assignment has exactly one rm:confidence, "
        "a decimal or double from 0 to 1: correct it. Found “1.50”."
    )


def test_a_defect_without_a_place_is_named_by_its_node() -> None:
    (violation,) = violations_after('dct:title "责任分解表"@zh ;', "")

    assert describe(violation).endswith(
        " / https://w3id.org/remit/id/plan/p: "
        "A plan needs exactly one dct:title: add it, or remove the others."
    )


def test_a_blank_node_is_reported_where_something_points_to_it() -> None:
    (violation,) = violations_after(
        "prov:wasDerivedFrom <plan/p/passage/200-210> ;",
        "prov:wasDerivedFrom <plan/p/passage/200-210> ; rm:remark [] ;",
    )

    assert "blank node" in violation.en
    assert (violation.task_number, violation.line) == ("31", 72)


def test_a_blank_node_is_reported_by_its_label_and_place() -> None:
    (violation,) = violations_of(GOOD + "<plan/p> { _:remark rm:task <plan/p/task/31> . }")

    assert "blank node" in violation.en
    assert violation.focus == "_:remark"
    assert (violation.task_number, violation.line) == ("31", 72)


def test_a_number_too_large_for_a_computer_word_still_counts() -> None:
    (violation,) = violations_after("oa:end 215", "oa:end 99999999999999999999")

    assert "do not have the same length" in violation.en


@pytest.mark.parametrize(("good", "bad"), [defect.values[:2] for defect in DEFECTS])
def test_both_engines_find_each_defect(good: str, bad: str) -> None:
    pytest.importorskip("shacl", reason="the compiled engine is not built for this machine")
    trig = GOOD.replace(good, bad).encode()
    quads = list(pyoxigraph.parse(trig, pyoxigraph.RdfFormat.TRIG))

    assert validate(quads) == violations_by_pyshacl(quads)


@given(
    damages=st.dictionaries(
        st.integers(0, len(GOOD_QUADS) - 1),
        st.none() | st.sampled_from(OBJECTS),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=20)
def test_both_engines_find_the_same_after_any_damage(
    damages: dict[int, NamedNode | Literal | None],
) -> None:
    pytest.importorskip("shacl", reason="the compiled engine is not built for this machine")
    quads = list(GOOD_QUADS)
    for index, replacement in sorted(damages.items(), reverse=True):
        subject, predicate, _, graph = quads.pop(index)
        if replacement is not None:
            quads.append(Quad(subject, predicate, replacement, graph))

    assert validate(quads) == violations_by_pyshacl(quads)
