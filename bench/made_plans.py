"""Large made-up plans: so many units, so many tasks, every cell filled, clusters in the work.

The words are the same for every size: a task of about forty characters, with a target and, in
one of four, a deadline by words only. Units belong to fields of work of about fifteen; a task is
led and supported mostly inside one field, by busy units more often, and one in twelve names the
subdistricts one by one.
"""

from random import Random
from typing import Final

from remit.model import (
    Agent,
    AgentKind,
    Assignment,
    Attachment,
    Evidence,
    Goal,
    Legibility,
    Notice,
    Passage,
    Plan,
    Role,
    Source,
    Task,
    UnitType,
)

FIELD: Final = 15  # units that mostly work with each other
GOAL: Final = 10  # tasks under one goal
LEADERS: Final = 8
WHOLE_GROUP: Final = 12  # one in so many tasks is for all subdistricts
SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林"
WORDS: Final = (
    "完成老旧小区改造{n}个，新增停车泊位{n}个，同步推进雨污分流和道路提升，年底前全部投入使用。",
    "新增规上工业企业{n}家，培育专精特新企业{n}家，技改投资增长{n}%，加快智能工厂建设。",
    "新建公办幼儿园{n}所、养老服务设施{n}处，扩大普惠服务供给，群众满意度进一步提高。",
    "开展河道综合整治{n}条，水质优良率达到{n}%，完善河湖长制，建设生态绿廊{n}公里。",
)


def made_plan(units: int, tasks: int, seed: int = 1) -> tuple[Plan, str]:
    """Return a plan of this size and the text that its passages count in."""
    random = Random(seed)  # noqa: S311 (words, not secrets)
    names = [f"区第{number}局" for number in range(1, units + 1)]
    leaders = [f"{SURNAMES[i % len(SURNAMES)]}领导" for i in range(LEADERS)]
    lines: list[str] = []
    made: list[Task] = []
    duties: list[Assignment] = []
    offset = 0

    def passage(line: str) -> Passage:
        nonlocal offset
        lines.append(line)
        start, offset = offset, offset + len(line) + 1
        return Passage(start, start + len(line), len(lines), line)

    for number in range(1, tasks + 1):
        text = random.choice(WORDS).format(n=random.randint(2, 60))
        where = passage(text)
        made.append(
            Task(
                str(number), str(number), number, text, _goal(number), "1", where, Legibility.WHOLE
            )
        )
        on_task = _team(random, units, number)
        cells = [(leaders[on_task[0] // FIELD % LEADERS], Role.SUPERVISES)]
        cells += [
            (names[unit], Role.SUPPORTS if i else Role.LEADS) for i, unit in enumerate(on_task)
        ]
        for name, role in cells:
            duties.append(_stated(number, name, role, passage(name)))
    goals = {_goal(number): number for number in range(tasks, 0, -1)}
    text = "\n".join(lines)
    kinds = [UnitType.BUREAU, UnitType.OFFICE, UnitType.BRANCH, UnitType.COMPANY]
    plan = Plan(
        id=f"made-{units}-{tasks}",
        title=f"{units} 个单位、{tasks} 项任务的责任分解表",
        title_passage=None,
        year=2025,
        jurisdiction="某区",
        area="made",
        notice=Notice(),
        source=Source("made.txt", "0" * 64, "utf-8", len(text)),
        attachments=(Attachment("1", None, None),),
        goals=tuple(
            Goal(goal, "1", f"目标{goal}", goal, None, order, is_programme=False, passages=())
            for order, goal in enumerate(sorted(goals, key=int))
        ),
        tasks=tuple(made),
        agents=(
            *(Agent(name, AgentKind.LEADER, name) for name in leaders),
            *(
                Agent(name, AgentKind.UNIT, name, unit_type=kinds[i % len(kinds)])
                for i, name in enumerate(names)
            ),
        ),
        assignments=tuple(duties),
        repeats_dropped=False,
    )
    return plan, text


def _goal(number: int) -> str:
    return str(1 + (number - 1) // GOAL)


def _team(random: Random, units: int, number: int) -> list[int]:
    """Return who works on a task, the lead first."""
    fields = max(1, units // FIELD)
    # Every unit leads a task in turn, while there are enough tasks; so all of them occur.
    lead = (number - 1) % units
    field = lead // FIELD % fields
    near = [FIELD * field + min(int(random.expovariate(0.3)), FIELD - 1) for _ in range(4)]
    far = [random.randrange(units)] if random.random() < 0.3 else []
    everywhere = list(range(min(units, 10))) if number % WHOLE_GROUP == 0 else []
    return [unit for unit in dict.fromkeys([lead, *near, *far, *everywhere]) if unit < units]


def _stated(task: int, agent: str, role: Role, where: Passage) -> Assignment:
    return Assignment(
        id=f"{task}/{agent}",
        task=str(task),
        agent=agent,
        evidence=Evidence.STATED,
        confidence=1.0,
        role=role,
        role_evidence=Evidence.STATED,
        role_confidence=1.0,
        passage=where,
    )
