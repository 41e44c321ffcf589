"""The sample plans: one table a year, and every format and layout written from it."""

import re
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pdfplumber
import pytest
from bs4 import BeautifulSoup
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from scripts.make_samples import MADE, SAMPLES
from scripts.samples import CARRIES, LAYOUTS, SamplePlan, SampleTask, load, written

YEARS: Final = (2023, 2024, 2025)
FILES: Final = [(year, layout) for year, layouts in MADE.items() for layout in layouts]
HEADER: Final = [
    "序号",
    "目标名称",
    "工作标准",
    "区政府分管领导",
    "牵头单位",
    "配合单位",
    "完成时限",
]


def table(year: int) -> SamplePlan:
    return load(SAMPLES / f"yunxi-{year}" / "plan.csv")


def committed(year: int, layout: str) -> Path:
    return SAMPLES / f"yunxi-{year}" / LAYOUTS[layout].file_name


def content(path: str, packed: bytes) -> object:
    """What a file shows, without what a writer's version may put around it."""
    if path.endswith(".docx"):
        with ZipFile(BytesIO(packed)) as archive:
            return archive.read("word/document.xml").decode()
    if path.endswith(".xlsx"):
        return [
            (sheet.title, list(sheet.values), sorted(map(str, sheet.merged_cells.ranges)))
            for sheet in load_workbook(BytesIO(packed))
        ]
    if path.endswith(".pdf"):
        with pdfplumber.open(BytesIO(packed)) as pdf:
            return [page.extract_text() for page in pdf.pages]
    return packed.decode()


# --- the tables -----------------------------------------------------------------


@pytest.mark.parametrize("year", YEARS)
def test_every_task_of_a_table_has_a_leader_and_a_lead(year: int) -> None:
    tasks = table(year).tasks
    assert 70 <= len(tasks) <= 100
    for task in tasks:
        assert task.supervises, task.text
        assert task.leads, task.text
        units = task.leads + task.supports
        assert len(set(units)) == len(units), task.text


@pytest.mark.parametrize("year", YEARS)
def test_tasks_of_the_first_attachment_are_numbered_through_and_others_not_at_all(
    year: int,
) -> None:
    (_, main), (_, livelihood) = table(year).attachments()
    assert [task.number for task in main] == [str(place + 1) for place in range(len(main))]
    assert {task.number for task in livelihood} == {""}
    assert len({task.goal for task in livelihood}) == 10


def test_units_are_reorganised_from_year_to_year() -> None:
    units = {
        year: {name for task in table(year).tasks for name in task.leads + task.supports}
        for year in YEARS
    }
    assert {"区经信局", "区卫计委", "高新区", "云岭镇"} <= units[2023]
    assert {"区工信局", "区卫健局", "区大数据局", "高新区(云岭镇)"} <= units[2024] - units[2023]
    assert {"区数据局"} <= units[2025] - units[2024]
    assert "区大数据局" not in units[2025]


# --- the files ------------------------------------------------------------------


@pytest.mark.parametrize(("year", "layout"), FILES)
def test_the_files_are_those_that_the_tables_give(year: int, layout: str) -> None:
    path = committed(year, layout)
    again = written(table(year), layout)
    assert content(path.name, again) == content(path.name, path.read_bytes())


@pytest.mark.parametrize(("year", "layout"), FILES)
def test_every_file_says_that_it_is_fictional(year: int, layout: str) -> None:
    path = committed(year, layout)
    assert "虚构" in str(content(path.name, path.read_bytes()))


@pytest.mark.parametrize("layout", ["docx", "xlsx"])
def test_office_files_do_not_depend_on_the_time_of_writing(layout: str) -> None:
    with ZipFile(BytesIO(written(table(2025), layout))) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        about = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", about)) == {"2025-03-01T00:00:00Z"}


def test_a_pdf_does_not_depend_on_the_time_of_writing() -> None:
    with pdfplumber.open(BytesIO(written(table(2025), "pdf"))) as pdf:
        assert pdf.metadata["CreationDate"].startswith("D:20000101")


def test_the_samples_are_small() -> None:
    sizes = [path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file()]
    assert sum(sizes) < 1_500_000


# --- tables with merged cells ---------------------------------------------------


def test_a_word_table_merges_goals_leaders_and_leads_and_repeats_its_header() -> None:
    document = Document(str(committed(2025, "docx")))
    main, livelihood = document.tables
    assert [cell.text for cell in main.rows[0].cells] == HEADER
    assert [cell.text for cell in main.rows[11].cells] == [
        "2",
        "聚力产业强区，加快构建特色鲜明的现代化产业体系",
        *["做强先进制造业"] * 5,
    ]
    assert [cell.text for cell in main.rows[14].cells] == [
        "2",
        "聚力产业强区，加快构建特色鲜明的现代化产业体系",
        (
            "(13)培优扶强企业梯队，新增规上工业企业40家、国家专精特新“小巨人”企业4家，"
            "创成省级智能工厂（车间）5家，营收超百亿元企业实现零的突破。"
        ),
        "副区长甲",
        "区工信局",
        "区财政局\n区科技局\n云溪税务局",
        "",
    ]
    assert livelihood.rows[1].cells[1].text == "就业帮扶工程"

    rows = [list(row.iter(qn("w:tc"))) for row in document.element.body.iter(qn("w:tr"))]
    continued = [cell.find(f".//{qn('w:vMerge')}") is not None for cell in rows[14]]
    assert continued == [True, True, False, True, True, False, False]
    assert [len(list(each.iter(qn("w:tblHeader")))) for each in document.element.body] == [
        1 if each.tag == qn("w:tbl") else 0 for each in document.element.body
    ]


def test_an_excel_sheet_merges_goals_leaders_and_leads() -> None:
    workbook = load_workbook(committed(2025, "xlsx"))
    assert workbook.sheetnames == ["附件1", "附件2"]
    sheet = workbook["附件1"]
    assert sheet["A1"].value == "2025年《政府工作报告》主要目标任务责任分解表"
    assert [cell.value for cell in sheet[3]] == HEADER
    assert sheet["F4"].value == "区统计局\n经开区\n高新区(云岭镇)\n各镇(街道)"
    merged = {str(cells) for cells in sheet.merged_cells.ranges}
    assert {"B4:B13", "D4:D5", "C14:G14", "D16:D17", "E16:E17"} <= merged
    assert not [cells for cells in merged if cells.startswith(("F", "G"))]


def test_a_web_page_spans_rows_and_columns() -> None:
    page = BeautifulSoup(committed(2025, "html").read_bytes(), "html.parser")
    main, livelihood = page.find_all("table")
    assert [cell.get_text() for cell in main.find_all("th")] == HEADER
    first = main.find_all("tr")[1].find_all("td")
    assert [cell.get("rowspan") for cell in first] == ["10", "10", None, "2", None, None, None]
    subgoal = main.find_all("tr")[11].find_all("td")[2]
    assert (subgoal.get_text(), subgoal.get("colspan")) == ("做强先进制造业", "5")
    assert livelihood.find_all("th")[1].get_text() == "项目名称"


def test_a_pdf_repeats_the_header_and_leaves_a_merged_cell_empty_after_a_page_break() -> None:
    with pdfplumber.open(committed(2025, "pdf")) as pdf:
        tables = [page.extract_tables()[0] for page in pdf.pages[1:]]
    assert len(tables) > 8
    assert all(rows[0][3:] == HEADER[3:] for rows in tables)
    assert tables[2][1][:2] == ["", ""]
    shown = [str(row[2]).replace("\n", "") for rows in tables for row in rows[1:]]
    printed = [
        f"({task.number}){task.text}" if task.number else task.text for task in table(2025).tasks
    ]
    assert [text for text in shown if text in printed] == printed


# --- layouts in plain text ------------------------------------------------------

LOW_FLIGHT: Final = (
    "推动高新区“一区两园”联动发展，低空飞行服务站建成投用，集聚低空经济企业20家以上。"
)


@pytest.mark.parametrize(
    ("layout", "lines"),
    [
        (
            "role-lines",
            [
                f"16．{LOW_FLIGHT}",
                "牵头领导：副区长甲",
                "牵头单位：高新区(云岭镇)",
                "责任单位：区科技局、区交通运输局、云溪公安分局",
                "完成时限：6月底前",
            ],
        ),
        (
            "bracket-labels",
            [
                (
                    f"(16){LOW_FLIGHT}[牵头单位:高新区(云岭镇);"
                    "责任单位:区科技局、区交通运输局、云溪公安分局,6月底前]"
                )
            ],
        ),
        (
            "bracket-verbs",
            [f"16、{LOW_FLIGHT}〔高新区(云岭镇)牵头，区科技局、区交通运输局、云溪公安分局配合〕"],
        ),
        (
            "pipe-table",
            [
                (
                    f"|  |  | (16){LOW_FLIGHT} | 副区长甲 | 高新区(云岭镇) "
                    "| 区科技局、区交通运输局、云溪公安分局 | 6月底前 |"
                )
            ],
        ),
        (
            "leader-headings",
            [
                f"16.{LOW_FLIGHT}",
                "牵头单位:高新区(云岭镇)",
                "责任单位:区科技局、区交通运输局、云溪公安分局",
                "完成时限:6月底前",
            ],
        ),
        (
            "cells-in-lines",
            [
                f"(16){LOW_FLIGHT}",
                "副区长甲",
                "高新区(云岭镇)",
                "区科技局、区交通运输局、云溪公安分局",
                "6月底前",
            ],
        ),
        # Of the row's cells only those lines are left that had not occurred before.
        ("repeats-dropped", [f"(16){LOW_FLIGHT}", "云溪公安分局", "6月底前"]),
        (
            "csv",
            [
                (
                    f"2,聚力产业强区，加快构建特色鲜明的现代化产业体系,(16){LOW_FLIGHT},副区长甲,"
                    "高新区(云岭镇),区科技局、区交通运输局、云溪公安分局,6月底前"
                )
            ],
        ),
    ],
)
def test_one_task_in_each_layout(layout: str, lines: list[str]) -> None:
    shown = committed(2025, layout).read_text(encoding="utf-8").splitlines()
    place = next(place for place, line in enumerate(shown) if LOW_FLIGHT in line)
    assert shown[place : place + len(lines)] == lines


def test_leader_headings_count_their_tasks() -> None:
    lines = committed(2025, "leader-headings").read_text(encoding="utf-8").splitlines()
    assert "一、常务副区长负责的重点工作(共11项)" in lines
    assert "十三、副区长戊负责的重点工作(共3项)" in lines


def test_in_the_damaged_copy_no_line_occurs_twice_and_no_task_is_lost() -> None:
    text = committed(2025, "repeats-dropped").read_text(encoding="utf-8")
    lines = text.splitlines()
    assert len(set(lines)) == len(lines)
    assert all(task.text in text for task in table(2025).tasks)


# --- what a layout can carry ----------------------------------------------------


def test_layouts_say_which_columns_they_do_not_carry() -> None:
    everything = CARRIES["docx"]
    assert "supervises" in everything
    missing = {name: everything - carried for name, carried in CARRIES.items()}
    assert {name: columns for name, columns in missing.items() if columns} == {
        "bracket-labels": {"supervises"},
        "bracket-verbs": {"supervises", "deadline"},
        "first-leads": {"supervises", "deadline"},
        "spaced-rows": {"goal_number", "goal", "subgoal"},
        "lead-first": {"goal_number", "goal", "subgoal"},
        "lead-headings": {"goal_number", "goal", "subgoal"},
        "leader-headings": {"goal_number", "goal", "subgoal"},
        "repeats-dropped": {"goal_number", "supervises", "leads", "supports", "deadline"},
    }


@pytest.mark.parametrize("layout", list(LAYOUTS))
def test_any_plan_can_be_written(layout: str) -> None:
    task = SampleTask(
        attachment="1",
        goal_number="1",
        goal="目标<一>",
        subgoal="",
        number="1",
        text="由企业牵头（区工信局配合）建成园区2-3个；力争“翻番”。",
        supervises=("区长", "副区长甲"),
        leads=("区发改局",),
        supports=(),
        deadline="",
    )
    packed = written(SamplePlan(2030, (task,)), layout)
    shown = str(content(LAYOUTS[layout].file_name, packed))
    assert "2030年《政府工作报告》主要目标任务责任分解表" in shown
    assert "民生实事项目责任分解表" not in shown
    assert "由企业牵头（区工信局配合）建成园区2-3个；力争“翻番”。" in shown
