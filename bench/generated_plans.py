"""Small made-up plans in any number, for measurements: governments with a plan for each year.

A plan has one to three tasks in one or two goals: a table of words of its own, read and
interpreted as any plan is, so that its graph holds whatever the graph of a real one holds:
targets, deadlines, places, projects, groups, findings. There are only so many tables
(`TABLES`); the rest of the plans are the same words of other governments and years, whose
units, leaders and places are all different things.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from pyoxigraph import Quad

from bench.checking import quads_of
from remit.findings import with_findings
from remit.interpret import interpret
from remit.model import Plan
from remit.read import read

YEARS: Final = 5
FIRST_YEAR: Final = 2021
TABLES: Final = 200
_MOST_TASKS: Final = 3
_GOALS: Final = ("扩大有效投资", "改善生态环境", "增进民生福祉", "推动产业升级")
_LEADERS: Final = ("陈向东", "李晓梅", "赵长河", "孙立群", "周明远")
_UNITS: Final = (
    "区发改局",
    "区财政局",
    "区住建局",
    "区教育局",
    "区民政局",
    "区城管局",
    "区水利局",
    "区文旅局",
    "区卫健局",
    "区生态环境局",
    "区自然资源局",
    "区人社局",
)
_GROUP: Final = "各街道"
_PLACES: Final = ("柳溪路", "青石桥", "望江公园", "松岭河", "南山小学", "竹湾市场")
_TASKS: Final = (
    "年内完成{place}改造工程，新增公共停车位{number}个。",
    "6月底前建成{place}扩建项目，新增学位{number}个。",
    "空气质量优良天数比率达到{share}%以上。",
    "完成老旧小区改造{number}个，推进{place}周边环境整治。",
    "地区生产总值增长{share}%左右，新开工亿元以上项目{number}个。",
    "9月底前完成{place}水环境治理，水质优良率达到{share}%。",
    "新增城镇就业{number}人，开展技能培训{number}人次。",
    "举办文化惠民活动{number}场，提升{place}公共服务能力。",
)


def store_quads(count: int) -> Iterator[Quad]:
    """Yield the quads of so many plans."""
    for number in range(count):
        government, year = divmod(number, YEARS)
        yield from quads_of(
            replace(
                _table(Random(number).randrange(TABLES)),  # noqa: S311 (words, not secrets)
                id=f"gov{government}-{FIRST_YEAR + year}",
                area=f"gov{government}",
                year=FIRST_YEAR + year,
            )
        )


@cache
def _table(number: int) -> Plan:
    random = Random(number)  # noqa: S311 (words, not secrets)
    lines = [
        "云山区重点工作责任分解表",
        "",
        "| 序号 | 任务 | 分管领导 | 牵头单位 | 配合单位 |",
        "| --- | --- | --- | --- | --- |",
    ]
    for task in range(random.randint(1, _MOST_TASKS)):
        if task != 1:
            lines.append(f"| {'一二三'[task]} | {random.choice(_GOALS)} | | | |")
        words = random.choice(_TASKS).format(
            place=random.choice(_PLACES),
            number=random.randint(2, 400),
            share=random.randint(3, 99),
        )
        lead, *supports = random.sample(_UNITS, random.randint(2, 4))
        if random.random() < 0.2:
            supports.append(_GROUP)
        cells = (str(task + 1), words, random.choice(_LEADERS), lead, "、".join(supports))
        lines.append(f"| {' | '.join(cells)} |")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.md"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        document, _ = read(path)
    return with_findings(interpret(document, "made-up"))
