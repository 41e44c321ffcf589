"""Which organ a task's words speak for: learned from complete plans, told with reasons."""

import json
import math
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from remit.build import understood
from remit.cli import main
from remit.errors import UnreadableSource
from remit.interpret.competence import (
    Competence,
    Features,
    among,
    default_competence,
    read_competence,
    read_table,
)
from remit.interpret.duties import DutyWeights, default_duty_weights, default_support_weights
from remit.interpret.learning import as_csv, current_kinds, learn, lessons
from remit.interpret.odds import Odds
from remit.interpret.suggest import LEAST, suggestions, supports
from remit.model import Agent, AgentKind
from remit.organkinds import duty_words, organ_scheme, typical_duties, typical_supports

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"


@pytest.mark.parametrize(
    ("task", "organ"),
    [
        ("新建公办幼儿园3所，新增学位900个。", "Education"),
        ("既有住宅加装电梯20部。", "Housing"),
        ("开展预算执行审计和经济责任审计。", "Audit"),
        ("空气质量优良天数比例达到82%。", "EcologyEnvironment"),
    ],
)
def test_a_plain_task_goes_to_the_organ_competent_for_it(task: str, organ: str) -> None:
    assert default_competence().rank(task)[0].organ == organ


def test_probabilities_of_all_kinds_sum_to_one_even_without_words() -> None:
    for text in ("新建学校", "", "123", "𠮷"):
        probabilities = default_competence().probabilities(text)
        assert sum(probabilities.values()) == pytest.approx(1)


def test_odds_put_right_change_how_sure_the_first_is_and_no_order() -> None:
    weights = Features(duties=1, learned=0, prior=0)
    text = "新建公办幼儿园3所，改造老旧小区2个。"
    told = Competence({}, weights).probabilities(text)
    shy = Competence({}, weights, Odds(0.1, 0.3)).probabilities(text)
    first, second, *_ = sorted(told, key=lambda kind: -told[kind])
    assert sum(shy.values()) == pytest.approx(1)
    assert sorted(shy, key=lambda kind: -shy[kind])[:2] == [first, second]
    assert told[first] != pytest.approx(shy[first])


def test_odds_make_nothing_sure_where_no_word_tells() -> None:
    weights = Features(duties=1, learned=1, prior=0.3)
    nothing = Competence({}, weights, Odds(2, 0.3)).probabilities("")
    assert max(nothing.values()) < 0.1


def test_pieces_speak_for_kinds_by_their_weights_per_length_of_the_text() -> None:
    """Length √(2² + 2²); 1 + 4 / √8 for Education, 1 / √8 for Housing, e to the power of each."""
    rows = [
        ("", "0", "Education:1 Housing:0"),
        ("学校", "2", "Education:4"),
        ("建", "2", "Housing:1"),
        ("加装", "9", "Housing:9"),
    ]
    shares = DutyWeights(rows, {}).shares("建2所学校")
    odds = math.exp(1 + 4 / math.sqrt(8) - 1 / math.sqrt(8))
    assert shares["Education"] / shares["Housing"] == pytest.approx(odds)
    assert sum(shares.values()) == pytest.approx(1)
    assert DutyWeights(rows, {}).shares("123") == {"Education": 0.5, "Housing": 0.5}


def test_the_duty_most_like_a_text_shares_a_word_of_length_with_it() -> None:
    weights = default_duty_weights()
    duty = weights.nearest("改造3所幼儿园", "Education")
    assert "幼儿园" in str(duty)
    assert weights.nearest("改造3所幼儿园", "Seismology") is None
    assert weights.nearest("", "Education") is None


def test_the_shipped_weights_are_those_of_the_shipped_duties() -> None:
    """They tell nearly all duties that they were fitted to; fit again after changing those."""
    weights = default_duty_weights()
    duties = [(kind, own) for kind, each in typical_duties().items() for own in each[::25]]
    right = [max(s := weights.shares(own), key=lambda k: s[k]) == kind for kind, own in duties]
    assert sum(right) > 0.93 * len(right)
    supporting = [(kind, each) for kind, own in typical_supports().items() for each in own[::25]]
    among_six = [
        kind in sorted(s := default_support_weights().shares(each), key=lambda k: -s[k])[:6]
        for kind, each in supporting
    ]
    assert sum(among_six) > 0.9 * len(among_six)


def test_the_duties_of_an_organ_that_is_gone_are_those_of_the_last_that_took_over() -> None:
    """扶贫办 became 乡村振兴局, and that is part of 农业农村局 today."""
    agent = Agent("扶贫办", AgentKind.UNIT, "县扶贫办")
    assert current_kinds(agent) == {"AgricultureRural"}


def test_the_reason_quotes_words_of_the_task() -> None:
    best = default_competence().rank("新建公办幼儿园3所。")[0]
    assert "幼儿园" in best.because.zh
    assert "幼儿园" in best.because.en


def test_where_no_word_tells_the_reason_says_so() -> None:
    assert "没有提示" in default_competence().rank("")[0].because.zh


def test_with_a_plan_only_its_units_are_suggested() -> None:
    plan, _ = understood(SAMPLES / "yunxi-2025" / "plan.docx")
    found = suggestions("新建公办幼儿园3所。", default_competence(), plan)
    names = {agent.name for agent in plan.agents}
    assert found[0].names[0] == "区教育局"
    assert all(each.names[0] in names for each in found)


def test_what_no_unit_of_a_plan_is_for_goes_where_such_duties_commonly_lie() -> None:
    """Yunxi has no bureau of sports: sports are with culture and tourism."""
    plan, _ = understood(SAMPLES / "yunxi-2025" / "plan.docx")
    assert not any("Sports" in agent.organs for agent in plan.agents)
    found = suggestions("举办马拉松等体育赛事。", default_competence(), plan)
    assert found[0].names[0] == "区文旅局"
    assert "体育" in found[0].because.zh


def test_shares_of_units_sum_to_one_and_units_of_one_kind_share() -> None:
    probabilities = {"Sports": 0.5, "Education": 0.3, "Health": 0.2}
    units = {
        "教育局": {"Education"},
        "甲文旅局": {"CultureTourism"},
        "乙文旅局": {"CultureTourism"},
    }
    share = among(probabilities, units)
    assert sum(share.values()) == pytest.approx(1)
    assert share["甲文旅局"] == share["乙文旅局"] == pytest.approx(0.25 / 0.8)
    assert share["教育局"] == pytest.approx(0.3 / 0.8)


def test_shares_of_units_that_no_word_speaks_for_are_nothing() -> None:
    assert among({"Sports": 1.0}, {"水利局": {"WaterResources"}}) == {"水利局": 0.0}


def test_typical_duties_are_of_known_kinds_and_told_as_the_reason() -> None:
    kinds = organ_scheme().kinds
    for table in (typical_duties(), typical_supports(), duty_words()):
        assert all(kind in kinds and not kinds[kind].successors for kind in table)
    reason = default_competence().because("新增市政消火栓", "FireRescue")
    assert "消火栓" in reason.zh


def test_learning_counts_who_led_and_who_supported() -> None:
    plan, _ = understood(SAMPLES / "yunxi-2025" / "plan.docx")
    found = lessons([plan])
    table = learn(found)
    for kind, count in table[""].items():
        assert count.leads == sum(kind in lesson.leads for lesson in found)
        assert count.supports == sum(kind in lesson.supports for lesson in found)


def test_the_learned_table_holds_no_passage_and_nothing_that_stood_once() -> None:
    plan, _ = understood(SAMPLES / "yunxi-2025" / "plan.docx")
    found = lessons([plan])
    terms = set(learn(found)) - {""}
    assert terms
    assert max(map(len, terms)) <= 4
    assert all(sum(term in lesson.text for lesson in found) >= 2 for term in terms)


def test_a_table_is_read_back_as_it_was_learned(tmp_path: Path) -> None:
    plan, _ = understood(SAMPLES / "yunxi-2025" / "plan.docx")
    table = learn(lessons([plan]))
    path = tmp_path / "competence.csv"
    path.write_text(as_csv(table), encoding="utf-8")
    assert read_table(path) == table


def test_a_plan_given_twice_teaches_once() -> None:
    plan, _ = understood(SAMPLES / "yunxi-2025" / "plan.docx")
    assert learn(lessons([plan, replace(plan, id="again")])) == learn(lessons([plan]))


def test_learning_onto_a_table_gives_what_learning_all_at_once_gives() -> None:
    plan, _ = understood(SAMPLES / "yunxi-2025" / "plan.docx")
    found = lessons([plan])
    half = len(found) // 2
    whole, added = learn(found), learn(found[half:], learn(found[:half]))
    assert added[""] == whole[""]
    assert added.keys() <= whole.keys()
    kept = learn(found[:half]).keys()
    leads = [(whole[t][k].leads, added[t][k].leads) for t in kept for k in added[t]]
    assert all(one == other for one, other in leads)


def test_a_damaged_plan_teaches_nothing(seed_plan: Path) -> None:
    with pytest.raises(UnreadableSource, match="repeated lines were dropped"):
        lessons([understood(seed_plan)[0]])


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("word,organ\n", 1),
        ("term,organ,leads,supports\n学校,Education,1,0\n学校,Education,one,0\n", 3),
        ("term,organ,leads,supports\n学校,Nowhere,1,0\n", 2),
        ("term,organ,leads,supports\n学校,Education\n", 2),
    ],
)
def test_a_malformed_table_is_refused_with_its_line(
    tmp_path: Path, content: str, line: int
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableSource, match=rf"mine\.csv：第 {line} 行.*line {line}"):
        read_competence(path)


def test_an_office_learns_its_own_table_and_is_answered_by_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plans = [str(SAMPLES / f"yunxi-{year}" / "plan.docx") for year in (2023, 2024)]
    table = tmp_path / "own.csv"
    with pytest.raises(SystemExit) as ended:
        main(["learn", *plans, "--out", str(table)])
    assert ended.value.code == 0
    assert "2 plans" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["suggest", "新建学校2所", "--competence", str(table), "--format", "json"])
    (answer,) = json.loads(capsys.readouterr().out)
    assert answer["task"] == "新建学校2所"
    assert set(answer) == {"task", "suggestions", "supports"}
    first = answer["suggestions"][0]
    assert set(first) == {"organ", "label", "names", "probability", "because"}
    assert first["organ"] == "Education"


def test_tasks_are_read_a_line_each_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("新建学校2所\n\n加装电梯20部\n"))
    with pytest.raises(SystemExit):
        main(["suggest", "-", "-f", "json"])
    answers = json.loads(capsys.readouterr().out)
    assert [answer["task"] for answer in answers] == ["新建学校2所", "加装电梯20部"]


def test_each_kind_supports_or_not_by_itself_and_hardly_where_it_leads() -> None:
    text = "新建公办幼儿园3所。"
    leading, supporting = (
        default_competence().probabilities(text),
        default_competence().supporting(text),
    )
    assert all(0 <= supporting[kind] <= 1 - leading[kind] for kind in leading)


def test_who_supports_is_told_by_a_duty_of_another_that_it_typically_supports() -> None:
    ours, judge = typical_supports()["Finance"][0], default_competence()
    assert f"“{ours}”相近，财政局通常配合" in judge.because_supports(ours, "Finance").zh
    assert "从用词看" in judge.because_supports("", "Finance").zh


def test_words_that_tell_nothing_suggest_no_support_and_nobody_surely() -> None:
    plan, _ = understood(SAMPLES / "yunxi-2025" / "plan.docx")
    for text in ("", "123", "asdf", "的", "s"):
        assert max(default_competence().probabilities(text).values()) < 0.15
        assert supports(text, default_competence()) == []
        assert supports(text, default_competence(), plan) == []


def test_who_surely_leads_is_not_suggested_to_support() -> None:
    plan, _ = understood(SAMPLES / "yunxi-2025" / "plan.docx")
    text = "新建公办幼儿园3所。"
    (lead, *_) = suggestions(text, default_competence(), plan)
    supporting = {each.names[0] for each in supports(text, default_competence(), plan)}
    assert lead.probability > 0.95
    assert lead.names[0] not in supporting


def test_suggested_supports_are_likely_and_those_of_a_plan_its_units() -> None:
    text = "改造老旧小区12个，同步改造燃气、供水管网，加装电梯。"
    found = supports(text, default_competence())
    chances = [each.probability for each in found]
    assert found
    assert chances == sorted(chances, reverse=True)
    assert min(chances) >= LEAST
    plan, _ = understood(SAMPLES / "yunxi-2025" / "plan.docx")
    names = {agent.name for agent in plan.agents if agent.kind is AgentKind.UNIT}
    of_plan = supports(text, default_competence(), plan)
    assert of_plan
    assert all(each.names[0] in names for each in of_plan)


def test_units_of_one_kind_may_all_support() -> None:
    text = "各街道配合做好老旧小区改造群众工作。"
    plan, _ = understood(SAMPLES / "yunxi-2025" / "plan.docx")
    streets = {
        a.name
        for a in plan.agents
        if a.kind is AgentKind.UNIT and current_kinds(a) == {"SubdistrictOffice"}
    }
    found = {s.names[0]: s.probability for s in supports(text, default_competence(), plan, 99)}
    assert len(streets) > 1
    assert streets <= found.keys()
    chance = default_competence().inclined(text)["SubdistrictOffice"]
    assert all(found[name] == pytest.approx(chance, rel=0.2) for name in streets)


def test_without_fitted_weights_supports_are_told_by_typical_ones_alone() -> None:
    judge = Competence({}, Features(duties=1, learned=0, prior=0))
    inclined = judge.inclined("新建改扩建中小学校和幼儿园")
    signs = judge.signs("新建改扩建中小学校和幼儿园")
    by_sign = sorted(signs, key=lambda kind: signs[kind].supports)
    assert [inclined[kind] for kind in by_sign] == sorted(inclined.values())
