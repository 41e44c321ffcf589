"""Puts a plan together from what was read: goals as a tree, tasks, who takes part."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from remit.interpret.agents import Agents
from remit.interpret.content import targets_and_deadlines
from remit.interpret.groups import with_members
from remit.interpret.mentions import named_in, own_places
from remit.interpret.roles import KnownRole, roles
from remit.interpret.rosters import listed
from remit.interpret.targets.same_measure import same_measures
from remit.model import (
    PERSONS,
    Agent,
    Assignment,
    Attachment,
    Cell,
    Document,
    Entry,
    Evidence,
    Goal,
    Heading,
    Legibility,
    Membership,
    Notice,
    Plan,
    Role,
    RosterLine,
    Row,
    Section,
    Task,
)
from remit.read.columns import Column, column_of

_ISSUED_BY: Final = re.compile(
    r"(?P<place>(?:.{1,8}?[省市州盟])?(?:.{1,8}?[区县市旗])?)(?=人民政府|政府|委|办|局|发)"
)
_TITLED_BY: Final = re.compile(rf"{_ISSUED_BY.pattern}人民政府(?:办公[室厅])?关于")
_YEAR: Final = re.compile(r"(20\d{2})\s*年")
_YEAR_OF_ID: Final = re.compile(r"[-_]?(?:19|20)\d{2}年?$")
_NOT_IN_ID: Final = re.compile(r"[^\w.-]+")


def interpret(
    document: Document,
    plan_id: str,
    gazetteer: Sequence[Entry] = (),
    rosters: Sequence[RosterLine] = (),
) -> Plan:
    """Return the plan a document states, with groups expanded and roles inferred.

    `plan_id` names the plan and its IRIs (`zhonglou-2025`); without its year it names
    the area that units belong to. `gazetteer` holds names of places and projects that the
    office knows, `rosters` the members of its groups. Raises UnreadableSource for a roster
    that lists an unknown unit.
    """
    notice = document.notice
    first = document.sections[0]
    title, passage = notice.title, notice.title_passage
    if title is None:
        title, passage = first.title or plan_id, first.title_passage
    jurisdiction = _jurisdiction(notice.issuer, notice.title)
    goals, tasks = _outline(document)
    rows = (row.cells for section in document.sections for row in section.rows)
    resolver = Agents(rows, jurisdiction)
    year = _year(title, notice)
    on = notice.issued or (date(year, 12, 31) if year else None)
    by_roster = listed(rosters, resolver, on)
    agents = with_members(resolver.all(), by_roster.members)
    targets, deadlines, indicators = targets_and_deadlines(tasks, year)
    own = own_places(jurisdiction or title, jurisdiction or plan_id)
    named, mentions = named_in(tasks, gazetteer, agents, own)
    return Plan(
        id=plan_id,
        title=title,
        title_passage=passage,
        year=year,
        jurisdiction=jurisdiction,
        area=jurisdiction or _YEAR_OF_ID.sub("", plan_id) or plan_id,
        notice=notice,
        source=document.source,
        attachments=tuple(
            Attachment(s.number, s.title, s.title_passage) for s in document.sections
        ),
        goals=tuple(goals),
        tasks=tuple(tasks),
        agents=agents,
        assignments=tuple(_assignments(document, tasks, agents, resolver)),
        repeats_dropped=document.repeats_dropped,
        unread=document.unread,
        doubts=resolver.doubts(),
        unused_rosters=by_roster.unused,
        targets=targets,
        deadlines=deadlines,
        indicators=indicators,
        comparisons=same_measures(tasks, targets),
        named=named,
        mentions=mentions,
    )


def _year(title: str, notice: Notice) -> int | None:
    year = _YEAR.search(title)
    if year:
        return int(year.group(1))
    return notice.issued.year if notice.issued else None


def _jurisdiction(issuer: str | None, title: str | None) -> str | None:
    """Return the place whose government issued the notice, by its signature or its title."""
    match = _ISSUED_BY.match(issuer) if issuer else _TITLED_BY.match(title or "")
    return (match.group("place") or None) if match else None


# --- goals and tasks ----------------------------------------------------------


def _outline(document: Document) -> tuple[list[Goal], list[Task]]:
    """Return goals and tasks, numbered as people refer to them.

    Ids are the printed numbers; those of the second and later tables carry the number
    of the table (`2-7`, `2-7.3`). A task without a number is counted within its goal.
    """
    goals: list[Goal] = []
    tasks: list[Task] = []
    used: set[str] = set()
    whole_rows = set(_whole_rows(document))
    for section in document.sections:
        prefix = "" if section is document.sections[0] else f"{section.number}-"
        ids: dict[tuple[Heading, ...], str] = {}
        counts: dict[str | None, int] = {}
        for row in section.rows:
            for depth in range(1, len(row.headings) + 1):
                path = row.headings[:depth]
                if path not in ids:
                    goal = _goal(section, path, ids, prefix, len(goals))
                    ids[path] = goal.id
                    goals.append(goal)
            goal_id = ids.get(row.headings)
            counts[goal_id] = counts.get(goal_id, 0) + 1
            number = row.number or _counted(goal_id, prefix, counts[goal_id])
            identifier = _free(f"{prefix}{number}", used)
            whole = id(row) in whole_rows
            tasks.append(
                Task(
                    id=identifier,
                    number=number,
                    order=len(tasks) + 1,
                    text=row.text,
                    goal=goal_id,
                    attachment=section.number,
                    passage=row.passage,
                    legibility=_legibility(row, whole=whole),
                    lost=_lost(row, section.roles)
                    if document.repeats_dropped and not row.unread
                    else (),
                    deadline=row.deadline,
                )
            )
    return goals, tasks


def _goal(
    section: Section,
    path: tuple[Heading, ...],
    ids: dict[tuple[Heading, ...], str],
    prefix: str,
    before: int,
) -> Goal:
    heading, parent = path[-1], ids.get(path[:-1])
    siblings = sum(1 for other in ids if len(other) == len(path) and other[:-1] == path[:-1])
    own = heading.number or str(siblings + 1)
    number = f"{parent.removeprefix(prefix)}.{own}" if parent else own
    return Goal(
        id=_free(f"{prefix}{number}", set(ids.values())),
        number=number,
        name=heading.name,
        attachment=section.number,
        parent=parent,
        order=before + 1,
        is_programme=not section.numbered_tasks,
        passages=heading.passages,
        restored_number=heading.restored_number,
        restored_name=heading.restored_name,
        counted=heading.number is None,
    )


def _counted(goal_id: str | None, prefix: str, count: int) -> str:
    return str(count) if goal_id is None else f"{goal_id.removeprefix(prefix)}.{count}"


def _free(wanted: str, used: set[str]) -> str:
    """Return `wanted` as part of an IRI, with `_2` … behind it when it is used already."""
    wanted = _NOT_IN_ID.sub("-", wanted)
    identifier, count = wanted, 1
    while identifier in used:
        count += 1
        identifier = f"{wanted}_{count}"
    used.add(identifier)
    return identifier


def _whole_rows(document: Document) -> Iterator[int]:
    """Yield the identity of rows that can have lost no cell.

    Where repeated lines were dropped that is the first row alone, since any later cell
    may repeat an earlier one, and not even that when names stand before the table;
    elsewhere every row that shows what its columns have a place for.
    """
    rows = [(row, section.roles) for section in document.sections for row in section.rows]
    if document.repeats_dropped:
        rows = [] if document.names_before else rows[:1]
    for row, roles_shown in rows:
        if not row.unread and not _lost(row, roles_shown):
            yield id(row)


def _lost(row: Row, roles_shown: frozenset[Role]) -> tuple[Role, ...]:
    """Return the columns that every complete row fills and this one shows nothing of.

    `roles_shown` are those the layout has a place for: a plan without a column for
    leaders has lost none. Where roles are not written, any unit may be the lead.
    """
    supervised = any(cell.kind in PERSONS for cell in row.cells)
    units = [cell for cell in row.cells if cell.kind not in PERSONS]
    led = any(cell.role in (None, Role.LEADS) for cell in units)
    shown = {Role.SUPERVISES: supervised, Role.LEADS: led}
    return tuple(role for role, found in shown.items() if role in roles_shown and not found)


def _legibility(row: Row, *, whole: bool) -> Legibility:
    if whole:
        return Legibility.WHOLE
    return Legibility.SOME if row.cells else Legibility.NONE


# --- assignments --------------------------------------------------------------


def _assignments(
    document: Document, tasks: list[Task], agents: tuple[Agent, ...], resolver: Agents
) -> Iterator[Assignment]:
    """Yield each task's stated assignments, then those its groups expand to."""
    by_key = {agent.key: agent for agent in agents}
    rows = [(section, row) for section in document.sections for row in section.rows]
    in_order = False
    for task, (section, row) in zip(tasks, rows, strict=True):
        if any(column_of(name)[0] is Column.DUTY for name in section.columns):
            in_order = _lead_before_support(section)
        known = roles(
            row.cells,
            [by_key[resolver.key(cell)].unit_type for cell in row.cells],
            whole=task.legibility is Legibility.WHOLE,
            in_column_order=in_order,
            line_is_cell=_joins_names(section),
        )
        stated = list(_stated(task, row, resolver, known))
        yield from stated
        named = {assignment.agent for assignment in stated}
        for assignment in stated:
            for membership in by_key[assignment.agent].memberships:
                if membership.member not in named:
                    named.add(membership.member)
                    yield _expanded(assignment, membership)


def _lead_before_support(section: Section) -> bool:
    duties = [roles for kind, roles in map(column_of, section.columns) if kind is Column.DUTY]
    leads = [i for i, roles in enumerate(duties) if roles == {Role.LEADS}]
    supports = [i for i, roles in enumerate(duties) if Role.SUPPORTS in roles]
    return bool(leads and supports) and leads[0] < supports[0]


def _joins_names(section: Section) -> bool:
    """Tell whether the table writes several names of one cell on one line."""
    for row in section.rows:
        lines = [cell.passage.line for cell in row.cells if cell.kind not in PERSONS]
        if len(set(lines)) < len(lines):
            return True
    return False


def _stated(
    task: Task, row: Row, resolver: Agents, known_roles: Sequence[KnownRole]
) -> Iterator[Assignment]:
    first: dict[str, tuple[Cell, KnownRole]] = {}
    for cell, known in zip(row.cells, known_roles, strict=True):
        key = resolver.key(cell)  # the same name twice in one row is one participation
        if key not in first or (known.role is Role.LEADS and first[key][1].role is Role.SUPPORTS):
            first[key] = cell, known
    for key, (cell, known) in first.items():
        yield Assignment(
            id=f"{task.id}/{key}",
            task=task.id,
            agent=key,
            evidence=Evidence.STATED,
            confidence=1.0,
            role=known.role,
            role_evidence=known.evidence,
            role_confidence=known.confidence,
            role_because=known.because,
            passage=cell.passage,
            name=cell.name,
            inherited=cell.inherited,
        )


def _expanded(assignment: Assignment, membership: Membership) -> Assignment:
    """The member takes part as its group does: same role, known in the same way."""
    return Assignment(
        id=f"{assignment.task}/{membership.member}",
        task=assignment.task,
        agent=membership.member,
        evidence=Evidence.EXPANDED,
        confidence=membership.confidence,
        role=assignment.role,
        role_evidence=assignment.role_evidence,
        role_confidence=assignment.role_confidence,
        because=membership.because,
        role_because=assignment.role_because,
        via_group=assignment.agent,
        derived_from=assignment.id,
    )
