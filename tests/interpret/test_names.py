"""Places and projects in the words of a task, by the shape of their names. All are made up."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remit.interpret.names import names
from remit.interpret.targets import recognise
from remit.model import NameKind as Kind


def found(text: str, own: tuple[str, ...] = ()) -> list[tuple[str, Kind]]:
    return [(text[name.start : name.end], name.kind) for name in names(text, own=own)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("推进青柳巷改善提质。", "青柳巷", Kind.STREET),
        ("优化白渡北路交通组织。", "白渡北路", Kind.ROAD),
        ("以鹭湖大道为轴线拓展空间。", "鹭湖大道", Kind.ROAD),
        ("提升人民路沿线环境。", "人民路", Kind.ROAD),
        ("完善建设路照明。", "建设路", Kind.ROAD),
        ("畅通和平路与外界联系。", "和平路", Kind.ROAD),
        ("加快S268建设前期。", "S268", Kind.ROAD),
        ("巩固太湖水质。", "太湖", Kind.WATER),
        ("以沙柳河为廊道。", "沙柳河", Kind.WATER),
        ("用好白鹭洲湿地公园资源。", "白鹭洲湿地公园", Kind.PARK),
        ("推动鼎盛大厦发展楼宇经济。", "鼎盛大厦", Kind.SITE),
        ("支持中瑞(云岭)数字经济产业园做强。", "中瑞(云岭)数字经济产业园", Kind.SITE),
        ("推动青柳街道融入片区。", "青柳街道", Kind.AREA),
        ("做强经开区。", "经开区", Kind.AREA),
        ("启用鸣鹿巷幼儿园。", "鸣鹿巷幼儿园", Kind.INSTITUTION),
        ("用好区老年大学资源。", "区老年大学", Kind.INSTITUTION),
        ("建成“医康育”服务中心。", "“医康育”服务中心", Kind.INSTITUTION),
        ("谋划青柳街“泰和里”业态。", "泰和里", Kind.SITE),
        ("支持云岭集团做大。", "云岭集团", Kind.COMPANY),
        ("整治扁担河。", "扁担河", Kind.WATER),
        ("贯通青柳绿道。", "青柳绿道", Kind.ROAD),
        ("完成人民中路改造。", "人民中路", Kind.ROAD),
        ("拓宽三环路。", "三环路", Kind.ROAD),
        ("改造海岭批发市场。", "海岭批发市场", Kind.SITE),
        ("组建新能源汽车研究院。", "新能源汽车研究院", Kind.INSTITUTION),
        ("开通地铁3号线。", "地铁3号线", Kind.ROAD),
        ("对接广州、苏州产业。", "广州", Kind.AREA),
    ],
)
def test_a_name_ends_in_what_it_names(text: str, name: str, kind: Kind) -> None:
    assert (name, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "新建口袋公园6个，改造农村公路20公里。",
        "建设便民服务中心，发展农贸市场。",
        "理清思路，找准出路，拓宽销售渠道。",
        "推动乡村振兴，送戏下乡，加强社区治理。",
        "深化“两路两河”，强化“两大市场”。",
        "提高政府公信力，开拓国际市场。",
        "建设省级开发区，培育省级示范基地。",
        "开展专项行动，推进重点项目，以实际行动抓好落实。",
        "坚持以人民为中心。",
        "打通断头路4条，扩大学位供给。",
        "建成安全主题公园1座。",
        "深化改革开放。",
        "对接“一带一路”建设。",
        "改造背街后巷，提升普通高中办学水平。",
        "100个贫困村通客车，管理路段115条。",
        "公办幼儿园在园幼儿占比提高。",
        "除险加固病险水库，改造城镇老旧小区。",
        "每个社区设立微型消防站。",
        "完善县级公立综合医院。",
        "实施重点项目，推进重大工程建设。",
        "实施安居工程20个，推进5个城市更新项目。",
    ],
)
def test_common_words_name_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "members", "kind"),
    [
        ("推动嘉禾国贸、鼎盛大厦等发展。", ["嘉禾国贸", "鼎盛大厦"], Kind.SITE),
        ("加快宏远电气、白渡湾等一批重点项目建设。", ["宏远电气", "白渡湾"], Kind.CONSTRUCTION),
        ("支持远航院、鼎巨电子等本土企业。", ["远航院", "鼎巨电子"], Kind.COMPANY),
        ("推进青柳、白渡2个地块改造。", ["青柳", "白渡"], Kind.SITE),
    ],
)
def test_a_list_says_what_its_members_are(text: str, members: list[str], kind: Kind) -> None:
    assert found(text) == [(member, kind) for member in members]


def test_what_stands_in_a_row_with_a_place_is_a_place() -> None:
    assert found("对石虎关、小柳、白渡立交沿线亮化。") == [
        ("石虎关", Kind.ROAD),
        ("小柳", Kind.ROAD),
        ("白渡立交", Kind.ROAD),
    ]


@pytest.mark.parametrize(
    ("text", "project", "place"),
    [
        ("加快鹭湖大道西延建设。", "鹭湖大道西延建设", "鹭湖大道"),
        ("鹭湖大道二期按期竣工。", "鹭湖大道二期", "鹭湖大道"),
        ("白渡人民医院新建项目主体施工。", "白渡人民医院新建项目", "白渡人民医院"),
        ("启动沙柳河航道整治。", "沙柳河航道整治", "沙柳河"),
        ("推动云岭市场改造提升，实现协同。", "云岭市场改造提升", "云岭市场"),
    ],
)
def test_works_on_a_place_are_a_project_and_the_place_keeps_its_name(
    text: str, project: str, place: str
) -> None:
    assert [name for name, _ in found(text)] == [project, place]
    assert found(text)[0][1] is Kind.CONSTRUCTION


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("实施“常有善治”工程。", "“常有善治”工程", Kind.PROGRAMME),
        ("推进“全民急救提升工程”。", "全民急救提升工程", Kind.PROGRAMME),
        ("开展“暖阳”陪护服务，", "“暖阳”陪护服务", Kind.PROGRAMME),
        ("开展“绿茵”行动。", "“绿茵”行动", Kind.CAMPAIGN),
        ("推进“智转数改”，促进转型。", "智转数改", Kind.CAMPAIGN),
        ("以治水攻坚三年行动计划为主线。", "治水攻坚三年行动计划", Kind.CAMPAIGN),
        ("深化国企改革，防范风险。", "国企改革", Kind.CAMPAIGN),
        ("深化基层医疗“一体化”改革。", "基层医疗“一体化”改革", Kind.CAMPAIGN),
        ("全面开展危险废物专项整治工作。", "危险废物专项整治", Kind.CAMPAIGN),
        ("争创国家节水型示范区。", "国家节水型示范区", Kind.CAMPAIGN),
        ("布局影像数据协同创新中心。", "影像数据协同创新中心", Kind.PLATFORM),
        ("建设“身边健康小站”。", "身边健康小站", Kind.PLATFORM),
        ("实施全民急救提升工程，惠及居民。", "全民急救提升工程", Kind.PROGRAMME),
        ("深入实施全民参保计划。", "全民参保计划", Kind.PROGRAMME),
        ("推进城镇保障性安居工程建设。", "城镇保障性安居工程", Kind.PROGRAMME),
        ("青年人才开发项目。3年内引进人才。", "青年人才开发项目", Kind.PROGRAMME),
        ("实施生活燃煤清洁化治理。", "生活燃煤清洁化治理", Kind.CAMPAIGN),
        ("续建地铁8号线二期。", "地铁8号线二期", Kind.CONSTRUCTION),
        ("打造“一刻钟便民圈”。", "一刻钟便民圈", Kind.PLATFORM),
    ],
)
def test_a_project_may_be_a_campaign_a_programme_or_a_platform(
    text: str, name: str, kind: Kind
) -> None:
    assert found(text) == [(name, kind)]


def test_what_is_counted_is_a_kind_of_thing_and_no_name() -> None:
    assert found("新建“身边健康小站”3个，开展12个“绿茵”行动。") == []


def test_the_plans_own_area_is_no_place_in_its_words() -> None:
    assert found("讲好山楼故事，建设平安山楼。", own=("山楼",)) == [("平安山楼", Kind.CAMPAIGN)]


SIGNS = "和平建设路大道河街等、，。“”()（）一二期12个项目工程市场中心推进为的区公司改革行动\n "
WORDS = ["青柳", "鹭湖大道", "等项目", "“暖阳”", "专项整治", "人民医院", "争创国家", "二期"]


@given(
    st.lists(st.sampled_from([*SIGNS, *WORDS]), max_size=50).map("".join) | st.text(max_size=60),
    st.sampled_from([(), ("山楼",), ("(",)]),
)
def test_any_text_is_read(text: str, own: tuple[str, ...]) -> None:
    named = names(text, own=own)

    assert all(0 <= name.start < name.end <= len(text) for name in named)
    for of_place in (True, False):
        kept = [name for name in named if name.kind.is_place is of_place]
        assert all(a.end <= b.start for a, b in zip(kept, kept[1:], strict=False))  # noqa: RUF007


@pytest.mark.parametrize(
    "piece", ["1个", "路、", "“新家巷”", "专项整治", "行动", "等2个项目", "(", "与经济同步", "建设"]
)
def test_reading_takes_time_in_step_with_the_text(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        spent = []
        for _ in range(3):  # the least of three: what else the machine does is not ours
            began = time.process_time()
            names(text)
            recognise(text)
            spent.append(time.process_time() - began)
        return min(spent)

    assert seconds(8_000) < 0.1 + 12 * seconds(2_000)  # 4 times the text; 16 would be quadratic
