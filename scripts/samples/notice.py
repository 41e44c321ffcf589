"""What stands around the tables: the notice that issues them, and their titles."""

from typing import Final

from scripts.samples.table import SamplePlan

FICTION: Final = (
    "（虚构示例：本文中的临江市云溪区及其机构、职务、项目和数据均为虚构，"
    "与任何同名的地方和单位无关。）"
)
ISSUER: Final = "临江市云溪区人民政府"
_DAYS: Final = {2023: "2023年3月10日", 2024: "2024年3月8日", 2025: "2025年3月6日"}
_RECIPIENTS: Final = "经开区、高新区，各镇人民政府、各街道办事处，区各部门，区各直属单位："
_PREFACE: Final = (
    "{year}年《政府工作报告》和民生实事项目已经区人民代表大会审议通过。"
    "为便于各方对照落实，区政府把全年工作分解到人、到单位。分管领导负责统筹调度，"
    "牵头单位要拿出计划、管好进度，配合单位要主动认领、按时完成；"
    "请各牵头单位每季度末月25日前报送进展情况。"
)
_TITLES: Final = {
    "1": "{year}年《政府工作报告》主要目标任务责任分解表",
    "2": "{year}年民生实事项目责任分解表",
}


def attachment_title(plan: SamplePlan, number: str) -> str:
    """Return the title over the table of attachment `number`."""
    return _TITLES[number].format(year=plan.year)


def notice_title(plan: SamplePlan) -> str:
    """Return the title of the notice, which also says that it is fictional."""
    return (
        f"{ISSUER}关于印发{plan.year}年《政府工作报告》主要目标任务和民生实事项目"
        "责任分解方案的通知（虚构）"
    )


def notice_lines(plan: SamplePlan, legend: str = "") -> list[str]:
    """Return the notice, a paragraph an item, from its title to the publication mark.

    `legend` closes the preface: it says how the attachments are to be read.
    """
    titles = [f"{number}. {attachment_title(plan, number)}" for number, _ in plan.attachments()]
    return [
        notice_title(plan),
        FICTION,
        _RECIPIENTS,
        _PREFACE.format(year=plan.year) + legend,
        *(f"附件：{title}" if place == 0 else title for place, title in enumerate(titles)),
        ISSUER,
        _DAYS.get(plan.year, f"{plan.year}年3月1日"),
        "（此件公开发布）",
    ]


def attachment_lines(plan: SamplePlan, number: str) -> list[str]:
    """Return the two lines over a table: its number and its title."""
    return [f"附件{number}", attachment_title(plan, number)]
