"""Papers of every layout family, fictional, in the shapes that offices give them.

Each file of `papers/` holds a paper, a line `-----`, and what a reader sees in it: a task a
line, `words its text begins with | leaders | leads | supports | takes part | deadline`.
"""

from pathlib import Path
from typing import Any

import pytest

from remit.build import understood
from remit.errors import UnreadableSource
from remit.readout import readout

PAPERS = sorted((Path(__file__).parent / "papers").glob("*.*"))
SLOTS = ("leaders", "leads", "supports", "takes_part")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_a_paper_is_read_as_a_reader_reads_it(paper: Path, tmp_path: Path) -> None:
    text, _, expected = paper.read_text(encoding="utf-8").partition("-----\n")
    path = tmp_path / f"plan{paper.suffix}"
    path.write_text(text, encoding="utf-8")
    found = readout(understood(path)[0])["tasks"]
    wanted = [[part.strip() for part in line.split("|")] for line in expected.splitlines()]
    assert [shown(task, words[0]) for task, words in zip(found, wanted, strict=False)] == wanted
    assert len(found) == len(wanted)


@pytest.mark.parametrize(
    "text",
    [
        "各县区人民政府：\n经市政府同意，现通知如下。\n市公安局：0512-1234567\n市教育局：0512-2345678\n",
        "云溪市卫生局\n一、主要职责\n1.拟订卫生政策。\n二、内设机构\n（一）办公室：负责会务工作。\n",
        "姓名 职务 单位 电话\n张建国 局长 县发改局 123456\n李志强 主任 县政府办 234567\n",
        "表彰名单\n（一）县公安局\n1.张建国\n2.李志强\n（二）县教育局\n1.王晓红\n2.赵卫东\n",
        "三、重点场所\n（一）学校\n1.配备灭火器。\n2.开展演练。\n（二）医院\n1.疏通通道。\n2.检查电路。\n",
        "各县区：\n县公安局要求加强值守。县教育局的工作得到肯定。\n县教育局局长张建国出席。县财政局召开会议。\n",
        (
            "第一条 为了加强消防工作，制定本办法。\n第二条 市教育局应当将消防知识纳入教学内容。\n"
            "第三条 市住建局应当加强监督检查。\n第四条 市财政局应当保障经费。\n"
        ),
        (
            "县教育局：地址在解放路100号行政中心三楼。\n县民政局：地址在人民路8号综合楼一楼。\n"
            "县住建局：地址在建设路20号大厦二楼。\n"
        ),
        (
            "县教育局：你好，关于学区划分的来信已经收到。\n县民政局：你好，关于低保的来信已经收到。\n"
            "县住建局：你好，关于加装电梯的来信已经收到。\n"
        ),
        "市长张建国指出，市住建局要加快进度，市财政局负责资金保障，项目由市城投公司负责建设。\n",
    ],
    ids=[
        "telephone-numbers",
        "an-organ's-functions",
        "a-list-of-persons",
        "honours",
        "places",
        "reports",
        "a law",
        "addresses",
        "letters",
        "news",
    ],
)
def test_what_sets_no_tasks_is_no_plan(text: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableSource, match="没有找到任务"):
        understood(path)


def shown(task: dict[str, Any], begins: str) -> list[str]:
    """Return the task as the expected line has it."""
    return [
        task["text"][: len(begins)],
        *("、".join(task[slot]) for slot in SLOTS),
        task["deadline"] or "",
    ]
