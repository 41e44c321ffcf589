"""The plain facts every floor shares: what a document shows, and what it means.

Two families of frozen dataclasses. The first is what *reading* finds, before any
word is understood: `Document`, `Section`, `Heading`, `Row`, `Cell`, each part with
its `Passage`. The second is what *interpreting* makes of it: `Plan`, `Goal`, `Task`,
`Agent`, `Assignment`, `Finding`. What the words of a task say is in `remit.model.content`,
what they name in `remit.model.naming`, the spans it all rests on in `remit.model.passage`.
Nothing here knows files, RDF or HTML.

Positions are counted in Unicode code points of the decoded text (a byte-order mark
removed, line ends as they stand), start inclusive, end exclusive, as in the Web
Annotation Data Model, section 4.2.4 (https://www.w3.org/TR/annotation-model/).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from remit.model.candidate import Candidate as Candidate
from remit.model.candidate import one_each as one_each
from remit.model.content import Change as Change
from remit.model.content import Comparator as Comparator
from remit.model.content import Comparison as Comparison
from remit.model.content import Deadline as Deadline
from remit.model.content import Indicator as Indicator
from remit.model.content import Target as Target
from remit.model.decision import Decision as Decision
from remit.model.decision import Unfit as Unfit
from remit.model.finding import Finding as Finding
from remit.model.finding import Severity as Severity
from remit.model.kinds import BODIES as BODIES
from remit.model.kinds import PERSONS as PERSONS
from remit.model.kinds import AgentKind as AgentKind
from remit.model.kinds import Evidence as Evidence
from remit.model.kinds import Role as Role
from remit.model.membership import Membership as Membership
from remit.model.membership import RosterLine as RosterLine
from remit.model.naming import Entry as Entry
from remit.model.naming import Mention as Mention
from remit.model.naming import Named as Named
from remit.model.naming import NameKind as NameKind
from remit.model.passage import Bilingual as Bilingual
from remit.model.passage import Passage as Passage
from remit.model.passage import clause_of as clause_of

# --- what reading finds -------------------------------------------------------


class RoleRule(StrEnum):
    """By which rule a role is read where its words alone leave it open.

    `ALONE` and `BESIDE_LEAD`: words such as 责任单位 mean lead, or support beside a lead.
    `FIRST_LISTED` and `AFTER_FIRST`: the paper says that the first of a list leads.
    `UNSTARRED`: the leads of the list are marked ★, or 牵头 in brackets.
    """

    ALONE = "alone"
    BESIDE_LEAD = "beside-lead"
    FIRST_LISTED = "first-listed"
    AFTER_FIRST = "after-first"
    UNSTARRED = "unstarred"


@dataclass(frozen=True, slots=True)
class Cell:
    """One name in a duty cell: `name` has broken lines and padding mended, the passage has not.

    `role` is what the layout shows, None where it does not, and `rule` by which rule where
    its words alone (责任单位) leave that open. `inherited` tells that the name stands
    elsewhere and holds for this row: in a merged cell or a heading above.
    """

    name: str
    kind: AgentKind
    passage: Passage
    role: Role | None = None
    inherited: bool = False
    rule: RoleRule | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A goal, sub-goal or programme as printed, with what had to be restored in it.

    `number` is None for a heading that carries none (sub-goals). `restored_number`
    and `restored_name` say which parts were put back because a repeated line was
    dropped: the whole number, and the end of the name.
    """

    number: str | None
    name: str
    level: int
    passages: tuple[Passage, ...]
    restored_number: bool = False
    restored_name: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One task row: its number as printed (None in unnumbered tables), text and duty cells.

    `unread` tells that something in the row could not be read, so nothing in it is lost.
    """

    number: str | None
    text: str
    passage: Passage
    headings: tuple[Heading, ...]
    cells: tuple[Cell, ...]
    deadline: Passage | None = None
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One table or list of the notice, usually an attachment.

    `roles` are those its layout has a place for: what it has no place for is not lost.
    """

    number: str
    title: str | None
    title_passage: Passage | None
    columns: tuple[str, ...]
    numbered_tasks: bool
    rows: tuple[Row, ...]
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands around the tables: every part that the text shows, with its passage."""

    title: str | None = None
    title_passage: Passage | None = None
    issuer: str | None = None
    issuer_passage: Passage | None = None
    issued: date | None = None
    issued_passage: Passage | None = None
    recipients: str | None = None
    recipients_passage: Passage | None = None
    open_publication: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The file a plan was read from: `sha256` of its bytes, `length` in code points."""

    file_name: str
    sha256: str
    encoding: str
    length: int


@dataclass(frozen=True, slots=True)
class Document:
    """A plan as read.

    `repeats_dropped`: no line occurs twice though cells are missing, so whatever had been
    written before is lost. `unread`: lines inside the tables that could not be placed.
    `names_before`: names stand on lines of their own before the first table, so that
    even its first row may have lost a repeated one.
    """

    source: Source
    notice: Notice
    sections: tuple[Section, ...]
    repeats_dropped: bool
    unread: tuple[Passage, ...] = ()
    names_before: bool = False


# --- what interpreting makes of it --------------------------------------------


class UnitType(StrEnum):
    """The broad kind of a unit, by the ending of its name."""

    BUREAU = "bureau"
    OFFICE = "office"
    PARTY_ORGAN = "party-organ"
    MASS_ORGANISATION = "mass-organisation"
    BRANCH = "branch"
    SUBDISTRICT = "subdistrict"
    TOWN = "town"
    ZONE = "zone"
    COMPANY = "company"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Agent:
    """Someone who can hold a duty. `key` is the stable last part of its IRI.

    `aliases` are other printed forms of the same name. For a group, `memberships` are
    its known members (none when the membership is open) and `because` says how they
    are known. For merged names, `because` says why they are one. For a unit,
    `organs` are the kinds of organ its names tell (ids of `ontology/organs.ttl`), and
    `jurisdiction` the place whose body it is, None when its name does not tell.
    `decision` is a reviewer's about its names or members, `merged` the keys of units that
    were found to be this one.
    """

    key: str
    kind: AgentKind
    name: str
    aliases: tuple[str, ...] = ()
    unit_type: UnitType | None = None
    memberships: tuple[Membership, ...] = ()
    because: Bilingual | None = None
    organs: tuple[str, ...] = ()
    jurisdiction: str | None = None
    decision: Decision | None = None
    merged: tuple[str, ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        """The keys of a group's known members."""
        return tuple(each.member for each in self.memberships)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two agents, by key, that may be one body; they are kept apart until someone decides."""

    agents: tuple[str, str]
    because: Bilingual


@dataclass(frozen=True, slots=True)
class Attachment:
    """One table of the plan, as an addressable part of the notice."""

    number: str
    title: str | None
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal, sub-goal or programme. `id` is unique in the plan ("3", "3.1", "2-7").

    `number` is as printed or restored; where the source prints none (`counted`, as for
    sub-goals) it is counted and serves as a name only: show it to nobody as printed.
    """

    id: str
    number: str
    name: str
    attachment: str
    parent: str | None
    order: int
    is_programme: bool
    passages: tuple[Passage, ...]
    restored_number: bool = False
    restored_name: str | None = None
    counted: bool = False

    @property
    def title(self) -> str:
        """The name with its number, when the source gives it one."""
        return self.name if self.counted else f"{self.number} {self.name}"


class Legibility(StrEnum):
    """How much of a task's row the source still shows."""

    WHOLE = "whole"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Task:
    """One row. `id` is unique in the plan ("31", "2-5.1"), `number` is as shown to people.

    `lost` names the columns that certainly lost a cell: every row has a supervising
    leader and a lead, so a row without any leader lost the first, without any unit the
    second. `legibility` is `SOME` when further cells may be lost.
    """

    id: str
    number: str
    order: int
    text: str
    goal: str | None
    attachment: str
    passage: Passage
    legibility: Legibility
    lost: tuple[Role, ...] = ()
    deadline: Passage | None = None

    @property
    def time_limit(self) -> str | None:
        """The words of the deadline, on one line where its cell breaks them."""
        lines = self.deadline.exact.splitlines() if self.deadline else None
        return "".join(line.strip() for line in lines) if lines else None


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who takes part in which task, and in which role: two things known separately.

    `evidence` and `confidence` (0 to 1) are about taking part; `role_evidence` and
    `role_confidence` about the role. `role` is `TAKES_PART` with `role_evidence` None
    when nothing is known of it. A stated assignment has a `passage`; an expanded one
    has `via_group`, the id of the group's own assignment in `derived_from`, and no
    passage. `because` says why taking part is believed where it is not stated,
    `role_because` why the role is. `name` is the agent's name as printed at this task,
    `inherited` tells that it stands elsewhere (a merged cell, a heading) and holds here.
    With a `decision`, what is stated is so by its reviewer, not by the source.
    """

    id: str
    task: str
    agent: str
    evidence: Evidence
    confidence: float
    role: Role
    role_evidence: Evidence | None
    role_confidence: float | None
    because: Bilingual | None = None
    role_because: Bilingual | None = None
    passage: Passage | None = None
    via_group: str | None = None
    derived_from: str | None = None
    name: str | None = None
    inherited: bool = False
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One responsibility-breakdown plan, understood. All tuples are in document order.

    `title` stands in the notice or, where that has none, over its first table. `area` is
    the part of the IRIs that the plans of one government share. `repeats_dropped` and
    `unread` are as in `Document`. `candidates` may hold what a damaged copy lost; those
    likely enough are inferred assignments instead.
    """

    id: str
    title: str
    title_passage: Passage | None
    year: int | None
    jurisdiction: str | None
    area: str
    notice: Notice
    source: Source
    attachments: tuple[Attachment, ...]
    goals: tuple[Goal, ...]
    tasks: tuple[Task, ...]
    agents: tuple[Agent, ...]
    assignments: tuple[Assignment, ...]
    repeats_dropped: bool
    unread: tuple[Passage, ...] = ()
    targets: tuple[Target, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    named: tuple[Named, ...] = ()
    mentions: tuple[Mention, ...] = ()
    findings: tuple[Finding, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unused_rosters: tuple[RosterLine, ...] = ()
    unfit_decisions: tuple[Unfit, ...] = ()
    candidates: tuple[Candidate, ...] = ()
