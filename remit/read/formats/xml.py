"""XML parts of office files: read piece by piece, without entities, within limits."""

import codecs
from collections.abc import Iterable, Iterator
from typing import Any, Final, cast

from lxml import etree

from remit.errors import UnreadableSource
from remit.read.formats.archive import Archive
from remit.read.formats.border import (
    MAX_NODES,
    MAX_PART,
    MAX_ROWS,
    damaged,
    refused,
    too_large,
    too_many_lines,
)

_CHUNK: Final = 1 << 16
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL: Final = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}


_SAFE: Final[dict[str, Any]] = {
    "encoding": "utf-8",  # overrules the declared one: what looks like no DOCTYPE must stay none
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def part(archive: Archive, member: str) -> bytes:
    """Return an XML part in UTF-8 and in the usual (transitional) namespaces.

    Raises UnreadableSource for one that declares a document type: no office program
    writes one, and entities can only do harm.
    """
    content = archive.read(member, MAX_PART)
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            try:
                content = content.decode(encoding).encode()
            except UnicodeError:
                raise damaged(archive.name, "XML", member) from None
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise refused(
            archive.name,
            f"{member} 带有 DOCTYPE 声明，办公软件不会写这个；请用 Word/Excel 打开后另存一份。",
            f"{member} has a DOCTYPE, which no office program writes; open it in Word or Excel"
            f" and save a copy.",
        )
    if _STRICT in content:
        for strict, usual in _TRANSITIONAL.items():
            content = content.replace(strict, usual)
    return content


def tree(archive: Archive, member: str) -> etree._Element | None:
    """Return the root of a small part (styles, relations), None when there is no such part."""
    if member not in archive.members:
        return None
    content = part(archive, member)
    if content.count(b"<") + content.count(b"=") > MAX_NODES:
        raise _too_many_nodes(archive.name, member)
    try:
        return etree.fromstring(content, etree.XMLParser(**_SAFE))
    except etree.XMLSyntaxError as error:
        raise _broken(archive.name, member, error) from None


def events(
    archive: Archive, member: str, names: Iterable[str], pieces: Iterable[str]
) -> Iterator[tuple[str, etree._Element]]:
    """Yield ("start" | "end", element) for the elements called `names` (in Clark notation).

    The consumer disposes of elements it has done with. `pieces` are the names whose end
    shows that this happens: no more than MAX_NODES may lie between two of them.
    """
    content = part(archive, member)
    parser = etree.XMLPullParser(events=("start", "end"), tag=tuple(names), **_SAFE)
    ends = frozenset(pieces)
    held, done = 0, 0
    try:
        for start in range(0, len(content), _CHUNK):
            chunk = content[start : start + _CHUNK]
            held += chunk.count(b"<") + chunk.count(b"=")
            parser.feed(chunk)
            for event, element in cast("Any", parser.read_events()):
                yield event, element
                if event == "end" and element.tag in ends:
                    held, done = 0, done + 1
            if done > MAX_ROWS:
                raise too_many_lines(archive.name, member)
            if held > MAX_NODES:
                raise _too_many_nodes(archive.name, member)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise _broken(archive.name, member, error) from None


def whole(value: str | None, default: int, most: int) -> int:
    """Return an attribute as a whole number from 0 to `most`; broken ones give `default`."""
    if value is None or not value.isascii() or not value.isdigit():
        return default
    return min(int(value[:9]), most)


def _broken(name: str, member: str, error: etree.XMLSyntaxError) -> UnreadableSource:
    return damaged(name, "XML", f"{member} 第 {error.lineno} 行 line {error.lineno}")


def _too_many_nodes(name: str, member: str) -> UnreadableSource:
    return too_large(
        name,
        member,
        f"一处就有多于 {MAX_NODES} 个标记",
        f"more than {MAX_NODES} marks in one place",
    )


def dispose(element: etree._Element) -> None:
    """Empty an element that has been read, and forget what stood before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
