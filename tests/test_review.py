"""People decide what Remit is not sure of, and their decisions become part of the plan."""

import csv
import re
from pathlib import Path

import pytest

from remit.build import build, understood
from remit.cli import main
from remit.graph.files import read_graph
from remit.graph.validate import describe, validate
from remit.model import Evidence, Plan, Role

PLAN = """附件1
2030年重点工作责任分解表
序号
工作标准
分管领导
牵头单位
配合单位
(1)新增停车泊位300个。
张一明
县城管局
县应急管理局
(2)力争实施城中村项目3个。
张一明
县财政局
县住建局
(3)开展安全生产专项检查。
张一明
县应急管理局(安委办)
县安委办
(4)做好防汛抗旱各项工作。
张一明
县水利局
各街道
(5)做好绿化养护管理工作。
张一明
县城管局
东山街道
西河街道
"""


def reviewed(path: Path, out: Path) -> list[dict[str, str]]:
    with pytest.raises(SystemExit) as ended:
        main(["review", str(path), "--out", str(out)])
    assert ended.value.code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def given_back(path: Path, rows: list[dict[str, str]]) -> None:
    with (path.parent / "decisions.csv").open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)


def answered(row: dict[str, str], answer: str) -> dict[str, str]:
    return row | {"decision": answer, "reviewer": "李审定", "date": "2030-03-01"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "plan-2030"
    folder.mkdir()
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    return folder / "plan.txt"


def test_each_question_has_its_passage_place_and_answers(path: Path, tmp_path: Path) -> None:
    rows = {row["id"]: row for row in reviewed(path, tmp_path / "review.csv")}
    role = rows["role/2/住建局"]
    assert role["kind"] == "role"
    assert "县住建局" in role["passage"]
    assert role["place"]
    assert role["allowed"] == "牵头 leads ／ 配合 supports"
    assert role["decision"] == ""
    member = rows["member/各街道/东山街道"]
    assert (member["now"], member["confidence"]) == ("是 yes", "0.95")
    assert {row["kind"] for row in rows.values()} == {"role", "member", "same-body"}


def test_names_of_a_lost_cell_are_told_once(seed_plan: Path, tmp_path: Path) -> None:
    rows = reviewed(seed_plan, tmp_path / "review.csv")
    told = [row["now"] for row in rows if row["kind"] == "lost"]
    assert any("、" in now for now in told)
    names = [re.sub(r" [\d.]+", "", now).split("、") for now in told]
    assert all(len(each) == len(set(each)) for each in names)


def test_what_is_decided_is_stated_by_the_reviewer_and_asked_no_more(
    path: Path, tmp_path: Path
) -> None:
    rows = reviewed(path, tmp_path / "review.csv")
    body = next(row for row in rows if row["kind"] == "same-body")
    answers = {
        "role/2/住建局": "牵头 leads",
        "role/4/各街道": "配合",
        "member/各街道/东山街道": "yes",
        "member/各街道/西河街道": "否",
        body["id"]: "是 yes",
    }
    given_back(path, [answered(r, answers[r["id"]]) if r["id"] in answers else r for r in rows])
    built = build(path, tmp_path / "out")
    plan = built.plan
    roles = {a.id: (a.role, a.role_evidence) for a in plan.assignments}
    assert roles["2/住建局"] == (Role.LEADS, Evidence.STATED)
    assert roles["4/东山街道"] == (Role.SUPPORTS, Evidence.STATED)
    assert "4/西河街道" not in roles
    kept, gone = body["id"].split("/")[1:]
    assert gone not in {agent.key for agent in plan.agents}
    assert next(a for a in plan.agents if a.key == kept).aliases

    dataset = read_graph(built.folder / "graph.trig")
    attributed = {
        str(quad.subject).rsplit("/id/", 1)[1].rstrip(">")
        for quad in dataset
        if str(quad.predicate).endswith("wasAttributedTo>")
    }
    assert "plan/plan-2030/assignment/2/住建局" in attributed
    assert sum(kept in subject for subject in attributed) == 1
    named = [q for q in dataset if "reviewer/" in str(q.subject) and "label" in str(q.predicate)]
    for quad in named:
        dataset.remove(quad)
    assert any("审定人须有姓名" in describe(violation) for violation in validate(dataset))
    table = (built.folder / "tables" / "assignments.csv").read_text(encoding="utf-8-sig")
    assert "由审定人 李审定 审定，2030-03-01" in table

    again = {row["id"] for row in reviewed(path, tmp_path / "again.csv")}
    asked_of_the_merged = {f"role/3/{gone}"}
    assert again == {row["id"] for row in rows} - set(answers) - asked_of_the_merged


def test_a_lost_cell_is_filled_by_name(seed_plan: Path, tmp_path: Path) -> None:
    copy = tmp_path / "zhonglou-2025" / "plan.txt"
    copy.parent.mkdir()
    copy.write_bytes(seed_plan.read_bytes())
    rows = {row["id"]: row for row in reviewed(copy, tmp_path / "review.csv")}
    given_back(
        copy,
        [
            answered(rows["lost/leads/5"], "区发改局、区人社局"),
            answered(rows["lost/supervises/5"], "王旭锋"),
            answered(rows["lost/leads/6"], "王旭锋"),
            answered(rows["same-measure/10.1/2-6.1.2"], "yes"),
        ],
    )
    plan = build(copy, tmp_path / "out").plan
    held = {(a.agent, a.role, a.role_evidence) for a in plan.assignments if a.task == "5"}
    assert held == {
        ("发改局", Role.LEADS, Evidence.STATED),
        ("人社局", Role.LEADS, Evidence.STATED),
        ("王旭锋", Role.SUPERVISES, Evidence.STATED),
    }
    assert next(task for task in plan.tasks if task.id == "5").lost == ()
    assert [u.decision.question for u in plan.unfit_decisions] == ["lost/leads/6"]
    differing = [f for f in plan.findings if f.kind == "figures-differ"]
    assert ("task", "10") in {about for finding in differing for about in finding.about}


def unfit(plan: Plan) -> str:
    (finding,) = [f for f in plan.findings if f.kind == "unfit-decision"]
    return f"{finding.message.zh} {finding.message.en}"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": "role/99/住建局"}, "没有这一问题"),
        ({"passage": "县发改局"}, "the words it quotes have changed"),
    ],
)
def test_a_decision_that_no_longer_fits_is_told_with_file_and_line(
    path: Path, tmp_path: Path, change: dict[str, str], told: str
) -> None:
    rows = reviewed(path, tmp_path / "review.csv")
    row = next(row for row in rows if row["id"] == "role/2/住建局")
    given_back(path, [answered(row, "牵头 leads") | change])
    message = unfit(understood(path)[0])
    assert told in message
    assert "decisions.csv 第 2 行" in message


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"decision": "主持"}, "牵头 leads、配合 supports"),
        ({"reviewer": ""}, "reviewer is empty"),
        ({"date": "三月"}, "2030-01-31"),
    ],
)
def test_a_malformed_decision_is_refused_before_anything_is_written(
    path: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    change: dict[str, str],
    told: str,
) -> None:
    rows = reviewed(path, tmp_path / "review.csv")
    row = next(row for row in rows if row["id"] == "role/2/住建局")
    given_back(path, [answered(row, "牵头 leads") | change])
    with pytest.raises(SystemExit) as ended:
        main(["build", str(path), "--out", str(tmp_path / "out")])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert told in said
    assert "decisions.csv：第 2 行" in said
    assert not (tmp_path / "out").exists()


def test_a_question_decided_twice_is_refused(path: Path, tmp_path: Path) -> None:
    rows = reviewed(path, tmp_path / "review.csv")
    given_back(path, [answered(rows[0], rows[0]["now"])] * 2)
    with pytest.raises(Exception, match=r"line 3: .*decided in line 2"):
        understood(path)


def test_a_review_file_that_is_there_is_not_replaced(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "review.csv"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["review", str(path), "--out", str(out)])
    assert ended.value.code == 2
    assert "--out" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "mine"


def test_nothing_in_a_review_file_becomes_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN.replace("县住建局", "=县住建局"), encoding="utf-8")
    for row in reviewed(path, tmp_path / "review.csv"):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
