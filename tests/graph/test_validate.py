"""The shapes accept a good graph, and name each defect with its task and line."""

import pyoxigraph
import pytest

from remit.graph.validate import Violation, describe, validate
from remit.model import Severity

# Two tasks of a plan. (1) is whole: led by 区发改局, and 各街道 resolved to 五星街道.
# (31) has lost its leader, and the role of 区人社局 is inferred.
GOOD = """
@base <https://w3id.org/remit/id/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rm: <https://w3id.org/remit/ontology#> .

<plan/p> {
    <plan/p> a rm:Plan, prov:Plan ; rdfs:label "责任分解表"@zh ; dct:title "责任分解表"@zh ;
        rm:year 2025 ; dct:source <plan/p/source> .
    <plan/p/source> a rm:Source, foaf:Document ; rm:fileName "plan.txt" ; rm:encoding "utf-8" ;
        rm:sha256 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" ;
        rm:length 8123 .
    <plan/p/attachment/1> a rm:Attachment, foaf:Document ; rdfs:label "附件1"@zh ;
        rm:number "1" ; rm:order 1 ; dct:isPartOf <plan/p> .
    <plan/p/goal/3> a rm:Goal ; rdfs:label "新质动能加速集聚"@zh ; rm:number "3" ; rm:order 1 ;
        dct:isPartOf <plan/p/attachment/1> .

    <plan/p/task/1> a rm:Task ; rdfs:label "(1) 地区生产总值增长5%左右。"@zh ;
        rm:number "1" ; rm:order 1 ; rm:text "地区生产总值增长5%左右。"@zh ;
        rm:inPlan <plan/p> ; dct:isPartOf <plan/p/goal/3> ; rm:legibility rm:AllCells ;
        prov:wasDerivedFrom <plan/p/passage/100-113> ;
        rm:ledBy <unit/a/发改局> ; rm:involves <unit/a/发改局> ;
        rm:supervisedBy <leader/a/王旭锋> ; rm:involvesGroup <group/a/各街道> .
    <plan/p/passage/100-113> a rm:Passage, oa:SpecificResource ; rm:line 18 ;
        oa:hasSource <plan/p/source> ;
        oa:hasSelector <plan/p/passage/100-113/position>, <plan/p/passage/100-113/quote> .
    <plan/p/passage/100-113/position> a oa:TextPositionSelector ; oa:start 100 ; oa:end 113 .
    <plan/p/passage/100-113/quote> a oa:TextQuoteSelector ; oa:exact "地区生产总值增长5%左右。" .

    <plan/p/assignment/1/发改局> a rm:Assignment ; rdfs:label "(1) 区发改局"@zh ;
        rm:task <plan/p/task/1> ; rm:agent <unit/a/发改局> ;
        rm:evidence rm:Stated ; rm:confidence 1.0 ;
        rm:role rm:Leads ; rm:roleEvidence rm:Stated ; rm:roleConfidence 1.0 ;
        prov:wasDerivedFrom <plan/p/passage/120-124> .
    <plan/p/passage/120-124> a rm:Passage, oa:SpecificResource ; rm:line 20 ;
        oa:hasSource <plan/p/source> ;
        oa:hasSelector <plan/p/passage/120-124/position>, <plan/p/passage/120-124/quote> .
    <plan/p/passage/120-124/position> a oa:TextPositionSelector ; oa:start 120 ; oa:end 124 .
    <plan/p/passage/120-124/quote> a oa:TextQuoteSelector ; oa:exact "区发改局" .

    <plan/p/assignment/1/各街道> a rm:Assignment ; rdfs:label "(1) 各街道"@zh ;
        rm:task <plan/p/task/1> ; rm:agent <group/a/各街道> ; rm:role rm:TakesPart ;
        rm:evidence rm:Stated ; rm:confidence 1.0 ;
        prov:wasDerivedFrom <plan/p/passage/130-133> .
    <plan/p/passage/130-133> a rm:Passage, oa:SpecificResource ; rm:line 23 ;
        oa:hasSource <plan/p/source> ;
        oa:hasSelector <plan/p/passage/130-133/position>, <plan/p/passage/130-133/quote> .
    <plan/p/passage/130-133/position> a oa:TextPositionSelector ; oa:start 130 ; oa:end 133 .
    <plan/p/passage/130-133/quote> a oa:TextQuoteSelector ; oa:exact "各街道" .

    <plan/p/task/31> a rm:Task ; rdfs:label "(31) 打造人力资源产业园。"@zh ;
        rm:number "31" ; rm:order 2 ; rm:text "打造人力资源产业园。"@zh ;
        rm:inPlan <plan/p> ; dct:isPartOf <plan/p/goal/3> ;
        rm:legibility rm:SomeCells ; rm:lost rm:Supervises ;
        prov:wasDerivedFrom <plan/p/passage/200-210> ; rm:involves <unit/a/人社局> .
    <plan/p/passage/200-210> a rm:Passage, oa:SpecificResource ; rm:line 72 ;
        oa:hasSource <plan/p/source> ;
        oa:hasSelector <plan/p/passage/200-210/position>, <plan/p/passage/200-210/quote> .
    <plan/p/passage/200-210/position> a oa:TextPositionSelector ; oa:start 200 ; oa:end 210 .
    <plan/p/passage/200-210/quote> a oa:TextQuoteSelector ; oa:exact "打造人力资源产业园。" .
    <plan/p/assignment/31/人社局> a rm:Assignment ; rdfs:label "(31) 区人社局"@zh ;
        rm:task <plan/p/task/31> ; rm:agent <unit/a/人社局> ; rm:role rm:TakesPart ;
        rm:evidence rm:Stated ; rm:confidence 1.0 ;
        prov:wasDerivedFrom <plan/p/passage/211-215> .
    <plan/p/passage/211-215> a rm:Passage, oa:SpecificResource ; rm:line 73 ;
        oa:hasSource <plan/p/source> ;
        oa:hasSelector <plan/p/passage/211-215/position>, <plan/p/passage/211-215/quote> .
    <plan/p/passage/211-215/position> a oa:TextPositionSelector ; oa:start 211 ; oa:end 215 .
    <plan/p/passage/211-215/quote> a oa:TextQuoteSelector ; oa:exact "区人社局" .

    <unit/a/发改局> a rm:Unit, org:Organization ; rdfs:label "区发改局"@zh ;
        org:classification rm:Bureau .
    <unit/a/人社局> a rm:Unit, org:Organization ; rdfs:label "区人社局"@zh ;
        org:classification rm:Bureau .
    <unit/a/五星街道> a rm:Unit, org:Organization ; rdfs:label "五星街道"@zh ;
        org:classification rm:Subdistrict .
    <group/a/各街道> a rm:UnitGroup, foaf:Group ; rdfs:label "各街道"@zh .
    <leader/a/王旭锋> a rm:Leader, foaf:Person ; rdfs:label "王旭锋"@zh ; foaf:name "王旭锋" .
}
<plan/p/expanded> {
    <group/a/各街道> foaf:member <unit/a/五星街道> ;
        rm:because "计划中列名的街道。"@zh, "The subdistricts the plan names."@en .
    <plan/p/assignment/1/五星街道> a rm:Assignment ; rdfs:label "(1) 五星街道"@zh ;
        rm:task <plan/p/task/1> ; rm:agent <unit/a/五星街道> ; rm:role rm:TakesPart ;
        rm:evidence rm:Expanded ; rm:confidence 0.95 ; rm:viaGroup <group/a/各街道> ;
        rm:because "属于各街道。"@zh, "It is one of 各街道."@en ;
        prov:wasDerivedFrom <plan/p/assignment/1/各街道> .
    <plan/p/task/1> rm:involves <unit/a/五星街道> .
}
<plan/p/inferred> {
    <plan/p/assignment/31/人社局> rm:role rm:Supports ; rm:roleEvidence rm:Inferred ;
        rm:roleConfidence 0.55 ;
        rm:roleBecause "不是首个单位。"@zh, "It is not the first unit."@en .
    <plan/p/task/31> rm:supportedBy <unit/a/人社局> .
}
<plan/p/derived> {
    <plan/p/workload/人社局> a rm:Workload ; rm:unit <unit/a/人社局> ; rm:inPlan <plan/p> ;
        rm:tasks 1 ; rm:tasksLed 0 ; rm:tasksSupported 1 ; rm:coordinationLoad 0 ; rm:partners 0 .
    <plan/p/finding/lost-cells> a rm:Finding ; rm:about <plan/p> ; rm:severity rm:Warning ;
        rdfs:label "有单元格缺失。"@zh, "Cells are lost."@en ; rm:findingKind "lost-cells" .
}
"""


def violations_of(trig: str) -> list[Violation]:
    return validate(pyoxigraph.parse(trig.encode(), pyoxigraph.RdfFormat.TRIG))


def violations_after(good: str, bad: str) -> list[Violation]:
    assert GOOD.count(good) == 1, f"{good!r} must stand once in the example"
    return violations_of(GOOD.replace(good, bad))


def test_a_good_graph_has_no_violation() -> None:
    assert violations_of(GOOD) == []


def test_an_empty_graph_does_not_pass() -> None:
    missing = [violation.focus.rpartition("#")[2] for violation in violations_of("")]

    assert missing == ["Plan", "Task"]


@pytest.mark.parametrize(
    ("good", "bad", "message", "number", "line"),
    [
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
    ],
)  # fmt: skip
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
