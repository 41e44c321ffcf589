"""What a plan's tasks name: one name, one thing, with a passage for each mention."""

import json
from pathlib import Path

import pytest

from remit.build import understood
from remit.cli import main
from remit.errors import UnreadableSource
from remit.interpret.mentions import named_in, own_places
from remit.model import Agent, AgentKind, Entry, Legibility, NameKind, Passage, Task, UnitType
from remit.read.gazetteer import gazetteer_beside

HEADER = "序号,任务,牵头单位,配合单位\n"


def task(number: str, text: str) -> Task:
    passage = Passage(0, len(text), 1, text)
    return Task(number, number, 1, text, None, "1", passage, Legibility.WHOLE)


def test_one_name_is_one_thing_however_often_it_is_named() -> None:
    tasks = [task("1", "提升青柳路环境。"), task("2", "推进青柳路、白渡路改造。")]

    things, mentions = named_in(tasks, (), (), ())

    assert [(each.name, each.kind) for each in things if each.kind.is_place] == [
        ("青柳路", NameKind.ROAD),
        ("白渡路", NameKind.ROAD),
    ]
    assert [each.task for each in mentions if each.named == "青柳路"] == ["1", "2"]


def test_a_gazetteer_names_what_no_shape_tells_and_joins_its_aliases() -> None:
    entries = [Entry("云岭印象", NameKind.SITE, ("印象",))]

    (thing,), mentions = named_in(
        [task("1", "推动云岭印象焕新。"), task("2", "做旺印象人气。")], entries, (), ()
    )

    assert (thing.name, thing.kind, thing.listed) == ("云岭印象", NameKind.SITE, True)
    assert [each.passage.exact for each in mentions] == ["云岭印象", "印象"]


def test_companies_of_the_plan_are_known_by_their_short_names() -> None:
    agent = Agent("远航集团", AgentKind.UNIT, "远航集团", unit_type=UnitType.COMPANY)

    (thing,), _ = named_in([task("1", "依托远航供应链优势。")], (), [agent], ())

    assert (thing.name, thing.kind) == ("远航", NameKind.COMPANY)


def test_a_gazetteer_beside_the_plan_is_used(tmp_path: Path) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_text(HEADER + "1,推动云岭印象焕新。,区住建局,区财政局\n", encoding="utf-8")
    (tmp_path / "gazetteer.csv").write_text("name,kind,alias\n云岭印象,场所地块,\n", "utf-8")

    things = understood(plan)[0].named

    assert [(each.name, each.kind) for each in things] == [("云岭印象", NameKind.SITE)]
    assert understood(tmp_path)[0].named == things


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("名称,类别\n", "第 1 行：第一行应为 name,kind,alias"),
        ("name,kind\n青柳路,road\n白渡桥,bridge\n", "第 3 行：kind“bridge”不认识"),
        ("name,kind\n,road\n", "第 2 行：name 一栏为空"),
        ("name,kind,note\n青柳路,road,\n青柳路,street,\n", "第 3 行：“青柳路”在第 2 行已经有了"),
        ("name,kind,alias\n青柳路,road,老路\n老路,road,\n", "第 3 行：“老路”在第 2 行已经有了"),
        ('name,kind\n"青柳', "第 2 行"),
        ('name,kind,alias\n青柳路,road,"老路\n', "第 2 行：不是有效的 CSV，请检查双引号是否成对"),
        ("name,kind\n青柳路,road,老路\n", "第 2 行：比第一行多出一栏（老路）"),
        ("", "第 1 行"),
    ],
)
def test_a_bad_gazetteer_is_refused_with_its_row(
    tmp_path: Path, content: str, complaint: str
) -> None:
    (tmp_path / "gazetteer.csv").write_text(content, encoding="utf-8")

    with pytest.raises(UnreadableSource) as refused:
        gazetteer_beside(tmp_path / "plan.txt")

    assert "gazetteer.csv" in str(refused.value)
    assert complaint in str(refused.value)


def test_a_gazetteer_may_stand_elsewhere_and_goes_before_the_one_beside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, ours = tmp_path / "plan.csv", tmp_path / "names.csv"
    plan.write_text(HEADER + "1,推动云岭印象焕新。,区住建局,区财政局\n", encoding="utf-8")
    (tmp_path / "gazetteer.csv").write_text("name,kind\n云岭印象,street\n", encoding="utf-8")
    ours.write_text("name,kind,note\n云岭印象,site,2025年开街\n", encoding="utf-8")

    with pytest.raises(SystemExit) as ended:
        main(["read", str(plan), "--gazetteer", str(ours), "--format", "json"])

    assert ended.value.code == 0
    (read,) = json.loads(capsys.readouterr().out)["tasks"]
    assert [(each["name"], each["kind"]) for each in read["mentions"]] == [("云岭印象", "site")]


def test_a_name_in_traditional_characters_is_the_same_name() -> None:
    tasks = [task("1", "推進鷺灣大橋建設。"), task("2", "推进鷺湾大桥建设。")]

    things, _ = named_in(tasks, (), (), ())

    assert len([each for each in things if each.kind.is_place]) == 1


def test_the_area_a_plan_is_of_is_no_place_in_it() -> None:
    own = own_places("云溪市临江区2025年责任分解表", "plan")

    assert own == ("临江", "云溪")
    things, _ = named_in([task("1", "讲好临江故事，对接苏州市。")], (), (), own)
    assert [each.name for each in things] == ["苏州市"]


def test_without_a_gazetteer_there_are_no_entries(tmp_path: Path) -> None:
    assert gazetteer_beside(tmp_path / "plan.txt") == ()
