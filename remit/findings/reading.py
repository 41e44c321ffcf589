"""What the reader lost, restored or could not read."""

from collections import Counter
from collections.abc import Iterator

from remit.model import Bilingual, Finding, Legibility, Plan, Severity


def lost_cells(plan: Plan) -> Iterator[Finding]:
    """How many tasks show none or only some of their duty cells."""
    by_legibility = Counter(task.legibility for task in plan.tasks)
    none, some = by_legibility[Legibility.NONE], by_legibility[Legibility.SOME]
    if not none + some:
        return
    zh = f"{len(plan.tasks)} 项任务中，{none} 项看不到任何责任单元格，{some} 项只看到一部分。"
    en = (
        f"Of {len(plan.tasks)} tasks, {none} show none of their duty cells"
        f" and {some} show only some."
    )
    if not plan.repeats_dropped:
        zh = (
            f"{len(plan.tasks)} 项任务中，{none} 项没有写出责任单位或领导，{some} 项只写出一部分"
            "（可能是合并单元格，或原文未列）。"
        )
        en = (
            f"Of {len(plan.tasks)} tasks, {none} name nobody and {some} only some of those their"
            " columns have a place for (merged cells, or not listed)."
        )
    else:
        zh += "这份文本删去了所有重复的行，名称只在首次出现处保留：看不到不等于没有分工。"
        en += (
            " This copy dropped every repeated line, so a name survives only where it first"
            " stood: not shown does not mean not assigned."
        )
    yield Finding(
        "lost-cells", "lost-cells", Severity.WARNING, Bilingual(zh, en), (("plan", plan.id),)
    )


def unread_lines(plan: Plan) -> Iterator[Finding]:
    """Lines inside the tables that are no unit, person or heading."""
    for passage in plan.unread:
        yield Finding(
            f"unread-{passage.start}",
            "unread-line",
            Severity.WARNING,
            Bilingual(
                f"第 {passage.line} 行“{passage.exact}”在任务表内，但认不出是单位、人名还是标题，"
                "未采用。",
                f"Line {passage.line}, “{passage.exact}”, stands in the task table but looks like"
                " no unit, person or heading; it was not used.",
            ),
            (("plan", plan.id),),
            (passage,),
        )


def task_numbers(plan: Plan) -> Iterator[Finding]:
    """Numbers of a numbered table that are missing or used twice."""
    for attachment in plan.attachments:
        numbers = [t.number for t in plan.tasks if t.attachment == attachment.number]
        if not all(number.isdecimal() for number in numbers) or numbers.count("1") > 1:
            continue  # named tasks, or a count that starts anew under every heading
        counts = Counter(int(number) for number in numbers)
        missing = sorted(set(range(1, max(counts) + 1)) - set(counts))
        twice = sorted(number for number, count in counts.items() if count > 1)
        for kind, found, zh, en in (
            ("missing-number", missing, "缺少的任务编号", "Task numbers that are missing"),
            ("repeated-number", twice, "重复的任务编号", "Task numbers that are used twice"),
        ):
            if found:
                listed = ", ".join(map(str, found))
                yield Finding(
                    f"{kind}-{attachment.number}",
                    kind,
                    Severity.WARNING,
                    Bilingual(
                        f"附件{attachment.number}{zh}：{listed}。",
                        f"{en} in attachment {attachment.number}: {listed}.",
                    ),
                    (("plan", plan.id),),
                )


def restored_headings(plan: Plan) -> Iterator[Finding]:
    """Numbers and names of headings that were put back."""
    for goal in plan.goals:
        if goal.restored_number:
            yield Finding(
                f"restored-number-{goal.id}",
                "restored-number",
                Severity.INFO,
                Bilingual(
                    f"「{goal.name}」的编号 {goal.number} 因重复行被删而缺失，已按顺序恢复。",
                    f"The number {goal.number} of 「{goal.name}」 was dropped as a repeated line"
                    " and is restored by counting.",
                ),
                (("goal", goal.id),),
                goal.passages,
            )
        if goal.restored_name is not None:
            yield Finding(
                f"restored-name-{goal.id}",
                "restored-name",
                Severity.INFO,
                Bilingual(
                    f"「{goal.name}」末尾的“{goal.restored_name}”因重复行被删而缺失，"
                    "已按同表其他名称恢复。",
                    f"The ending “{goal.restored_name}” of 「{goal.name}」 was dropped as a"
                    " repeated line and is restored after the other names of the table.",
                ),
                (("goal", goal.id),),
                goal.passages,
            )


def title(plan: Plan) -> Iterator[Finding]:
    """A notice without a title of its own."""
    if plan.notice.title is None:
        yield Finding(
            "no-title",
            "no-title",
            Severity.INFO,
            Bilingual(
                f"文本中没有通知自身的标题，以第一张表的标题“{plan.title}”代替。",
                f"The text shows no title of the notice; that of its first table, “{plan.title}”,"
                " stands for it.",
            ),
            (("plan", plan.id),),
            (plan.title_passage,) if plan.title_passage else (),
        )
