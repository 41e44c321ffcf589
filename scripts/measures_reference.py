"""Writes docs/measures.md from the docstrings of the measures.

python scripts/measures_reference.py            write it
python scripts/measures_reference.py --check    exit 1 when it is not up to date
"""

import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from remit import coordination
from remit.coordination import rollup
from remit.coordination.catalogue import UNIT_MEASURES, WHOLE_MEASURES
from remit.model import Bilingual

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "measures.md"
INTRODUCTION: Final = """\
# 协同指标 / Measures of planned coordination

`remit coordination 计划` 用平常话说出结果，再列数字。本页说明每个指标：
先给计划工作者（一句话、一张小图），再给分析人员（公式、出处、可手算的例子）。
计划写的是分工，不是已做的工作，所以一律称“计划协同”。

`remit coordination PLAN` says it in plain words first and in figures second. This page explains
each measure: for planners one sentence and a small picture, for analysts formula, reference and
an example to check by hand. A plan shows assigned duty, not work done: all of it is *planned*
coordination, and no figure is about a person.

T(u) are the tasks of unit u; U(t) the units taking part in task t, L(t) its leads, S(t) its
supports.

## 一个数字的三种读法 / Three readings of a figure

| | 意思 | meaning |
| --- | --- | --- |
| 原文 stated | 原文写明的，至少如此 | what the source states: at least that |
| 预期 expected | 按各种可能的概率加权 | every possibility, weighted by its probability |
| 至多 at most | 单看一个单位，最多可能有多少 | the most that may be of one unit by itself |

“至多”的意思：凡是可能由这个单位牵头或配合的任务，都算它有份，角色取负荷较大的一种。一个丢失的
格子只放得下一个单位：甲填了，别的候选就不在，甲也不必同它们协调。所以各单位的“至多”不会同时成立，
相加（如 `--by organ`）得到的数只是上限。残缺的文本中，丢失的牵头单位以候选计入，丢失的配合单位无从
知道，不在任何数字里；账目开头会写明有几项任务看不到单位。

“At most” means: every task that the unit may lead or support is its own, in the role that weighs
more. A lost cell holds one unit: where it is this one, the other candidates are not there, and it
need not keep in step with them. So not all units can have their most at once; where figures are
added up (`--by organ`), the sum is a bound that no reading need reach. In a damaged copy, lost
leads count by their candidates; lost supports are not known and are in no figure. The account
begins by saying how many tasks show no unit.

“区住建局 leads between 4 and 21 tasks (expected 14.2); it is the most loaded unit in 93 of 100
readings”: the source states 4; 17 more cells may hold it; the probabilities of all 21 add up to
14.2; and of 100 ways to fill what is not known, each as probable as the plan makes it, it has the
highest load in 93.

For counts (tasks, load, partners, shared tasks, dependence) “at least” and “expected” are exact,
and no reading exceeds “at most”. Other measures are
computed in 200 random readings of the plan, always the same ones, and come with their standard
error, the least and the greatest value met. A ranking says how often a unit comes first over these
readings, its best and worst rank, and Kendall's τ between the order before and after expanding
groups. What a reading is:

"""


@dataclass(frozen=True, slots=True)
class Described:
    """A measure, what it is called, and what it tells a planner."""

    function: Callable[..., object]
    title: Bilingual
    plain: Bilingual


DESCRIBED: Final = (
    Described(
        coordination.workloads,
        Bilingual("计划协同负荷", "Coordination load"),
        Bilingual(
            "为牵头和配合的任务要同多少方保持步调一致。",
            "With how many others a unit must keep in step, over what it leads and supports.",
        ),
    ),
    Described(
        coordination.shared_work,
        Bilingual("共同任务", "Shared work"),
        Bilingual(
            "哪两个单位在多少项任务上要碰头；人人有份的任务算得轻。",
            "In how many tasks two units meet; a task for everybody weighs little.",
        ),
    ),
    Described(
        coordination.role_weighted,
        Bilingual("按角色加权", "Role-weighted shared work"),
        Bilingual(
            "牵头比配合算得重时，谁同谁联系最紧。",
            "Who works closest together when leading counts more than supporting.",
        ),
    ),
    Described(
        coordination.chance_ties,
        Bilingual("多于偶然的联系", "Ties beyond chance"),
        Bilingual(
            "任务多的单位本来就容易碰到一起；这里只留下偶然解释不了的。",
            "Busy units meet anyway; this keeps the ties that chance does not explain.",
        ),
    ),
    Described(
        coordination.disparity,
        Bilingual("权重骨架", "Disparity"),
        Bilingual(
            "一个单位的联系中，哪几条重得不像随意分摊。",
            "Which of a unit’s ties are too heavy for work spread at random.",
        ),
    ),
    Described(
        coordination.dependencies,
        Bilingual("依赖", "Dependence"),
        Bilingual(
            "牵头单位离了谁的配合就完不成。",
            "Without whose support a lead cannot finish.",
        ),
    ),
    Described(
        coordination.reciprocity,
        Bilingual("相互依赖", "Reciprocity"),
        Bilingual(
            "你牵头我配合、我牵头你配合的关系有多少。",
            "How often two units lead something that the other supports.",
        ),
    ),
    Described(
        coordination.partners,
        Bilingual("伙伴", "Partners"),
        Bilingual(
            "同多少单位共事，是否集中在少数几个。",
            "With how many others a unit works, and whether it is a few of them.",
        ),
    ),
    Described(
        coordination.bridging,
        Bilingual("居间", "Bridging units"),
        Bilingual(
            "谁处在其他单位之间，谁的伙伴互不相识。",
            "Who stands between others, and whose partners do not know each other.",
        ),
    ),
    Described(
        coordination.cohesion,
        Bilingual("核心与断点", "Cores and cut points"),
        Bilingual(
            "谁在最紧密的圈子里；没有谁，别人就失去联系。",
            "Who is in the tightest circle; without whom others lose touch.",
        ),
    ),
    Described(
        coordination.bridges,
        Bilingual("单线联系", "Bridges"),
        Bilingual(
            "断了就没有别的路的联系。",
            "Ties with no way around them.",
        ),
    ),
    Described(
        coordination.communities,
        Bilingual("协同圈子", "Clusters"),
        Bilingual(
            "哪些单位自成一圈，多划几次是否还是同一圈。",
            "Which units form a circle, and whether it is the same circle each time.",
        ),
    ),
    Described(
        coordination.two_mode_clustering,
        Bilingual("重逢度", "Two-mode clustering"),
        Bilingual(
            "在一项任务碰头的，是否在别的任务又碰头。",
            "Whether those who meet in one task meet again in another.",
        ),
    ),
    Described(
        coordination.concentration,
        Bilingual("集中度", "Concentration"),
        Bilingual(
            "负荷是人人分担，还是压在少数单位身上。",
            "Whether all carry the load or a few do.",
        ),
    ),
    Described(
        coordination.cross_leader_tasks,
        Bilingual("跨分管任务", "Cross-portfolio tasks"),
        Bilingual(
            "哪些任务要几位分管领导一起定。",
            "Which tasks several supervising leaders must settle together.",
        ),
    ),
    Described(
        coordination.cross_leader_share,
        Bilingual("跨分管占比", "Cross-portfolio share"),
        Bilingual(
            "多少任务由不同分管口的单位共同承担。",
            "How many tasks are shared by units of different portfolios.",
        ),
    ),
    Described(
        coordination.cross_leader_pairs,
        Bilingual("跨分管的单位对", "Pairs across portfolios"),
        Bilingual(
            "哪两个单位分属不同的分管领导，却有共同任务。",
            "Which units share work though different leaders supervise them.",
        ),
    ),
    Described(
        coordination.portfolio_brokers,
        Bilingual("跨分管中介", "Brokers between portfolios"),
        Bilingual(
            "谁在不同分管口的单位之间传递。",
            "Who passes things on between units of different portfolios.",
        ),
    ),
    Described(
        coordination.task_checks,
        Bilingual("分工核对", "Checks of tasks"),
        Bilingual(
            "每项任务是否恰有一个牵头、至少一位分管、配合不过多。",
            "Whether each task has one lead, a supervisor, and not too many supports.",
        ),
    ),
    Described(
        coordination.role_mix,
        Bilingual("角色构成", "Role mix"),
        Bilingual(
            "谁主要牵头，谁只配合。",
            "Who mostly leads, and who only supports.",
        ),
    ),
    Described(
        coordination.ranking,
        Bilingual("名次有多可靠", "How far to trust a ranking"),
        Bilingual(
            "换一种读法，名次变不变。",
            "Whether the order changes when the plan is read another way.",
        ),
    ),
    Described(
        coordination.relieving,
        Bilingual("减负建议", "Handing over support"),
        Bilingual(
            "哪些配合转给同样胜任的单位，最能减轻负荷重的单位（remit whatif --suggest）。",
            "Which supports to pass to a unit as competent, to relieve those who carry most"
            " (remit whatif --suggest).",
        ),
    ),
    Described(
        rollup.organ_shares,
        Bilingual("多份计划：超过常见份额", "Many plans: above the usual share"),
        Bilingual(
            "同类机构在哪份计划里承担得比别处多。",
            "In which plans a kind of organ carries more than elsewhere.",
        ),
    ),
)
SECTIONS: Final = ("Formula", "Reference", "Picture", "Example")
_SECTION: Final = re.compile(rf"^({'|'.join(SECTIONS)}):$", re.MULTILINE)


def reference() -> str:
    """Return the text of docs/measures.md."""
    from remit.coordination.likelihood import __doc__ as readings

    parts = [INTRODUCTION + _quoted(readings or "")]
    parts += [_measure(each) for each in DESCRIBED]
    parts.append("\n".join(_names()))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _quoted(text: str) -> str:
    """Return a module's words as a quotation, without its one-line heading."""
    body = text.strip().split("\n\n", 1)[1]
    return "\n".join(f"> {line}".rstrip() for line in body.splitlines())


def _measure(described: Described) -> str:
    function, title, plain = described.function, described.title, described.plain
    words, sections = _parsed(inspect.getdoc(function) or "")
    parts = [
        f"## {title.zh} / {title.en}",
        f"**{plain.zh}** **{plain.en}**",
        f"```\n{sections['Picture']}\n```",
        f"分析 For analysts: `{function.__module__}.{function.__name__}`",
        words,
        f"```\n{sections['Formula']}\n```",
        f"出处 Reference: {' '.join(sections['Reference'].split())}",
        f"```python\n{sections['Example']}\n```",
    ]
    return "\n\n".join(parts)


def _parsed(text: str) -> tuple[str, dict[str, str]]:
    r"""Return the words of a docstring and its sections; ValueError when one is missing.

    >>> words, sections = _parsed("Return x.\n\nFormula:\n    x = 1\n")
    Traceback (most recent call last):
    ValueError: 'Return x.' has no section Reference
    """
    words, *rest = _SECTION.split(text)
    bodies = (textwrap.dedent(body.strip("\n")) for body in rest[1::2])
    sections = dict(zip(rest[::2], bodies, strict=True))
    for section in SECTIONS:
        if section not in sections:
            raise ValueError(f"{words.splitlines()[0]!r} has no section {section}")
    return words.strip(), {name: body.rstrip() for name, body in sections.items()}


def _names() -> Iterator[str]:
    """Yield the table of what `--measure` takes."""
    yield "## 名称一览 / Names for `--measure`\n"
    yield "| 名称 name | 指标 measure | 高说明什么 what a high figure tells | 预期 expected |"
    yield "| --- | --- | --- | --- |"
    for unit in UNIT_MEASURES.values():
        exact = "精确 exact" if unit.is_count else "抽样 drawn"
        title, meaning = unit.title, unit.meaning
        yield (
            f"| `{unit.name}` | {title.zh} {title.en} | {meaning.zh}<br>{meaning.en} | {exact} |"
        )
    yield "| `shared` | 共同任务 shared tasks | 两个单位 of a pair | 精确 exact |"
    yield "| `dependency` | 依赖 dependence | 牵头对配合 of lead and support | 精确 exact |"
    whole = "、".join(f"{each.title.zh} {each.title.en}" for each in WHOLE_MEASURES.values())
    yield f"| `whole` | 整体 the plan as a whole | {whole} | 抽样 drawn |"


def main(arguments: list[str], page: Path = PAGE) -> int:
    """Write the page, or compare it; return the exit code."""
    text = reference()
    if "--check" not in arguments:
        page.write_text(text, encoding="utf-8")
        return 0
    if page.is_file() and page.read_text(encoding="utf-8") == text:
        return 0
    print(f"{page} is not up to date: run python scripts/measures_reference.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
