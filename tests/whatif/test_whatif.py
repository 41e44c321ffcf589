"""`remit whatif`: before and after, suggestions, and one clear message for each mistake."""

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from remit.build import understood
from remit.cli import app
from remit.coordination import (
    ALL_EVIDENCE,
    Handover,
    heaviest_sum,
    likelihood,
    participation,
    relieving,
    unit_figures,
    workloads,
)
from remit.errors import BadQuery
from remit.model import Assignment, Bilingual, Candidate, Evidence, Plan, Role
from remit.whatif import (
    Lead,
    Merge,
    Move,
    Split,
    beside,
    changed,
    changes_of,
    suggested,
    suggestions_said,
)
from remit.whatif.beside import Subject
from tests.coordination.test_measures import assign, plan_of, plans
from tests.coordination.test_uncertainty import doubtful_plans

SAMPLE: Final = Path(__file__).parents[2] / "data" / "samples" / "yunxi-2025" / "plan.docx"
EARLIER: Final = Path(__file__).parents[2] / "data" / "samples" / "yunxi-2023" / "plan.docx"


def whatif(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["whatif", *map(str, arguments)])


def refused(*arguments: object) -> str:
    answer = whatif(*arguments)
    assert isinstance(answer.exception, BadQuery), answer.output
    return str(answer.exception)


def roles(plan: Plan, task: str) -> dict[str, Role]:
    return {a.agent: a.role for a in plan.assignments if a.task == task}


@pytest.fixture(scope="module")
def sample() -> Plan:
    return understood(SAMPLE)[0]


@pytest.fixture
def small() -> Plan:
    """Task 1: a leads, b and c support; task 2: b leads, a supports; task 3: c alone."""
    return plan_of(
        assign("1", "a", Role.LEADS),
        assign("1", "b", Role.SUPPORTS),
        assign("1", "c", Role.SUPPORTS),
        assign("2", "b", Role.LEADS),
        assign("2", "a", Role.SUPPORTS),
        assign("3", "c", Role.LEADS),
    )


def test_another_lead_keeps_the_old_one_as_support(small: Plan) -> None:
    after = changed(small, [Lead("1", "b")])
    assert roles(after, "1") == {"a": Role.SUPPORTS, "b": Role.LEADS, "c": Role.SUPPORTS}


def test_a_lead_that_moves_leaves(small: Plan) -> None:
    after = changed(small, [Move("1", None, "b")])
    assert roles(after, "1") == {"b": Role.LEADS, "c": Role.SUPPORTS}


def test_a_part_that_moves_stays_what_it_is(small: Plan) -> None:
    after = changed(small, [Move("2", "a", "c")])
    assert roles(after, "2") == {"b": Role.LEADS, "c": Role.SUPPORTS}


def test_merged_units_do_together_what_each_did(small: Plan) -> None:
    after = changed(small, [Merge(("a", "b"))])
    assert roles(after, "1") == {"a": Role.LEADS, "c": Role.SUPPORTS}
    assert roles(after, "2") == {"a": Role.LEADS}
    assert [agent.name for agent in after.agents] == ["a＋b", "c"]
    rows = beside(small, after, [Merge(("a", "b"))])
    (load,) = rows.of(Subject.LOAD)
    # Before a leads 1 (2) and supports 2 (1), b leads 2 (1) and supports 1 (1).
    assert load.before is not None
    assert load.after is not None
    assert (load.subject, load.before.expected, load.after.expected) == ("a＋b", 5, 1)


def test_a_split_unit_hands_its_tasks_to_a_new_one(small: Plan) -> None:
    after = changed(small, [Split("b", "新单位", ("2",))])
    assert roles(after, "2") == {"新单位": Role.LEADS, "a": Role.SUPPORTS}
    assert roles(after, "1") == roles(small, "1")
    rows = {row.subject: row for row in beside(small, after).of(Subject.LOAD)}
    assert rows["新单位"].before is None


@given(plans(), st.lists(st.sampled_from("abcdef"), min_size=2, max_size=3, unique=True))
def test_whoever_is_not_merged_keeps_its_tasks(plan: Plan, units: list[str]) -> None:
    keys = [agent.key for agent in plan.agents]
    if not set(units) <= set(keys):
        return
    after = changed(plan, [Merge(tuple(units))])
    one, two = (
        {w.unit: w for w in workloads(participation(p, ALL_EVIDENCE))} for p in (plan, after)
    )
    for unit in set(one) - set(units):
        assert (two[unit].tasks, two[unit].led) == (one[unit].tasks, one[unit].led)
        assert two[unit].load <= one[unit].load
    most, total = max(one[u].tasks for u in units), sum(one[u].tasks for u in units)
    assert most <= two[units[0]].tasks <= total


@given(plans())
def test_nothing_changed_leaves_no_difference(plan: Plan) -> None:
    assert all(row.kind is Subject.WHOLE for row in beside(plan, changed(plan, [])).rows)


@given(
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9), min_size=2),
    st.data(),
    st.integers(1, 3),
)
def test_no_other_choice_relieves_more(
    loads: dict[str, int], data: st.DataObject, heaviest: int
) -> None:
    """The solver against trying everything."""
    units = st.sampled_from(sorted(loads))
    drawn = data.draw(st.lists(st.tuples(st.sampled_from("12"), units, units), max_size=5))
    may = [Handover(t, g, r, 1.0) for t, g, r in dict.fromkeys(drawn) if g != r]

    def after(chosen: list[Handover]) -> float:
        new = {unit: float(load) for unit, load in loads.items()}
        for h in chosen:
            new[h.giver] -= h.load
            new[h.receiver] += h.load
        return heaviest_sum(new, heaviest)

    every = [[], *([h] for h in may)]
    every += [[one, two] for one in may for two in may if one.task < two.task]
    found = relieving({u: float(n) for u, n in loads.items()}, may, heaviest, 2)
    assert after(found) == pytest.approx(min(map(after, every)))
    assert len({h.task for h in found}) == len(found)


def test_before_and_after_stand_side_by_side() -> None:
    digest = hashlib.sha256(SAMPLE.read_bytes()).digest()
    said = whatif(SAMPLE, "--lead", "12:数据局", "--merge", "区财政局,区审计局").output
    assert "任务 12 由区数据局牵头，原牵头单位改为配合。" in said
    assert "区财政局、区审计局合并为一个单位。" in said
    assert "跨分管任务占比 cross-portfolio share：0.81" in said
    assert "区财政局＋区审计局：" in said
    assert hashlib.sha256(SAMPLE.read_bytes()).digest() == digest


def test_rows_for_programs() -> None:
    answer = whatif(SAMPLE, "--lead", "（12）：区数据局", "--format", "json")
    rows = json.loads(answer.output)
    assert rows[0]["kind"] == "整体 the plan as a whole"
    (load,) = (row for row in rows if row["subject"] == "区数据局")
    # Three others on the task besides itself, and the lead it answered to before.
    assert load["expected_after"] - load["expected_before"] == pytest.approx(2)
    assert load["change"] == pytest.approx(2)


def test_suggestions_say_why_and_can_be_tried() -> None:
    said = whatif(EARLIER, "--suggest").output
    assert re.search(r"任务(写到“.+?”，属于.+?的职责|与.+?的典型职责“.+?”相近)。", said)
    moves = re.findall(r"--move (\S+)", said)
    assert moves
    options = [option for move in moves for option in ("--move", move)]
    tried = whatif(EARLIER, *options, "--format", "csv")
    assert tried.exit_code == 0
    assert whatif(EARLIER, "--suggest", "--format", "csv").output == tried.output


def test_suggestions_lower_what_they_say() -> None:
    plan = understood(EARLIER)[0]
    found = suggested(plan, 5)
    assert found.suggestions
    after = changed(plan, [each.move for each in found.suggestions])
    loads = {u: f.expected for u, f in unit_figures(likelihood(after))["load"].items()}
    assert heaviest_sum(loads, found.heaviest) == pytest.approx(found.after)
    assert found.after < found.before


def test_it_says_plainly_when_nothing_helps(seed_plan: Path) -> None:
    said = whatif(seed_plan, "--suggest").output
    assert re.search(r"没有帮助的办法：\d+ 处配合(，没有一处|中有 \d+ 处)另?有", said)
    assert re.search(r"Nothing helps: (for none of|of) \d+ supports", said)
    assert "如果 What if" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"lead": ["12:区财正局"]}, "没有单位“区财正局”；相近的名称：区财政局"),
        ({"lead": ["999:区财政局"]}, "没有编号为 999 的任务"),
        ({"lead": ["12"]}, "“12”看不懂，应写成例如：31:区城管局"),
        ({"move": ["12:区财政局:财政局"]}, "看不懂"),
        (
            {"lead": ["12:区财政局"], "move": ["12:区审计局"]},
            "任务 12 在设想中出现了两次",
        ),
        ({"move": ["12:区卫健局:区财政局"]}, "看不到区卫健局参与任务 12"),
        ({"merge": ["区财政局"]}, "看不懂，应写成例如：区住建局,区城管局"),
        ({"merge": ["财政局,区财政局"]}, "看不懂"),
        ({"split": ["区财政局:区审计局=2"]}, "“区审计局”已经是计划中的名称"),
        ({"split": ["区财政局:新局=12"]}, "看不到区财政局参与任务 12"),
        (
            {"merge": ["区财政局,区审计局"], "split": ["区财政局:新局=2"]},
            "“区财政局”在 --merge 或 --split 中出现了两次",
        ),
    ],
)
def test_mistakes(sample: Plan, words: dict[str, list[str]], said: str) -> None:
    with pytest.raises(BadQuery) as refusal:
        changed(sample, changes_of(sample, **words))
    assert said in str(refusal.value)


def test_nothing_asked() -> None:
    assert "没有写明设想" in refused(SAMPLE)


@pytest.mark.parametrize(
    ("role", "said"),
    [(Role.SUPPORTS, "没有可知的牵头单位"), (Role.LEADS, "计划中没有可知的配合单位")],
)
def test_plans_where_no_support_can_be_weighed(role: Role, said: str) -> None:
    plan = plan_of(assign("1", "a", role), assign("1", "b", role))
    assert said in "".join(suggestions_said(suggested(plan, 5), plan))


def test_a_task_without_any_lead_has_none_to_move(seed_plan: Path) -> None:
    assert "看不出任务 69 由谁牵头" in refused(seed_plan, "--move", "69:区发改局")
    assert whatif(seed_plan, "--lead", "69:区发改局").exit_code == 0


def test_plans_with_nothing_to_change(tmp_path: Path) -> None:
    head = "序号|工作任务|分管领导|牵头单位|配合单位\n--|--|--|--|--\n"
    one = tmp_path / "one.md"
    one.write_text(
        f"{head}1|新建幼儿园3所。|张三|区教育局||\n2|新建小学1所。|张三|区教育局||\n", "utf-8"
    )
    assert "只有一个单位" in refused(one, "--suggest")
    none = tmp_path / "none.md"
    none.write_text(f"{head}1|新建幼儿园3所。|张三||\n2|新建小学1所。|张三||\n", "utf-8")
    assert "都没有写出单位" in refused(none, "--suggest")


def test_a_number_that_two_tasks_have_must_be_written_in_full() -> None:
    plan = plan_of(assign("1", "a", Role.LEADS), assign("2-1", "b", Role.LEADS))
    same = replace(plan, tasks=tuple(replace(task, number="7") for task in plan.tasks))
    with pytest.raises(BadQuery, match="编号为 7 的任务有 2 项，请写全：1、2-1"):
        changes_of(same, lead=["7:a"])


def test_suggestions_may_name_units_that_are_only_thought_of() -> None:
    said = whatif(SAMPLE, "--merge", "财政局,审计局", "--split", "国资办:国资中心=43", "--suggest")
    assert said.exit_code == 0, said.output
    assert "区财政局＋区审计局" in said.output


def test_an_inferred_support_is_called_inferred() -> None:
    def guessed(a: Assignment) -> Assignment:
        if a.role is not Role.SUPPORTS:
            return a
        why = Bilingual("推断。", "Inferred.")
        return replace(a, role_evidence=Evidence.INFERRED, role_confidence=0.9, role_because=why)

    plan = understood(EARLIER)[0]
    plan = replace(plan, assignments=tuple(map(guessed, plan.assignments)))
    said = "\n".join(suggestions_said(suggested(plan, 5), plan))
    assert re.search(r"任务 \d+ 的配合（推断）：区\S+（负荷", said)
    assert "配合（推断）" not in whatif(EARLIER, "--suggest").output


def test_a_damaged_copy_says_what_is_not_seen(seed_plan: Path) -> None:
    said = whatif(seed_plan, "--lead", "48:城管局").output
    assert "! 107 项任务中有 75 项看不到任何单位" in said


def test_the_table_goes_to_a_file(tmp_path: Path) -> None:
    table = tmp_path / "beside.xlsx"
    answer = whatif(SAMPLE, "--lead", "12:数据局", "--format", "xlsx", "--out", table)
    assert answer.exit_code == 0, answer.output
    assert table.read_bytes().startswith(b"PK")


def test_two_candidates_for_one_cell_that_become_one_unit_are_one(small: Plan) -> None:
    because = Bilingual("因为", "because")
    cell = [
        Candidate("3", unit, Role.LEADS, chance, because)
        for unit, chance in (("a", 0.25), ("b", 0.5))
    ]
    lost = replace(
        small,
        candidates=tuple(cell),
        assignments=tuple(a for a in small.assignments if a.task != "3"),
    )
    after = changed(lost, [Merge(("a", "b"))])
    assert [(c.agent, c.probability) for c in after.candidates] == [("a", 0.75)]
    led = unit_figures(likelihood(after))["led"]["a"]
    assert (led.stated, led.expected, led.high) == (2, 2.75, 3)


@given(doubtful_plans(), st.permutations("abcde"))
def test_merging_never_leaves_two_candidates_of_one_unit_in_one_cell(
    plan: Plan, units: list[str]
) -> None:
    keys = [unit for unit in units if unit in {agent.key for agent in plan.agents}][:2]
    assume(len(keys) == 2)
    after = changed(plan, [Merge(tuple(keys))])
    cells = [(c.task, c.agent, c.role) for c in after.candidates]
    assert len(set(cells)) == len(cells)
    assert {agent.key for agent in after.agents} >= {c.agent for c in after.candidates}
    one, two = likelihood(plan), likelihood(after)
    columns = [one.units.index(key) for key in keys]
    merged = two.leads[:, two.units.index(keys[0])]
    # It leads where one of them did; where neither may, nor does it.
    assert ((merged > 1e-9) == (one.leads[:, columns].sum(axis=1) > 1e-9)).all()
    assert (merged >= one.leads[:, columns].max(axis=1) - 1e-9).all()
    assert (merged <= one.leads[:, columns].sum(axis=1) + 1e-9).all()
