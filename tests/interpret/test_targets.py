"""What the words of a task are to reach: figures, degrees, and numbers that are neither."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remit.interpret.targets import Found, recognise
from remit.interpret.targets.indicators import indicator, key_of
from remit.model import Change, Comparator

C = Comparator


def only(text: str) -> Found:
    (found,) = recognise(text)
    return found


@pytest.mark.parametrize(
    ("text", "words", "comparator", "value", "unit"),
    [
        ("全区总产值增长6%左右。", "增长6%左右", C.ABOUT, "6", "%"),
        ("全区总产值增长６％左右。", "增长６％左右", C.ABOUT, "6", "%"),
        ("入库瞪羚企业超320家。", "超320家", C.MORE_THAN, "320", "家"),
        ("举办供需对接会不少于7场。", "不少于7场", C.AT_LEAST, "7", "场"),
        ("提供见习岗位2500个以上。", "2500个以上", C.AT_LEAST, "2500", "个"),
        ("主导产业产值占比达58%。", "达58%", C.AT_LEAST, "58", "%"),
        ("城镇登记失业率控制在4.5%以内。", "控制在4.5%以内", C.AT_MOST, "4.5", "%"),
        ("管网漏损率降至9%。", "降至9%", C.AT_MOST, "9", "%"),
        ("综合排名力争进入全省前15名。", "前15名", C.AT_MOST, "15", "名"),
        ("纺织产业产值突破百亿。", "突破百亿", C.MORE_THAN, "10000000000", None),
        ("软件业收入实现两位数增长。", "两位数增长", C.AT_LEAST, "10", "%"),
        ("改造公厕18座。", "18座", C.EQUAL, "18", "座"),
        ("建成保障性住房150套(间)。", "150套(间)", C.EQUAL, "150", "套(间)"),
        (
            "细颗粒物浓度控制在30微克/立方米以内。",
            "控制在30微克/立方米以内",
            C.AT_MOST,
            "30",
            "微克/立方米",
        ),
        ("投资增长百分之八。", "增长百分之八", C.EQUAL, "8", "%"),
        ("新建两座公园。", "两座", C.EQUAL, "2", "座"),
    ],
)
def test_a_figure_is_read_with_its_comparator_and_unit(
    text: str, words: str, comparator: Comparator, value: str, unit: str | None
) -> None:
    found = only(text)

    assert text[found.start : found.end] == words
    assert (found.comparator, found.value, found.unit) == (comparator, Decimal(value), unit)


def test_a_range_has_two_ends() -> None:
    found = only("布局试点2-3个。")

    assert (found.comparator, found.value, found.upper) == (C.BETWEEN, Decimal(2), Decimal(3))


def test_the_scale_is_multiplied_in_and_kept_as_printed() -> None:
    found = only("为1.9万名高龄老人提供上门服务。")

    assert (found.value, found.multiplier, found.unit) == (Decimal(19000), "万", "名")


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("制造业投资增长8%。", Change.INCREASE),
        ("单位能耗下降2.5%。", Change.DECREASE),
        ("压减一般性支出5%以上。", Change.DECREASE),
        ("外贸占比提高2个百分点。", Change.INCREASE),
        ("外贸占比达到40%。", Change.LEVEL),
        ("满意率98%以上。", Change.LEVEL),
        ("新增学位500个。", Change.DELIVERED),
        ("优化提升2处路口的通行组织。", Change.DELIVERED),
    ],
)
def test_a_change_a_level_and_an_amount_are_kept_apart(text: str, change: Change) -> None:
    assert only(text).change is change


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("新建、改建道路20条，新增里程10公里。", ["新建、改建道路", "新增里程"]),
        ("推进柳湾地块等5个危旧房治理。", ["危旧房治理"]),
        ("完成80个小区物业导入。", ["小区物业导入"]),
        ("力争新增省、市重大项目3个、7个。", ["新增省重大项目", "新增市重大项目"]),
        ("事故起数和死亡人数分别下降10%和8%。", ["事故起数", "死亡人数"]),
        ("开展30个“暖阳”班点和8个爱心班。", ["“暖阳”班点", "爱心班"]),
        ("地区生产总值增长5%，总量突破900亿元。", ["地区生产总值", "地区生产总值总量"]),
        ("50%中小企业实现转型。", ["中小企业实现转型"]),
        ("改造公厕22座（不含户厕）。", ["改造公厕"]),
        ("青柳、白渡2个安置房项目竣工。", ["安置房项目竣工"]),
    ],
)
def test_a_measure_stands_before_its_figure_or_behind_it(text: str, measures: list[str]) -> None:
    assert [found.measure for found in recognise(text)] == measures


def test_a_list_with_one_verb_decreases_throughout() -> None:
    found = recognise("火灾起数、伤亡人数分别下降10%和8%。")

    assert [each.change for each in found] == [Change.DECREASE] * 2


@pytest.mark.parametrize(
    ("text", "ambition"),
    [("力争签约率达95%。", "力争"), ("签约率力争达95%。", "力争"), ("签约率达95%。", None)],
)
def test_the_word_of_ambition_is_kept(text: str, ambition: str | None) -> None:
    assert only(text).ambition == ambition


@pytest.mark.parametrize(
    "text",
    [
        "实施“亩产提效2.0”版。",
        "加速“柳湾”2.0集居点建设。",
        "培育“1+3”产业体系。",
        "在完成首批4个试点基础上总结经验。",
        "抓好1200多家企业监管。",
        "开展65-79周岁老人体检。",
        "摸排柳湾小学等14所学校的供需实际。",
        "落实〔2025〕3号文件。",
        "办好12345热线。",
        "深入实施三年行动，做优三大产业，帮助五类困难人员。",
        "2025年全面完成。",
        "4月23日举办读书节。",
        "打造15分钟生活圈，推广5G应用，创建3A级景区。",
        "推动总投资5亿元的智造园建设。",
        "储备一批重大项目。",
        "PM2.5治理取得成效。",
    ],
)
def test_a_number_that_sets_nothing_is_no_target(text: str) -> None:
    assert recognise(text) == []


@pytest.mark.parametrize(
    ("text", "count", "measure"),
    [
        ("引进超亿元产业项目10个。", 10, "引进超亿元产业项目"),
        ("收入50万元以上的村占比超90%。", 90, "收入50万元以上的村占比"),
        ("为600名65岁以上老人体检。", 600, "65岁以上老人体检"),
    ],
)
def test_a_number_that_describes_is_part_of_the_measure(
    text: str, count: int, measure: str
) -> None:
    assert (only(text).value, only(text).measure) == (Decimal(count), measure)


@pytest.mark.parametrize(
    ("text", "words", "reference"),
    [
        ("居民收入与经济增长同步。", "与经济增长同步", "经济增长"),
        ("实际使用外资完成市下达任务。", "完成市下达任务", "市下达任务"),
        ("优良天数比率高于全市平均。", "高于全市平均", "全市平均"),
        ("大气质量达到国家二级标准。", "达到国家二级标准", "国家二级标准"),
        ("债务规模控制在合理区间。", "控制在合理区间", "合理区间"),
        ("进出口总额稳中提质。", "稳中提质", "稳中提质"),
    ],
)
def test_a_target_may_be_set_against_something_else(text: str, words: str, reference: str) -> None:
    found = only(text)

    assert text[found.start : found.end] == words
    assert (found.value, found.reference) == (None, reference)


@pytest.mark.parametrize(
    ("text", "measure", "value", "unit"),
    [
        ("药店检查全覆盖。", "药店检查", 100, "%"),
        ("残疾人补贴应补尽补。", "残疾人补贴", 100, "%"),
        ("零就业家庭动态清零。", "零就业家庭", 0, None),
        ("动态清零隐患。", "隐患", 0, None),
        ("守住不发生较大事故底线。", "较大事故底线", 0, None),
        ("合同成交额翻番。", "合同成交额", 100, "%"),
        ("百亿元企业实现零的突破。", "百亿元企业", 0, None),
    ],
)
def test_words_for_all_and_none_are_numbers(
    text: str, measure: str, value: int, unit: str | None
) -> None:
    found = only(text)

    assert (found.measure, found.value, found.unit) == (measure, Decimal(value), unit)


@pytest.mark.parametrize(
    "measures",
    [
        ("新建、改建公厕", "公厕新改扩建", "公厕建设", "改造公厕"),
        ("既有住宅加装电梯", "既有住宅电梯加装", "完成既有住宅电梯加装"),
        ("地区生产总值", "地区生产总值总量", "全区地区生产总值"),
        ("增加学位", "新增学位"),
        ("完成老旧小区改造", "老旧小区改造"),
    ],
)
def test_one_thing_measured_is_one_indicator(measures: tuple[str, ...]) -> None:
    assert len({indicator(measure) for measure in measures}) == 1


def test_things_that_differ_are_different_indicators() -> None:
    names = {indicator(m) for m in ("引进人才", "服务人才", "保障性租赁住房", "高标准农田", "农田")}

    assert len(names) == 5


SIGNS = "增长超达不于第前约至新建家个%万亿十百.,，。、；：和等为的“”《》（）()2019年月底A\n "
WORDS = ["同步", "完成市下达任务", "全覆盖", "不少于", "分别", "2-3个", "1.9万名", "力争"]
PIECES = st.sampled_from([*SIGNS, *WORDS])


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=80))
def test_any_text_is_read_and_no_two_targets_overlap(text: str) -> None:
    found = recognise(text)

    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(each.measure and each.indicator and key_of(each.indicator) for each in found)
    assert all(each.value is not None or each.reference for each in found)
