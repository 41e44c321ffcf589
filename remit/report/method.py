"""The method and its limits: one page, in words a planner can repeat."""

from remit.coordination.ranking import DRAWS
from remit.model import Bilingual, Plan


def method(plan: Plan) -> tuple[tuple[Bilingual, Bilingual], ...]:
    """Return headings and texts; what is said of a damaged copy only where the plan is one."""
    parts = [
        (
            Bilingual("依据", "What it rests on"),
            Bilingual(
                f"全部数字由文件“{plan.source.file_name}”（SHA-256 开头 {plan.source.sha256[:12]}）"
                "计算得出，同一文件总是得到同一结果。每一处分工都可以追溯到原文的行和字。",
                f"All figures are computed from the file “{plan.source.file_name}” (SHA-256 begins"
                f" {plan.source.sha256[:12]}); the same file always gives the same result. Each"
                " assignment can be traced to line and characters of the source.",
            ),
        ),
        (
            Bilingual("三种读法", "Three readings"),
            Bilingual(
                "“至少”只算原文写明的；“预期”把每一种可能按概率加权；“至多”是单看一个单位最多可能有多少（一个丢失的格子只放得下一个单位）。"
                "图中深色到“至少”，中间色到“预期”，浅色到“至多”。"
                "“各街道”这样的统称按成员展开，成员没有写明的统称不计入任何单位。",
                "“At least” counts what the source states; “expected” weighs every possibility by"
                " its probability; “at most” is the most that may be of a unit by itself (a lost"
                " cell holds one unit). In the charts"
                " the dark part ends at the first, the middle tone at the second, the light one at"
                " the third. Group names are resolved to their members; a group whose members are"
                " not written counts for no unit.",
            ),
        ),
        (
            Bilingual("计划协同负荷", "Planned coordination load"),
            Bilingual(
                "一个单位每牵头一项任务，计入这项任务的其他单位数；每配合一项任务，计入牵头单位数。"
                "角色不明的任务不计入负荷。",
                "For each task a unit leads, the number of other units on it; for each task it"
                " supports, the number of leads. Tasks where its role is not known do not count.",
            ),
        ),
        (
            Bilingual("共同任务与偶然", "Shared tasks and chance"),
            Bilingual(
                "任务多的单位本来就容易碰到一起。“多于偶然”指：若各单位的任务数不变而任务随机分配，"
                "碰到这么多次的概率经多重比较校正后不高于 5%（超几何检验，Benjamini–Hochberg）。",
                "Busy units meet anyway. “More than chance” means: were the tasks dealt at random,"
                " each unit keeping its number, so many meetings would have a probability of at"
                " most 5 %, adjusted for many comparisons (hypergeometric test,"
                " Benjamini–Hochberg).",
            ),
        ),
        (
            Bilingual("名次", "Ranks"),
            Bilingual(
                f"名次在 {DRAWS} 种随机读法中各排一次，给出最好和最差的名次；"
                "τ（Kendall）为 1 表示两种排法完全一致，为 0 表示毫无关系。",
                f"Units are ranked in each of {DRAWS} random readings; the best and the worst rank"
                " are given. Kendall's τ is 1 where two orders agree in full and 0 where they have"
                " nothing to do with each other.",
            ),
        ),
        (
            Bilingual("局限", "Limits"),
            Bilingual(
                "计划写的是分工，不是工作量：一项任务可大可小，这里都算一项。"
                "没有写进计划的协同看不到。统称的成员按名称类型推定。"
                "推断角色的把握是判断而不是测量；丢失单元格的候选，概率在别的计划上校准过。负荷高不等于干得多，负荷低不等于清闲。",
                "A plan shows duties, not effort: a task counts as one, large or small."
                " Coordination that is not in the plan cannot be seen. Members of groups are taken"
                " by the type of their names. The confidence of an inferred role is a judgement,"
                " not a measurement; the probability of a candidate for a lost cell was calibrated"
                " on other plans. A high load is not much work, and a low one no idleness.",
            ),
        ),
    ]
    if plan.repeats_dropped:
        parts.append(
            (
                Bilingual("这份文本有缺失", "This copy is damaged"),
                Bilingual(
                    "这份文本删去了所有重复的行，名称只在首次出现处保留。看不到不等于没有分工："
                    "“至少”只就看得见的部分而言，“预期”和“至多”另含丢失的牵头单位的候选，不含丢失的配合单位。",
                    "This copy dropped every repeated line, so a name survives only where it first"
                    " stood. Not shown does not mean not assigned: “at least” holds for the visible"
                    " part only, “expected” and “at most” also hold candidates for lost leads, but"
                    " none of the supports that were lost.",
                ),
            )
        )
    return tuple(parts)
