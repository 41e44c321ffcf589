"""`remit coordination`: what a planner reads, on whole, damaged and hopeless plans."""

import csv
import io
import json
from pathlib import Path
from typing import Final

import pytest
from typer.testing import CliRunner, Result

from remit.account.plain import plain_words
from remit.account.units import require_units
from remit.cli import app
from remit.coordinating import measured, measured_in_parallel, plans_in
from remit.coordination import likelihood
from remit.errors import BadQuery
from remit.model import Role
from tests.coordination.test_measures import assign, plan_of

SAMPLES: Final = Path(__file__).parents[2] / "data" / "samples"
SAMPLE: Final = SAMPLES / "yunxi-2025" / "plan.docx"


def coordination(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["coordination", *map(str, arguments)])


def records(*arguments: object) -> list[dict[str, object]]:
    answer = coordination(*arguments, "--format", "json")
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.output)
    assert isinstance(found, list)
    return found


def test_the_seed_says_what_it_cannot_see(seed_plan: Path) -> None:
    said = coordination(seed_plan).output
    assert "! 107 项任务中有 75 项看不到任何单位" in said
    assert "区发改局：牵头 1 至 38 项任务（预期 12.6），负荷 2 至 48（预期 13.1）；" in said
    assert "100 种读法中 97 种负荷最重。" in said
    assert "区发改局 leads between 1 and 38 tasks (expected 12.6), with a load of" in said
    assert "it is the most loaded unit in 97 of 100 readings." in said
    assert "firm as far as can be seen" in said
    assert "名次一致度 Kendall τ = 1.00" in said
    assert "五星街道 — 南大街街道：1 至 2 项任务（预期 1.9），不排除偶然。" in said


def test_a_whole_plan_is_ranked() -> None:
    rows = records(SAMPLE, "--measure", "load")
    assert rows[0] == {
        "unit": "区住建局",
        "stated": 46.0,
        "expected": 73.55,
        "error": 0.0,
        "at_least": 46.0,
        "at_most": 75.0,
        "best_rank": 1,
        "worst_rank": 1,
        "share_first": 1.0,
    }
    for row in rows:
        figures = [row[name] for name in ("stated", "expected", "at_most")]
        assert figures == sorted(figures)  # type: ignore[type-var]


def test_every_ranking_says_how_far_it_can_be_trusted() -> None:
    said = coordination(SAMPLE, "--measure", "partners").output
    assert "首位大致可信（200 种读法）；展开统称前后的名次一致度 Kendall τ" in said
    assert "The first place is likely (200 readings); Kendall τ" in said


def test_one_unit_and_its_pairs() -> None:
    said = coordination(SAMPLE, "--unit", "区住建局").output
    assert "负荷 46 至 75（预期" in said
    pairs = records(SAMPLE, "--unit", "区住建局", "--measure", "dependency")
    assert all("区住建局" in (pair["lead"], pair["support"]) for pair in pairs)


@pytest.mark.parametrize(
    ("by", "column", "first"),
    [
        ("goal", "goal", "1 全区经济社会发展主要预期目标"),
        ("leader", "leader", None),
        ("place", "place", None),
        ("organ", "kind_of_organ", None),
    ],
)
def test_divided(by: str, column: str, first: str | None) -> None:
    rows = records(SAMPLE, "--by", by, "--measure", "led")
    assert rows
    if first:
        assert rows[0][column] == first
    assert len({row[column] for row in rows}) > 3


def test_led_tasks_by_organ_add_up_to_those_of_units() -> None:
    organs = records(SAMPLE, "--by", "organ", "--measure", "led")
    units = records(SAMPLE, "--measure", "led")
    assert sum(float(str(r["expected"])) for r in organs) == pytest.approx(
        sum(float(str(r["expected"])) for r in units), abs=0.05
    )


@pytest.mark.parametrize("output", ["csv", "md"])
def test_formats(output: str, seed_plan: Path) -> None:
    said = coordination(seed_plan, "--measure", "tasks", "--format", output).output
    if output == "csv":
        rows = list(csv.reader(io.StringIO(said)))
        assert rows[0][0] == "单位 unit"
        assert len(rows) == 1 + 44
    else:
        assert said.startswith("| 单位 unit | 原文 stated |")


def test_several_plans_roll_up_by_organ_and_year() -> None:
    rows = records(SAMPLES)
    assert {row["year"] for row in rows} == {2023, 2024, 2025}
    assert all(row["plans"] == 1 for row in rows)


@pytest.mark.parametrize("name", ["住建", "区住建局", "housing and construction"])
def test_in_which_plans_a_kind_of_organ_carries_more_than_its_share(name: str) -> None:
    said = coordination(SAMPLES, "--organ", name).output
    assert "每年只有一份计划有这类机构，没有可比的常见份额" in said
    rows = records(SAMPLES, "--organ", name)
    assert [row["plan"] for row in rows] == ["yunxi-2023", "yunxi-2024", "yunxi-2025"]
    assert {str(row["kind_of_organ"])[:2] for row in rows} == {"住房"}


def test_districts_are_compared_within_a_year(tmp_path: Path) -> None:
    """In district 甲 the housing bureau leads both tasks, in 乙 and 丙 one of two."""
    for place, leads in (("甲", "住建住建"), ("乙", "住建教育"), ("丙", "教育住建")):
        rows = [
            f"{k + 1}|新建项目{k + 3}个。|张三|区{leads[2 * k : 2 * k + 2]}局|区民政局\n"
            for k in (0, 1)
        ]
        folder = tmp_path / f"{place}-2025"
        folder.mkdir()
        table = "序号|工作任务|分管领导|牵头单位|配合单位\n--|--|--|--|--\n"
        title = f"{place}州市{place}山区2025年重点工作责任分解表\n\n"
        (folder / "plan.md").write_text(title + table + "".join(rows), "utf-8")
    said = coordination(tmp_path, "--organ", "住建").output
    assert "甲-2025：住房和城乡建设局" in said
    assert "50%，常见 25%，2.0 倍" in said
    assert "乙-2025：" not in said


def test_a_kind_of_organ_that_no_plan_has_is_refused() -> None:
    answer = coordination(SAMPLES, "--organ", "火星局")
    assert isinstance(answer.exception, BadQuery)
    assert "没有“火星局”这类机构" in str(answer.exception)
    assert "--organ 用于多份计划" in str(coordination(SAMPLE, "--organ", "住建").exception)


def test_plans_read_at_once_give_what_each_gives_alone() -> None:
    paths = plans_in([SAMPLES])
    assert list(measured_in_parallel(paths)) == [measured(path) for path in paths]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--unit", "区不存在局"), "没有单位“区不存在局”"),
        (("--measure", "charm"), "没有“charm”这个指标"),
        (("--by", "organ", "--measure", "betweenness"), "不能按 organ 分组"),
    ],
)
def test_what_there_is_not(arguments: tuple[str, ...], said: str) -> None:
    answer = coordination(SAMPLE, *arguments)
    assert isinstance(answer.exception, BadQuery)
    assert said in str(answer.exception)


def test_a_measure_of_one_plan_is_not_asked_of_several() -> None:
    answer = coordination(SAMPLES, "--measure", "load")
    assert isinstance(answer.exception, BadQuery)
    assert "一次只给一份计划" in str(answer.exception)


def test_plans_that_have_no_coordination_say_so() -> None:
    with pytest.raises(BadQuery, match="都没有写出单位"):
        require_units(plan_of(assign("1", "X", Role.SUPERVISES)))
    with pytest.raises(BadQuery, match="只有一个单位（a）"):
        require_units(plan_of(assign("1", "a", Role.LEADS)))


def test_a_plan_without_any_lead_says_so() -> None:
    plan = plan_of(assign("1", "a", Role.SUPPORTS), assign("1", "b", Role.SUPPORTS))
    said = "\n".join(plain_words(plan, likelihood(plan)))
    assert "没有可知的牵头单位" in said
    assert "No load can be told; who takes part in most tasks" in said
    assert "a：1 项任务。 1 task." in said
    assert "居首" not in said
    unknown = [assign("1", unit, Role.TAKES_PART, role_evidence=None) for unit in "ab"]
    plan = plan_of(*unknown)
    said = "\n".join(plain_words(plan, likelihood(plan)))
    assert "没有任何单位的牵头或配合角色可知" in said
    assert "a：牵头 0 至 1 项任务（预期 0.0），负荷 0 至 1" in said
