"""Other plans of the same family: other names, other breaks, nothing dropped."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from remit.errors import UnreadableSource
from remit.model import Document
from remit.read import read

ReadText: TypeAlias = Callable[[str], Document]

HEADER = "序号\n目标名称\n工作标准\n分管领导\n牵头单位\n配合单位\n"


@pytest.fixture
def read_text(tmp_path: Path) -> ReadText:
    def reading(text: str) -> Document:
        path = tmp_path / "plan.txt"
        path.write_text(text, encoding="utf-8", newline="")
        return read(path)[0]

    return reading


def cells(document: Document, row: int = 0) -> list[str]:
    return [cell.name for cell in document.sections[0].rows[row].cells]


def test_units_need_no_level_prefix(read_text: ReadText) -> None:
    document = read_text(HEADER + "1\n经济发展\n(1)增长5%。\n王旭锋\n发改局\n财政局\n统计局\n")
    assert cells(document) == ["王旭锋", "发改局", "财政局", "统计局"]


def test_a_name_may_be_broken_before_its_bracket(read_text: ReadText) -> None:
    document = read_text(HEADER + "1\n经济发展\n(1)增长5%。\n王旭锋\n高新园\n(邹区镇)\n财政局\n")
    assert cells(document) == ["王旭锋", "高新园(邹区镇)", "财政局"]
    assert document.sections[0].rows[0].cells[1].passage.exact == "高新园\n(邹区镇)"


def test_a_name_may_be_broken_within_its_bracket(read_text: ReadText) -> None:
    document = read_text(HEADER + "1\n经济发展\n(1)增长5%。\n高新园(邹区\n镇)\n财政局\n")
    assert cells(document) == ["高新园(邹区镇)", "财政局"]


@pytest.mark.parametrize("separator", ["、", ",", "，", ";", "；", " ", "　"])
def test_several_units_may_share_a_line(read_text: ReadText, separator: str) -> None:
    line = separator.join(["区发改局", "区应急管理局(安委办)", "各街道"])
    document = read_text(HEADER + f"1\n经济发展\n(1)增长5%。\n王旭锋\n{line}\n")
    assert cells(document) == ["王旭锋", "区发改局", "区应急管理局(安委办)", "各街道"]


def test_separators_inside_brackets_split_nothing(read_text: ReadText) -> None:
    document = read_text(HEADER + "1\n经济发展\n(1)增长5%。\n各镇(街道、园区)单位、区财政局\n")
    assert cells(document) == ["各镇(街道、园区)单位", "区财政局"]


def test_full_width_marks_are_read_like_half_width_ones(read_text: ReadText) -> None:
    document = read_text(
        "各街道、区各单位：\n" + HEADER + "１\n经济发展\n（１）增长5％。\n区应急局（安委办）\n"
    )
    assert document.notice.recipients == "各街道、区各单位"
    assert document.sections[0].rows[0].number == "１".translate({0xFF11: "1"})
    assert cells(document) == ["区应急局（安委办）"]


def test_a_row_with_repeats_is_no_damaged_copy(read_text: ReadText) -> None:
    document = read_text(
        HEADER + "1\n经济发展\n(1)增长5%。\n王旭锋\n区发改局\n(2)增长6%。\n王旭锋\n区发改局\n"
    )
    assert not document.repeats_dropped
    assert cells(document, 0) == cells(document, 1)


def test_a_task_may_go_on_over_lines(read_text: ReadText) -> None:
    document = read_text(HEADER + "1\n经济发展\n(1)提速大观楼建设,\n加快航仪厂焕新。\n区发改局\n")
    assert document.sections[0].rows[0].text == "提速大观楼建设,加快航仪厂焕新。"
    assert cells(document) == ["区发改局"]


def test_the_header_may_stand_again_at_the_top_of_a_page(read_text: ReadText) -> None:
    document = read_text(
        HEADER + "1\n经济发展\n(1)增长5%。\n区发改局\n" + HEADER + "(2)增长6%。\n区财政局\n"
    )
    assert [row.number for row in document.sections[0].rows] == ["1", "2"]
    assert cells(document, 0) == ["区发改局"]


def test_a_line_that_is_no_name_is_reported_and_never_made_a_unit(read_text: ReadText) -> None:
    document = read_text(
        HEADER + "1\n经济发展\n(1)增长5%。\n区发改局\n持续推进中\n区财政局\n(2)增长6%。\n区住建局\n"
    )
    assert cells(document, 0) == ["区发改局", "区财政局"]
    assert [(p.line, p.exact) for p in document.unread] == [(11, "持续推进中")]


def test_the_notice_has_its_own_title_and_a_date_in_chinese_numerals(read_text: ReadText) -> None:
    document = read_text(
        "云溪区人民政府关于印发\n2024年重点工作责任分解的通知\n各街道,区各单位:\n"
        "现印发给你们。\n云溪区人民政府办公室\n二〇二四年二月十一日\n"
        + HEADER
        + "1\n经济发展\n(1)增长5%。\n区发改局\n"
    )
    assert document.notice.title == "云溪区人民政府关于印发2024年重点工作责任分解的通知"
    assert document.notice.issuer == "云溪区人民政府办公室"
    assert str(document.notice.issued) == "2024-02-11"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_chinese_encoding_reads_the_same(
    seed_plan: Path, tmp_path: Path, encoding: str
) -> None:
    copy = tmp_path / "plan.txt"
    copy.write_bytes(seed_plan.read_text(encoding="utf-8").encode(encoding))
    document, text = read(copy)
    assert document.sections == read(seed_plan)[0].sections
    assert text == seed_plan.read_text(encoding="utf-8")


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_only_move_the_offsets(
    seed_plan: Path, tmp_path: Path, line_end: str
) -> None:
    copy = tmp_path / "plan.txt"
    copy.write_bytes(seed_plan.read_text(encoding="utf-8").replace("\n", line_end).encode())
    document, text = read(copy)
    cells = [cell for s in document.sections for row in s.rows for cell in row.cells]
    assert len(cells) == 58
    assert all(text[c.passage.start : c.passage.end] == c.passage.exact for c in cells)


def bad_inputs() -> dict[str, bytes | None]:
    return {
        "missing": None,
        "empty": b"",
        "blank": b" \n\n ",
        "binary": bytes(range(256)) * 40,
        "cut UTF-16": "责任分解表".encode("utf-16") + b"\x00",
        "a Word file": b"PK\x03\x04" + b"\x00" * 100,
        "nothing but ruling lines": b"|---|---|\n|---|---|\n",
        "nothing but pipes": b"|\n|\n||\n",
        "control characters": "第一行\n区发改局\x00\x01\n".encode(),
        "without a task": "各单位:\n现将有关事项通知如下。\n1. 加强领导。\n".encode(),
        "50 MB": "区发改局牵头。\n".encode() * 2_500_000,
    }


@pytest.mark.parametrize("name", bad_inputs())
def test_bad_input_gets_one_message_with_file_and_place(tmp_path: Path, name: str) -> None:
    path = tmp_path / "plan.txt"
    content = bad_inputs()[name]
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableSource) as caught:
        read(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert "；" in message  # what to do, in Chinese …
    assert " / " in message  # … and in English
    assert "\n" not in message


def test_a_folder_without_a_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="holds no plan file"):
        read(tmp_path)
