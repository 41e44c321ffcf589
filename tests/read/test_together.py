"""Several files are one plan, unless they say themselves that they are not."""

from pathlib import Path

import pytest

from remit.build import each_alone
from remit.errors import UnreadableSource
from remit.read import read

TASKS = "1.修建环山公路。（牵头单位：县交通局；配合单位：县财政局）\n"
NOTICE = (
    "云溪县人民政府办公室关于印发2025年重点工作责任分解的通知\n"
    "各乡镇人民政府，县政府各部门：\n现印发给你们。\n2025年3月7日\n"
)


def files(folder: Path, **texts: str) -> tuple[Path, ...]:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return tuple(sorted(folder.iterdir()))


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"a": "2024年云溪县重点任务分解表\n", "b": "2025年云溪县重点任务分解表\n"}, "2024"),
        ({"a": "云溪县2025年重点任务分解表\n", "b": "东川县2025年重点任务分解表\n"}, "东川县"),
        ({"a": NOTICE, "b": NOTICE.replace("重点工作", "民生实事")}, "各是一份通知"),
        ({"云溪2023": "重点任务\n", "云溪2024": "重点任务\n"}, "2023"),
    ],
    ids=["years", "places", "notices", "years of file names"],
)
def test_several_plans_are_not_read_as_one(
    tmp_path: Path, texts: dict[str, str], said: str
) -> None:
    given = files(tmp_path, **{name: text + TASKS for name, text in texts.items()})
    for each in (given, tmp_path):
        with pytest.raises(UnreadableSource, match="--each") as refused:
            read(each)
        assert said in str(refused.value)
        assert all(path.name in str(refused.value) for path in given)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NOTICE, "附件\n2025年云溪县重点工作责任分解\n"),
        ("附件1\n2025年重点任务\n", "附件2\n民生实事\n"),
        ("云溪市云溪县2025年任务分解\n", "云溪县2025年民生实事任务分解\n"),
        ("云溪县2023—2025年行动计划\n", "云溪县2025年任务清单\n"),
        ("全县2025年任务清单\n", "县直部门2025年任务清单\n"),
    ],
    ids=["notice and attachment", "attachments", "places in one another", "years", "no place"],
)
def test_parts_of_one_plan_are_read_together(tmp_path: Path, one: str, other: str) -> None:
    document, _ = read(files(tmp_path, a=one + TASKS, b=other + TASKS))
    assert sum(len(section.rows) for section in document.sections) == 2


def test_each_file_of_a_folder_can_be_a_plan_of_its_own(tmp_path: Path) -> None:
    given = files(tmp_path, **{"2024": TASKS, "2025": TASKS})
    assert each_alone([tmp_path]) == [*given]
    assert each_alone([*given]) == [*given]
