"""How the time of every regular expression grows with the length of a text made to slow it.

The expressions are those that the package's modules hold, and those written into calls of
`re`. From each one's own syntax tree come texts that repeat what it repeats: alone, and with
what leads up to it. Each way the expression is used in is timed on texts of doubling length;
the time of a harmless one grows by a power of 1.
"""

import ast
import importlib
import importlib.util
import math
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice, product
from pathlib import Path
from typing import Any, Final

_parser: Any = importlib.import_module("re._parser")

WAYS: Final = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")
SHORTEST: Final = 125
LONGEST: Final = 8_000
ENOUGH: Final = 0.04
"""Seconds from which on growth can be measured; what stays below on all texts is quick."""

LINEAR: Final = 1.4
"""The power below which time grows with the text alone; what is above 1 is noise."""

HOPELESS: Final = 1.0
"""Seconds after which a text is given up: the time doubles with every character."""

_CLOCK_TICK: Final = 1e-6
_SAMPLES: Final = 4
_MANY: Final = 60
"""Repetitions from which on a bounded repetition is taken for an unbounded one."""


@dataclass(frozen=True, slots=True)
class Use:
    """An expression, where it stands, and the method it is used by."""

    place: str
    expression: re.Pattern[Any]
    way: str


def uses(package: str = "remit") -> Iterator[Use]:
    """Yield every expression of a package in every way it is used."""
    sources = dict(_sources(package))
    everything = "\n".join(sources.values())
    for name, source in sources.items():
        yield from _written_in_calls(name, source)
        module = importlib.import_module(name)
        if not hasattr(module, "re"):
            continue
        for variable, value in vars(module).items():
            for expression in _expressions_in(value):
                scope = source if variable.startswith("_") else everything
                ways = re.findall(rf"\b{variable}\.({'|'.join(WAYS)})\(", scope)
                ways = ways or re.findall(rf"\b(?!re\.)[a-z_]+\.({'|'.join(WAYS)})\(", source)
                for way in sorted(set(ways)):
                    yield Use(f"{name}.{variable}", expression, way)


def _sources(package: str) -> Iterator[tuple[str, str]]:
    root = importlib.import_module(package)
    for found in pkgutil.walk_packages(root.__path__, f"{package}."):
        spec = importlib.util.find_spec(found.name)
        if spec is not None and spec.origin is not None:
            yield found.name, Path(spec.origin).read_text(encoding="utf-8")


def _expressions_in(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _expressions_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _expressions_in(item)


def _written_in_calls(name: str, source: str) -> Iterator[Use]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=way),
                args=[ast.Constant(value=str() as written), *_],
            ) if way in WAYS:
                yield Use(f"{name}:{node.lineno}", re.compile(written), way)


def slow_texts(expression: re.Pattern[Any]) -> Iterator[Callable[[int], str]]:
    """Yield makers of texts, of a given length, that an expression may take long to refuse."""
    tree = _parser.parse(expression.pattern, expression.flags & ~re.DEBUG)
    seen = set()
    for lead, body in _repetitions(list(tree), ""):
        for pump in (body, lead + body):
            for start, end in product(("", lead), ("", "\x00")):
                if pump and (start, pump, end) not in seen:
                    seen.add((start, pump, end))
                    yield partial(_pumped, start, pump, end)


def _pumped(start: str, pump: str, end: str, length: int) -> str:
    return start + pump * (length // len(pump)) + end


def _repetitions(items: list[Any], lead: str) -> Iterator[tuple[str, str]]:
    """Yield samples of what an expression repeats without bound, and of what comes before it."""
    for operator, argument in items:
        match str(operator):
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                least, most, inner = argument
                if most > _MANY:
                    for sample in islice(_samples(list(inner)), _SAMPLES):
                        yield lead, sample
                yield from _repetitions(list(inner), lead)
                lead += _sample(list(inner)) * max(1, least)
            case "SUBPATTERN":
                yield from _repetitions(list(argument[-1]), lead)
                lead += _sample(list(argument[-1]))
            case "BRANCH":
                for branch in argument[1]:
                    yield from _repetitions(list(branch), lead)
                lead += _sample(list(argument[1][0]))
            case _:
                lead += _sample([(operator, argument)])


def _sample(items: list[Any]) -> str:
    return next(_samples(items), "")


def _samples(items: list[Any]) -> Iterator[str]:
    """Yield texts that fit a part of an expression, of each choice one."""
    parts = [list(islice(_samples_of(str(op), argument), _SAMPLES)) for op, argument in items]
    for choice in product(*parts):
        yield "".join(choice)


def _samples_of(operator: str, argument: Any) -> Iterator[str]:  # noqa: ANN401 (sre's own)
    match operator:
        case "LITERAL":
            yield chr(argument)
        case "NOT_LITERAL":
            yield "a" if argument != ord("a") else "b"
        case "ANY":
            yield from ("a", "中")
        case "IN":
            yield from _members(argument)
        case "SUBPATTERN" | "ATOMIC_GROUP":
            yield from _samples(list(argument[-1] if operator == "SUBPATTERN" else argument))
        case "BRANCH":
            for branch in argument[1]:
                yield from islice(_samples(list(branch)), 1)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, _, inner = argument
            for sample in _samples(list(inner)):
                yield sample * max(1, least)
        case _:
            yield ""


def _members(items: Iterable[Any]) -> Iterator[str]:
    listed = list(items)
    if str(listed[0][0]) == "NEGATE":
        excluded = "".join(map(str, _members(listed[1:]))) if listed[1:] else ""
        yield from (c for c in "a中1 (\"'<" if c not in excluded)
        return
    for operator, argument in listed:
        match str(operator):
            case "LITERAL":
                yield chr(argument)
            case "RANGE":
                yield chr(argument[0])
            case "CATEGORY":
                yield {"SPACE": " ", "DIGIT": "1", "WORD": "a"}.get(str(argument)[9:], "。")


def growth(use: Use) -> float:
    """Return the largest power that an expression's time grows with; 0.0 where it is quick.

    What grows too fast is measured thrice, and the least counts: others may be at work.
    """
    powers = [0.0]
    for make in slow_texts(use.expression):
        power = _power(use, make)
        for _ in range(2):
            power = min(power, _power(use, make)) if LINEAR < power < math.inf else power
        if power == math.inf:
            return power
        powers.append(power)
    return max(powers)


def _power(use: Use, make: Callable[[int], str]) -> float:
    length, last = SHORTEST, _seconds(use, make(SHORTEST))
    while length < LONGEST and last < math.inf:
        length *= 2
        now = _seconds(use, make(length))
        if now > ENOUGH:
            return math.log2(now / max(last, _CLOCK_TICK))
        last = now
    return 0.0 if last < math.inf else math.inf


def _seconds(use: Use, text: str) -> float:
    """Return the least of three times; infinity when one passes `HOPELESS`."""
    given: Any = text.encode() if isinstance(use.expression.pattern, bytes) else text
    run = _run(use, given)
    times = []
    signal.signal(signal.SIGVTALRM, _stop)
    for _ in range(3):
        start = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, HOPELESS)
        try:
            run()
        except TimeoutError:
            return math.inf
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        times.append(time.process_time() - start)
    return min(times)


def _stop(_signal: int, _frame: object) -> None:
    raise TimeoutError


def _run(use: Use, text: Any) -> Callable[[], object]:  # noqa: ANN401 (text or bytes)
    if use.way == "finditer":
        return lambda: sum(1 for _ in use.expression.finditer(text))
    if use.way == "sub":
        return partial(use.expression.sub, text[:0], text)
    return partial(getattr(use.expression, use.way), text)


def main() -> None:
    """Print the expressions whose time grows faster than the text, as Markdown."""
    found = list(uses())
    print("| expression | used by | power |\n| --- | --- | --- |")
    for use in found:
        power = growth(use)
        if power > LINEAR:
            print(f"| `{use.place}` | {use.way} | {power:.2f} |", flush=True)
    print(f"\n{len(found)} uses of expressions timed")


if __name__ == "__main__":
    main()
