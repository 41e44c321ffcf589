"""What `remit compare` compares: plans named by their files and folders, and what is decided."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from remit.account.change_tables import pages
from remit.comparison import Series, compare_all, comparison_quads, open_questions
from remit.coordinating import plans_in
from remit.errors import BadQuery
from remit.folder import replacing
from remit.graph import STORE_FILE
from remit.graph.files import write_graph
from remit.graph.vocabulary import PREFIXES
from remit.model import Decision, Plan
from remit.opening import opened_with_text
from remit.query import as_csv, words_table
from remit.read.decisions import decisions_beside, read_decisions
from remit.read.side_tables import refused
from remit.review import Question
from remit.views import write_explorer

_LEAST: Final = 2


def series_of(paths: Sequence[Path], decisions: Path | None = None) -> Series:
    """Return the comparison of the plans that paths name, as `compared` does."""
    return compared(paths, decisions)[0]


def compared(paths: Sequence[Path], decisions: Path | None = None) -> tuple[Series, str]:
    """Return the comparison of plans, in the order of their years, and the words of the latest.

    A path is a plan file, a folder that `remit build` made of one, or a folder of either. What
    people decided comes from the file `decisions`, or from a `decisions.csv` beside each plan or
    in its folder. Raises BadQuery for fewer than two plans, one given twice, or a series of
    several governments; UnreadableSource or BadGraph for a plan that can not be read.
    """
    found = plans_in(paths)
    if len(found) < _LEAST:
        raise BadQuery(
            f"只有 {len(found)} 份计划，没有可比的；请再给一份，"
            "例如 remit compare 2023/plan.docx 2024/plan.docx。"
            f" / only {len(found)} plan, nothing to compare it with; give another, such as"
            " remit compare 2023/plan.docx 2024/plan.docx."
        )
    plans, texts = zip(*(opened_with_text(path) for path in found), strict=True)
    _refuse_one_twice(found, plans)
    _refuse_several_governments(plans)
    series = compare_all(plans, _decisions(found, decisions))
    return series, texts[plans.index(series.plans[-1])]


def doubts(series: Series) -> list[Question]:
    """Return the pairs of tasks that may be one task and nobody decided on, as questions."""
    return [question for change in series.changes for question in open_questions(change)]


def write_series(series: Series, text: str, folder: Path) -> list[Path]:
    """Write a comparison to a folder, whole or not at all, and return its files.

    The explorer of the latest plan, whose words are `text`, with what changed since the others,
    every table as CSV, and the links between tasks as a graph: put the folder beside those of
    the plans (`remit query --store`) to ask across years.
    """
    with replacing(folder) as new:
        for name, table in pages(series):
            content = as_csv(words_table(table.columns, table.texts()))
            (new / f"{name}.csv").write_text(content, encoding="utf-8-sig", newline="")
        quads = comparison_quads(series)
        write_graph(quads, new / "graph.trig", PREFIXES)
        (new / "store").mkdir()
        write_graph(quads, new / STORE_FILE)
        write_explorer(series.plans[-1], text, new, series)
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _refuse_one_twice(paths: Sequence[Path], plans: Sequence[Plan]) -> None:
    seen: dict[str, Path] = {}
    for path, plan in zip(paths, plans, strict=True):
        other = seen.setdefault(plan.source.sha256, path)
        if other is not path:
            raise BadQuery(
                f"{path} 与 {other} 是同一份文件，没有可比的；请给两份不同的计划。"
                f" / {path} and {other} are the same file, there is nothing to compare; give two"
                " different plans."
            )
    names: dict[str, Path] = {}
    for path, plan in zip(paths, plans, strict=True):
        other = names.setdefault(plan.id, path)
        if other is not path:
            raise BadQuery(
                f"{path} 与 {other} 的计划名相同（{plan.id}），结果里分不开；请给文件或文件夹改名。"
                f" / {path} and {other} have one plan name ({plan.id}), which could not be told"
                " apart in the result; rename a file or its folder."
            )


def _refuse_several_governments(plans: Sequence[Plan]) -> None:
    """Two plans may be of two governments; a series over the years is of one."""
    of: dict[str, list[str]] = {}
    for plan in plans:
        of.setdefault(plan.jurisdiction or "", []).append(plan.id)
    known = {place: ids for place, ids in of.items() if place}
    if len(plans) > _LEAST and len(known) > 1:
        listed = "；".join(f"{place}：{'、'.join(ids)}" for place, ids in known.items())
        raise BadQuery(
            f"{len(plans)} 份计划属于 {len(known)} 个政府（{listed}），连不成逐年的比较；"
            "请一次只给一个政府的。"
            f" / the {len(plans)} plans are of {len(known)} governments ({listed}), which make no"
            " series of years; give those of one at a time."
        )


def _decisions(paths: Sequence[Path], file: Path | None) -> list[Decision]:
    """Return what people decided; raises UnreadableSource where two files answer one question."""
    if file:
        return list(read_decisions(file))
    found: dict[str, Decision] = {}
    for path in paths:
        for decision in decisions_beside(path):
            first = found.setdefault(decision.question, decision)
            if "".join(first.value.split()) != "".join(decision.value.split()):
                raise refused(
                    path.parent / decision.file,
                    decision.line,
                    f"“{decision.question}”在另一份计划的审定文件里有不同的决定，请只留一处",
                    f"“{decision.question}” is decided otherwise beside another plan;"
                    " keep one of them",
                )
    return list(found.values())
