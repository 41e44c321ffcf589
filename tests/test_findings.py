"""What a planner is told to look at, from plans as they are written."""

from pathlib import Path

import pytest

from remit.build import build, understood
from remit.cli import main
from remit.model import Finding, Severity

HEAD = """附件1
2030年重点工作责任分解表
| 序号 | 工作标准 | 分管领导 | 牵头单位 | 配合单位 |
| --- | --- | --- | --- | --- |
"""
SECOND = """附件2
2030年民生实事项目责任分解表
| 序号 | 主要内容 | 分管领导 | 牵头单位 | 配合单位 |
| --- | --- | --- | --- | --- |
"""


def rows(*tasks: str, held: str = "张一明 | 区教育局 | 区财政局") -> str:
    return "".join(f"| {n} | {text} | {held} |\n" for n, text in enumerate(tasks, start=1))


def found(tmp_path: Path, text: str) -> list[Finding]:
    path = tmp_path / "plan.md"
    path.write_text(text, encoding="utf-8")
    return list(understood(path)[0].findings)


def of_kind(findings: list[Finding], kind: str) -> list[Finding]:
    return [finding for finding in findings if finding.kind == kind]


def two(tmp_path: Path, first: str, second: str) -> list[Finding]:
    others = "认真做好河道长效管护有关工作。", "统筹推进镇村垃圾分类示范创建。"
    text = HEAD + rows(first, *others) + SECOND + rows(second, *(f"深入{o}" for o in others[:1]))
    return [f for f in found(tmp_path, text) if f.kind.startswith("figures-")]


@pytest.fixture(scope="module")
def seed(seed_plan: Path) -> list[Finding]:
    return list(understood(seed_plan)[0].findings)


def test_the_seed_plan_gives_unlike_figures_for_schools_and_renewals(seed: list[Finding]) -> None:
    differ = {tuple(s for _, s in f.about): f for f in of_kind(seed, "figures-differ")}
    schools, renewals = differ["52", "2-2.1"], differ["47", "2-6.1"]
    assert schools.severity is renewals.severity is Severity.WARNING
    assert "5所新校”｜" in schools.message.zh
    assert "启用学校4所" in schools.message.zh
    assert "2个老旧小区改造" in renewals.message.en
    assert "attachment 2, 6.1" in renewals.message.en
    assert [passage.exact for passage in schools.passages] == ["5所", "4所"]


def test_the_seed_plan_gives_like_figures_for_places_lifts_and_toilets(
    seed: list[Finding],
) -> None:
    agree = {tuple(s for _, s in f.about): f for f in of_kind(seed, "figures-agree")}
    assert set(agree) == {("45", "2-6.3"), ("47", "2-6.2"), ("52", "2-2.1")}
    assert "13+5＝18" in agree["45", "2-6.3"].message.zh
    assert all(finding.severity is Severity.INFO for finding in agree.values())


def test_a_measure_that_only_ends_alike_is_told_as_possibly_the_same(seed: list[Finding]) -> None:
    (doubtful,) = of_kind(seed, "figures-possibly-same")
    assert doubtful.about == (("task", "10"), ("task", "2-6.1"))
    assert doubtful.message.zh.startswith("可能是同一指标，数字不同")


@pytest.mark.parametrize(
    ("first", "second", "kinds"),
    [
        ("新增公共停车位300个。", "新增停车泊位300个。", ["figures-agree"]),
        ("新增公共停车位300个。", "新增停车泊位200个。", ["figures-differ"]),
        ("新建公共厕所6座。", "新建景区公厕4座、集镇公厕2座。", ["figures-agree"]),
        ("新建公厕6座。", "新建绿道6公里。", []),
        ("培训教师60名。", "新增学位60个。", []),
        ("实施项目3个。", "实施项目5个。", []),
        ("新增学位300个。", "学位总数下降300个。", []),
    ],
)
def test_figures_of_two_attachments_are_compared_by_measure_unit_and_change(
    tmp_path: Path, first: str, second: str, kinds: list[str]
) -> None:
    assert [finding.kind for finding in two(tmp_path, first, second)] == kinds


def test_a_row_without_lead_or_leader_is_told_where_others_have_one(tmp_path: Path) -> None:
    text = HEAD + rows("认真做好河道长效管护有关工作。", "统筹推进镇村垃圾分类示范创建。")
    text += "| 3 | 6月底前建成乡镇文化站2个。 |  |  |  |\n"
    findings = found(tmp_path, text)
    for kind in ("no-lead", "no-supervisor", "unowned-deadline"):
        (finding,) = of_kind(findings, kind)
        assert finding.about == (("task", "3"),)
    assert "6月底前" in of_kind(findings, "unowned-deadline")[0].message.zh


def test_a_table_without_a_column_for_leaders_misses_none(tmp_path: Path) -> None:
    text = "重点工作责任分解表\n| 序号 | 工作标准 | 牵头单位 |\n| --- | --- | --- |\n"
    text += rows("认真做好河道长效管护有关工作。", "推进垃圾分类示范创建。", held="区教育局")
    assert of_kind(found(tmp_path, text), "no-supervisor") == []


def test_many_findings_of_a_kind_are_told_in_one_with_the_task_numbers(tmp_path: Path) -> None:
    topics = [
        "河道管护",
        "垃圾分类",
        "农田建设",
        "校园安全",
        "养老服务",
        "食品监管",
        "信访化解",
        "公路养护",
    ]
    tasks = [f"扎实抓好{topic}各项重点工作落地见效。" for topic in topics]
    text = HEAD + rows(*tasks, held="张一明 | 区教育局、区民政局 | 区财政局")
    (finding,) = of_kind(found(tmp_path, text), "several-leads")
    assert finding.about == tuple(("task", str(n)) for n in range(1, 9))
    assert "有 8 处：（1）、（2）" in finding.message.zh
    assert len(finding.passages) == 16


def test_a_name_that_no_roster_and_no_kind_of_organ_knows_is_told_where_it_stands(
    tmp_path: Path,
) -> None:
    text = HEAD + rows("扎实抓好河道管护工作。", held="张一明 | 区教育局 | 区云海办公局")
    (finding,) = of_kind(found(tmp_path, text), "unknown-name")
    assert finding.severity is Severity.INFO
    assert "区云海办公局" in finding.message.zh
    assert "区云海办公局" in finding.message.en
    assert [passage.exact for passage in finding.passages] == ["区云海办公局"]
    (tmp_path / "rosters.csv").write_text("group,member\n区专班各成员单位,区云海办公局\n", "utf-8")
    text = HEAD + rows("扎实抓好河道管护工作。", held="张一明 | 区专班各成员单位 | 区云海办公局")
    assert of_kind(found(tmp_path, text), "unknown-name") == []


def test_a_place_in_front_is_the_own_one_where_the_title_tells_who_issued(tmp_path: Path) -> None:
    title = "云溪市临江区人民政府办公室关于印发2030年重点工作责任分解表的通知\n\n"
    held = "张一明 | 区教育局 | 区财政局"
    text = title + HEAD + rows("扎实抓好河道管护工作。", held=held)
    text += "| 2 | 统筹推进垃圾分类创建。 | 张一明 | 临江区教育局 | 区财政局 |\n"
    (finding,) = of_kind(found(tmp_path, text), "merged-names")
    assert "“区教育局”、“临江区教育局”" in finding.message.zh


def test_a_deadline_that_no_unit_answers_for_is_told(tmp_path: Path) -> None:
    text = HEAD + rows("推进垃圾分类示范创建。") + "| 2 | 6月底前完成河道管护。 | 张一明 | | |\n"
    (finding,) = of_kind(found(tmp_path, text), "unowned-deadline")
    assert finding.about == (("task", "2"),)
    assert "6月底前" in finding.message.zh
    assert "6月底前" in finding.message.en


def test_tasks_worded_nearly_alike_stand_side_by_side(tmp_path: Path) -> None:
    once = "深化农村人居环境整治，完善镇村保洁长效管护机制，建设美丽宜居村庄"
    text = HEAD + rows(f"{once}5个。", "推进基层治理网格融合发展走深走实。", f"{once}8个。")
    (finding,) = of_kind(found(tmp_path, text), "near-duplicate")
    assert finding.about == (("task", "1"), ("task", "3"))
    assert "5个" in finding.message.zh
    assert "8个" in finding.message.zh


def test_the_seed_plan_has_no_tasks_told_twice(seed: list[Finding]) -> None:
    assert of_kind(seed, "near-duplicate") == []


def test_a_figure_that_counts_nothing_named_is_told(seed: list[Finding]) -> None:
    (finding,) = of_kind(seed, "target-without-unit")
    assert "双双破百亿" in finding.message.zh


def printed(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(["findings", *map(str, arguments)])
    said = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, said.out + said.err


def test_a_plan_and_its_built_folder_list_the_same(
    seed_plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = build(seed_plan, tmp_path).folder
    asked = ("--kind", "figures-differ", "--format", "csv")
    from_plan, from_folder = (printed(capsys, path, *asked) for path in (seed_plan, folder))
    assert from_plan == from_folder
    assert from_plan[0] == 0
    assert from_plan[1].count("figures-differ") == 3


def test_a_severity_is_chosen_and_an_unknown_kind_refused(
    seed_plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, notes = printed(capsys, seed_plan, "--severity", "info", "--format", "md")
    assert code == 0
    assert "figures-agree" in notes
    assert "figures-differ" not in notes
    code, refused = printed(capsys, seed_plan, "--kind", "nonsense")
    assert code == 2
    assert "“nonsense”" in refused
    assert "figures-differ" in refused
