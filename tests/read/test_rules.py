"""Where words leave a role open, the reading says by which rule it took it."""

from pathlib import Path

import pytest

from remit.build import understood

ALONE, BESIDE, FIRST, AFTER, MARKED = (
    "没有另写牵头单位",
    "另有牵头单位",
    "列在首位的单位牵头，本任务中",
    "列在首位之后",
    "已经标出",
)

FIRST_LEADS = "列第一位的责任单位为牵头单位。\n"
TABLE = "| 任务 | 牵头单位 | 责任单位 |\n| 修路 | | 县财政局 |\n| 架桥 | 县交通局 | 县水利局 |"


def reasons(text: str, tmp_path: Path) -> dict[str, tuple[str, str | None]]:
    """Return each unit's role, and why it has it."""
    path = tmp_path / "plan.txt"
    path.write_text(text, encoding="utf-8")
    plan, _ = understood(path)
    return {
        a.name or "": (a.role.value, a.role_because.zh if a.role_because else None)
        for a in plan.assignments
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.修路。（责任单位：县交通局）", {"县交通局": ("leads", ALONE)}),
        (
            "1.修路。（牵头单位：县交通局；责任单位：县财政局）",
            {"县交通局": ("leads", None), "县财政局": ("supports", BESIDE)},
        ),
        (
            "1.修路。\n责任单位：县财政局\n牵头单位：县交通局",
            {"县交通局": ("leads", None), "县财政局": ("supports", BESIDE)},
        ),
        (
            FIRST_LEADS + "1.修路。（责任单位：县交通局、县财政局）",
            {"县交通局": ("leads", FIRST), "县财政局": ("supports", AFTER)},
        ),
        (
            FIRST_LEADS + "| 序号 | 任务 | 责任单位 |\n| 1 | 修路 | 县交通局、县财政局 |",
            {"县交通局": ("leads", FIRST), "县财政局": ("supports", AFTER)},
        ),
        (
            FIRST_LEADS + "1.修路。（县交通局、县公安局牵头，县财政局配合）",
            {
                "县交通局": ("leads", None),
                "县公安局": ("leads", None),
                "县财政局": ("supports", None),
            },
        ),
        (
            "1.修路。（责任单位：县交通局（牵头）、县财政局）",
            {"县交通局": ("leads", None), "县财政局": ("supports", MARKED)},
        ),
        (
            "| 序号 | 任务 | 责任单位 |\n| 1 | 修路 | ★县交通局、县财政局 |",
            {"县交通局": ("leads", None), "县财政局": ("supports", MARKED)},
        ),
        ("1.修路。（县交通局、县财政局按职责分工负责）", {"县交通局": ("takes-part", None)}),
        (
            TABLE,
            {"县财政局": ("takes-part", None), "县水利局": ("supports", BESIDE)},
        ),
        (
            "无牵头单位的，责任单位即为牵头单位。\n" + TABLE,
            {"县财政局": ("leads", ALONE), "县水利局": ("supports", BESIDE)},
        ),
        (
            "1.修路。（責任單位：縣交通局）\n2.架橋。（牽頭單位：縣水利局；配合單位：縣財政局）",
            {
                "縣交通局": ("leads", ALONE),
                "縣水利局": ("leads", None),
                "縣財政局": ("supports", None),
            },
        ),
        (
            "1.修路。由县交通局会同县财政局、县公安局负责落实。",
            {
                "县交通局": ("leads", None),
                "县财政局": ("supports", None),
                "县公安局": ("supports", None),
            },
        ),
    ],
)
def test_the_rule_behind_a_role_is_said(
    text: str, expected: dict[str, tuple[str, str | None]], tmp_path: Path
) -> None:
    found = reasons(text, tmp_path)
    for name, (role, reason) in expected.items():
        assert found[name][0] == role, name
        if reason is None:
            assert found[name][1] is None, name
        else:
            assert reason in (found[name][1] or ""), name
