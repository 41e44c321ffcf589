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
from remit.account.plain import plain_words
from remit.account.tables import Table, group_table, heading, measure_table
from remit.account.units import one_unit, require_units
from remit.build import quads_of_built, refuse_same_names
from remit.coordination import likelihood, unit_figures
from remit.coordination.rollup import OrganLoad, organ_loads, organ_shares, organ_totals
from remit.errors import BadQuery
from remit.model import Plan
from remit.opening import opened


@dataclass(frozen=True, slots=True)
class Account:
    """Lines of plain words, and the table with the figures behind them."""

    words: tuple[str, ...]
    table: Table


def account_of(
    paths: Sequence[Path], measure: str | None, by: Grouping | None, unit: str | None
) -> Account:
    """Return the account of one plan, or the roll-up of several.

    Raises UnreadableSource for a plan that cannot be read, BadQuery for a measure, unit or
    division that it has not.
    """
    plans = plans_in(paths)
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
    return Account(
        tuple(_above_usual(loads)), totals_table(loads) if by is None else shares_table(loads)
    )


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
    table = measure_table(plan, model, measure or "load", key)
    words = plain_words(plan, model, key) if measure is None else ()
    return Account((*words, heading(measure or "load")), table)


def _above_usual(loads: Sequence[OrganLoad]) -> Iterator[str]:
    """Yield in words where a kind of organ carries most above its usual share."""
    yield "哪里的哪类机构承担超过常见份额 Where a kind of organ carries more than its usual share"
    shares = [row for row in organ_shares(loads) if row.times and row.times > 1][:5]
    if not shares:
        yield "  没有。 Nowhere."
    for row in shares:
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
        built = [file.parent.parent for file in sorted(path.glob("*/store/quads.nq"))]
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


def shares_table(loads: Sequence[OrganLoad]) -> Table:
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
        for row in organ_shares(loads)
    )
    return Table(columns, tuple(rows))
