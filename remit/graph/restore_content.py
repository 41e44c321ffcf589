"""What the words of tasks say, back out of RDF: the pair of `content`."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from remit.graph.facts import Facts
from remit.graph.terms import CHANGES, COMPARATORS, NAME_KINDS, back
from remit.graph.vocabulary import BASE
from remit.model import Deadline, Indicator, Mention, Named, Passage, Target, Task


def joined(text: str) -> str:
    """Return a text without its spaces and line breaks."""
    return "".join(text.split())


def words_of(passage: Passage) -> str:
    """Return the words of a passage without spaces and line breaks."""
    return joined(passage.exact)


def passage_of(facts: Facts, name: str) -> Passage:
    """Return the passage with this IRI; LookupError where the graph does not quote it."""
    return Passage(
        int(facts.needed(f"{name}/position", "oa:start")),
        int(facts.needed(f"{name}/position", "oa:end")),
        int(facts.needed(name, "rm:line")),
        facts.needed(f"{name}/quote", "oa:exact"),
        facts.text(name, "rm:placeInSource") or "",
    )


class RestoredContent:
    """Targets, indicators and names of a plan's tasks, as its graph tells them."""

    def __init__(self, facts: Facts, plan: str, tasks: Sequence[Task]) -> None:
        """Take the facts, the IRI of the plan, and its tasks in order."""
        self._facts, self._plan, self._tasks = facts, plan, tasks
        self._order = {task.id: task.order for task in tasks}
        self._things = [
            thing
            for kind in ("rm:Place", "rm:Project")
            for thing in facts.of_type(kind)
            if facts.node(thing, "rm:kind")
        ]
        targets = [self._target(t, one) for t in tasks for one in self._set_by(t)]
        self.targets = tuple(sorted(targets, key=lambda t: (self._order[t.task], t.passage)))
        self.indicators = tuple(
            Indicator(key, facts.needed(f"{BASE}indicator/{key}", "rdfs:label"))
            for key in dict.fromkeys(target.indicator for target in self.targets)
        )
        mentions = sorted(self._mentions(), key=self._place)
        self.mentions = tuple(mentions)
        things = dict(zip(map(self._key, self._things), self._things, strict=True))
        first = dict.fromkeys((*(m.named for m in mentions), *things))
        self.named = tuple(self._named(things[key]) for key in first)

    def _place(self, mention: Mention) -> tuple[int, int, int]:
        """Of names that begin together the longer one stands first."""
        return self._order[mention.task], mention.passage.start, -mention.passage.end

    def _set_by(self, task: Task) -> list[str]:
        return self._facts.nodes(f"{self._plan}/task/{task.id}", "rm:setsTarget")

    def _indicator(self, name: str) -> str:
        return name.removeprefix(f"{BASE}indicator/")

    def _target(self, task: Task, one: str) -> Target:
        facts = self._facts
        passages = [passage_of(facts, p) for p in facts.nodes(one, "prov:wasDerivedFrom")]
        measure, limit = facts.text(one, "rm:measure") or "", facts.text(one, "rm:timeLimit")
        words = facts.needed(one, "rdfs:label").removeprefix(f"{measure}：")
        passage = next((p for p in passages if words_of(p) == words), None)
        if passage is None:
            raise LookupError(one)
        comparator = facts.node(one, "rm:comparator")
        value = facts.text(one, "rm:value") or facts.text(one, "rm:minValue")
        upper = facts.text(one, "rm:maxValue")
        return Target(
            one.removeprefix(f"{self._plan}/target/"),
            task.id,
            passage,
            measure,
            self._indicator(facts.needed(one, "rm:indicator")),
            back(COMPARATORS, comparator) if comparator else None,
            Decimal(value) if value else None,
            Decimal(upper) if upper else None,
            facts.text(one, "rm:unitOfMeasure"),
            facts.text(one, "rm:multiplier"),
            back(CHANGES, facts.needed(one, "rm:change")),
            facts.text(one, "rm:ambition"),
            facts.text(one, "rm:reference"),
            self._deadline(task, one, passages, limit) if limit else None,
        )

    def _deadline(
        self, task: Task, one: str, passages: Sequence[Passage], limit: str
    ) -> Deadline | None:
        day = self._facts.text(one, "rm:deadline")
        words = (p for p in passages if words_of(p) == limit)
        passage = next(words, None)
        if passage is None:
            return None
        return Deadline(task.id, passage, date.fromisoformat(day) if day else None)

    def _key(self, thing: str) -> str:
        return thing.removeprefix(BASE).split("/", 2)[2]

    def _named(self, thing: str) -> Named:
        facts = self._facts
        return Named(
            self._key(thing),
            facts.needed(thing, "rdfs:label"),
            back(NAME_KINDS, facts.needed(thing, "rm:kind")),
            tuple(facts.texts(thing, "skos:altLabel")),
        )

    def _mentions(self) -> Iterator[Mention]:
        """A passage is of the task it stands in; one that stands in none is of the first."""
        facts = self._facts
        named_in = {
            task: facts.nodes(f"{self._plan}/task/{task.id}", "rm:mentions") for task in self._tasks
        }
        for thing in self._things:
            tasks = [task for task, things in named_in.items() if thing in things]
            for source in facts.nodes(thing, "prov:wasDerivedFrom"):
                passage = passage_of(facts, source)
                inside = (
                    t.id
                    for t in tasks
                    if t.passage.start <= passage.start and passage.end <= t.passage.end
                )
                task = next(inside, tasks[0].id if tasks else None)
                if task is not None:
                    yield Mention(task, self._key(thing), passage)
