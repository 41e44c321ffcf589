"""Who the names of a plan stand for: merged names, doubtful and unknown ones, open groups."""

from collections.abc import Iterator

from remit.model import AgentKind, Bilingual, Evidence, Finding, Plan, Severity


def merged_names(plan: Plan) -> Iterator[Finding]:
    """Units printed under several names that are taken for one."""
    for agent in plan.agents:
        if agent.aliases and agent.because is not None:
            yield Finding(
                f"merged-names-{agent.key}",
                "merged-names",
                Severity.INFO,
                agent.because,
                (("agent", agent.key),),
                tuple(a.passage for a in plan.assignments if a.agent == agent.key and a.passage),
            )


def doubtful_aliases(plan: Plan) -> Iterator[Finding]:
    """Units that may be one body under two names, with the passages of both."""
    for doubt in plan.doubts:
        yield Finding(
            f"doubtful-alias-{'-'.join(doubt.agents)}",
            "doubtful-alias",
            Severity.WARNING,
            doubt.because,
            tuple(("agent", key) for key in doubt.agents),
            tuple(a.passage for a in plan.assignments if a.agent in doubt.agents and a.passage),
        )


def groups(plan: Plan) -> Iterator[Finding]:
    """Groups that were expanded on an assumption, and groups whose members are unknown."""
    for agent in plan.agents:
        if agent.kind not in (AgentKind.UNIT_GROUP, AgentKind.LEADER_GROUP):
            continue
        passages = tuple(a.passage for a in plan.assignments if a.agent == agent.key and a.passage)
        if agent.because is not None:
            kind, message = "expanded-group", agent.because
        else:
            kind = "open-group"
            message = Bilingual(
                f"“{agent.name}”的成员原文未列出，按统称保留，不计入任何单位。",
                f"The members of “{agent.name}” are not listed in the source; it stays a group"
                " and counts for no unit.",
            )
        yield Finding(
            f"{kind}-{agent.key}", kind, Severity.INFO, message, (("agent", agent.key),), passages
        )


def rosters(plan: Plan) -> Iterator[Finding]:
    """What rosters add that the plan does not say, and what in them finds no use."""
    stated = {a.agent for a in plan.assignments if a.evidence is Evidence.STATED}
    for agent in plan.agents:
        if agent.key not in stated:
            yield Finding(
                f"only-in-roster-{agent.key}",
                "only-in-roster",
                Severity.INFO,
                Bilingual(
                    f"“{agent.name}”只见于名册，原文没有写到。",
                    f"“{agent.name}” stands in a roster only; the source does not name it.",
                ),
                (("agent", agent.key),),
            )
    for group in dict.fromkeys(line.group for line in plan.unused_rosters):
        lines = [line for line in plan.unused_rosters if line.group == group]
        numbers = ", ".join(str(line.line) for line in lines)
        yield Finding(
            f"unused-roster-{lines[0].line}",
            "unused-roster",
            Severity.INFO,
            Bilingual(
                f"名册 {lines[0].file} 第 {numbers} 行未采用：计划中没有“{group}”，或尚未生效。",
                f"Lines {numbers} of the roster {lines[0].file} are not used: the plan names no"
                f" “{group}”, or they were not yet valid.",
            ),
            (("plan", plan.id),),
        )


def unknown_names(plan: Plan) -> Iterator[Finding]:
    """Units that stand in no roster and whose names tell no kind of organ that is known."""
    listed = {each.member for agent in plan.agents for each in agent.memberships}
    for agent in plan.agents:
        if agent.kind is not AgentKind.UNIT or agent.organs or agent.key in listed:
            continue
        yield Finding(
            f"unknown-name-{agent.key}",
            "unknown-name",
            Severity.INFO,
            Bilingual(
                f"“{agent.name}”不在名册中，名称也看不出是哪类机构，请核对写法。",
                f"“{agent.name}” stands in no roster, and its name tells no known kind of organ;"
                " check how it is written.",
            ),
            (("agent", agent.key),),
            tuple(a.passage for a in plan.assignments if a.agent == agent.key and a.passage),
        )


def unfit_decisions(plan: Plan) -> Iterator[Finding]:
    """Decisions of people that no longer fit the plan, with their place and what to do."""
    for unfit in plan.unfit_decisions:
        decision, why = unfit.decision, unfit.why
        yield Finding(
            f"unfit-decision-{decision.line}",
            "unfit-decision",
            Severity.WARNING,
            Bilingual(
                f"{decision.file} 第 {decision.line} 行的决定“{decision.value}”"
                f"（{decision.question}）未采用：{why.zh}；"
                "请重新运行 remit review 再定，或删去该行。",
                f"The decision “{decision.value}” in line {decision.line} of {decision.file}"
                f" ({decision.question}) is not used: {why.en}; run remit review and decide anew,"
                " or delete the line.",
            ),
            (("plan", plan.id),),
        )
