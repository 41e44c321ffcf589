"""What `remit coordination` says: of one plan all measures, of many what kinds of organ carry.

Many plans are read and measured in a process each, then added up.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from remit.account.grouping import Grouping
from remit.account.groups import organ_labels
from remit.account.plain import plain_words, trust, unseen_tasks
from remit.account.tables import (
    Table,
    group_table,
    heading,
    measure_table,
    ranking_table,
    unit_ranking,
)
from remit.account.units import one_unit, require_units
from remit.build import quads_of_built, refuse_same_names
from remit.coordination import likelihood, unit_figures
from remit.coordination.catalogue import UNIT_MEASURES
from remit.coordination.rollup import (
    OrganLoad,
    OrganShare,
    organ_loads,
    organ_shares,
    organ_totals,
)
from remit.errors import BadQuery
from remit.interpret.organs import read_name
from remit.model import Plan
from remit.opening import opened
from remit.organkinds import organ_scheme

TOP: Final = 5
MOST: Final = 20
"""Places told in words: of all kinds of organ, and of one that was asked for."""


@dataclass(frozen=True, slots=True)
class Account:
    """Lines of plain words, and the table with the figures behind them."""

    words: tuple[str, ...]
    table: Table


def account_of(
    paths: Sequence[Path],
    measure: str | None,
    by: Grouping | None,
    unit: str | None,
    organ: str | None = None,
) -> Account:
    """Return the account of one plan, or the roll-up of several, of one kind of organ if given.

    Raises UnreadableSource for a plan that cannot be read, BadQuery for a measure, unit, kind
    of organ or division that it has not.
    """
    plans = plans_in(paths)
    if len(plans) == 1 and organ:
        raise BadQuery(
            "--organ 用于多份计划；一份计划请用 --unit 或 --by organ。"
            " / --organ is for several plans; of one plan ask with --unit or --by organ."
        )
    if len(plans) == 1:
        return account_of_plan(opened(plans[0]), measure, by, unit)
    if measure or unit or by not in (None, Grouping.ORGAN):
        raise BadQuery(
            f"共 {len(plans)} 份计划，只能按机构种类汇总；"
            "--measure、--unit 和其他 --by 请一次只给一份计划。"
            f" / with {len(plans)} plans there is only the roll-up by kind of organ; give one plan"
            " at a time with --measure, --unit or another --by."
        )
    refuse_same_names(plans)
    loads = [load for each in measured_in_parallel(plans) for load in each]
    shares = organ_shares(loads)
    if organ:
        wanted = organs_called(organ, loads)
        shares = [share for share in shares if share.load.organ in wanted]
        return Account(tuple(_above_usual(shares, MOST)), shares_table(shares))
    words = tuple(_above_usual(shares, TOP))
    return Account(words, totals_table(loads) if by is None else shares_table(shares))


def organs_called(name: str, loads: Sequence[OrganLoad]) -> set[str]:
    """Return the kinds of organ, as loads name them, that a name tells: 住建, 区住建局, Housing.

    Raises BadQuery where no plan has such a kind.
    """
    kinds = read_name(name).all_kinds or read_name(f"{name}局").all_kinds
    labels = {organ_scheme().kinds[kind].label.zh for kind in kinds}
    every = sorted({load.organ for load in loads})
    found = {
        organ
        for organ in every
        if labels & set(organ.partition(" ")[0].split("＋")) or name.casefold() in organ.casefold()
    }
    if not found:
        shown = "、".join(organ.partition(" ")[0] for organ in every)
        raise BadQuery(
            f"这些计划里没有“{name}”这类机构；现有：{shown}。"
            f" / no plan has an organ of the kind “{name}”; there are: {', '.join(every)}."
        )
    return found


def account_of_plan(
    plan: Plan, measure: str | None = None, by: Grouping | None = None, unit: str | None = None
) -> Account:
    """Return the words and figures of one plan: of all units, or of the one named."""
    require_units(plan)
    key = one_unit(plan, unit) if unit else None
    model = likelihood(plan)
    if by is not None:
        table = group_table(plan, model, measure or "load", by)
        return Account((heading(measure or "load"),), table)
    if measure in UNIT_MEASURES:
        ranked = unit_ranking(model, measure)
        told = trust(ranked, partial=bool(unseen_tasks(model)))
        return Account((heading(measure), *told), ranking_table(plan, ranked, key))
    table = measure_table(plan, model, measure or "load", key)
    words = plain_words(plan, model, key) if measure is None else ()
    return Account((*words, heading(measure or "load")), table)


def _above_usual(shares: Sequence[OrganShare], most: int) -> Iterator[str]:
    """Yield in words where a kind of organ carries most above its usual share."""
    yield "哪里的哪类机构承担超过常见份额 Where a kind of organ carries more than its usual share"
    above = [row for row in shares if row.times and row.times > 1]
    if all(row.usual is None for row in shares):
        yield "  每年只有一份计划有这类机构，没有可比的常见份额；请给出同一年的多份计划。"
        yield "    Only one plan a year has such organs: no usual share to compare with; give more."
    elif not above:
        yield "  没有。 Nowhere."
    for row in above[:most]:
        yield (
            f"  {row.load.plan}：{row.load.organ} {row.share:.0%}，"
            f"常见 {row.usual:.0%}，{row.times:.1f} 倍 times."
        )


FORMS: Final = (".docx", ".xlsx", ".html", ".txt", ".md", ".pdf", ".csv")
"""Of a plan in several forms, the one to read: what keeps its table best comes first."""


def plans_in(paths: Sequence[Path]) -> list[Path]:
    """Return the plans that paths name: of a folder of plan folders, each `plan.*` in them.

    A folder with plan files of its own is one plan, as everywhere in Remit; a plan folder
    below it that has its plan in several forms is one plan, too. So are folders that
    `remit build` wrote, given or below.
    """
    found: list[Path] = []
    for path in paths:
        built = [each for each in sorted(path.glob("*")) if quads_of_built(each)]
        if built and not quads_of_built(path):
            found += built
            continue
        below = sorted(path.glob("*/plan.*")) if path.is_dir() else []
        if not below or any(path.glob("plan.*")):
            found.append(path)
            continue
        for folder in dict.fromkeys(file.parent for file in below):
            forms = [file for file in below if file.parent == folder and file.suffix in FORMS]
            found.append(min(forms, key=lambda file: FORMS.index(file.suffix), default=folder))
    return found


def measured(path: Path) -> list[OrganLoad]:
    """Read one plan and return what its kinds of organ carry, expected."""
    return organ_loads_of(opened(path))


def organ_loads_of(plan: Plan) -> list[OrganLoad]:
    """Return what the kinds of organ carry in a plan, expected over its readings."""
    figures = unit_figures(likelihood(plan))
    organs = {unit: f"{o.zh} {o.en}" for unit, o in organ_labels(plan).items()}
    expected = {
        field: {unit: figure.expected for unit, figure in figures[field].items()}
        for field in ("tasks", "led", "load")
    }
    return organ_loads(plan.id, plan.year, organs, expected)


def measured_in_parallel(paths: Sequence[Path]) -> Iterator[list[OrganLoad]]:
    """Yield what `measured` returns for each plan, in their order, a process a core."""
    with ProcessPoolExecutor(min(len(paths), os.cpu_count() or 1)) as pool:
        yield from pool.map(measured, paths)


def totals_table(loads: Sequence[OrganLoad]) -> Table:
    """Return the sums by kind of organ and year."""
    columns = (
        "年份 year",
        "机构种类 kind of organ",
        "计划数 plans",
        "单位数 units",
        "参与任务（预期） tasks (expected)",
        "牵头（预期） led (expected)",
        "计划协同负荷（预期） load (expected)",
    )
    rows = (
        (t.year, t.organ, t.plans, t.units, round(t.tasks, 1), round(t.led, 1), round(t.load, 1))
        for t in organ_totals(loads)
    )
    return Table(columns, tuple(rows))


def shares_table(shares: Sequence[OrganShare]) -> Table:
    """Return where a kind of organ carries more, and less, than its usual share."""
    columns = (
        "计划 plan",
        "年份 year",
        "机构种类 kind of organ",
        "负荷占比 share of load",
        "同类常见占比 usual share",
        "倍数 times the usual",
    )
    rows = (
        (
            row.load.plan,
            row.load.year,
            row.load.organ,
            *(None if v is None else round(v, 3) for v in (row.share, row.usual, row.times)),
        )
        for row in shares
    )
    return Table(columns, tuple(rows))
