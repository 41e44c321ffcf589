"""Where plans come from: files, folders, zips, standard input; and which format they are in."""

import io
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from remit.errors import UnreadableSource
from remit.read.blocks import Paragraph
from remit.read.formats import content_of, documents

Packed = Callable[[dict[str, str | bytes]], bytes]
WordXml = Callable[..., bytes]

BODY = "<w:p><w:r><w:t>通知</w:t></w:r></w:p>"


def test_a_file_is_one_document(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"1")
    assert documents(path) == [(str(path), b"1")]


def test_a_folder_gives_its_plan_files_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.docx", "~$a.docx", ".hidden.txt", "photo.jpg"):
        (tmp_path / name).write_bytes(b"1")
    (tmp_path / "inner.txt").mkdir()
    assert [Path(name).name for name, _ in documents(tmp_path)] == ["a.docx", "b.txt"]


def test_files_that_are_too_much_together_are_refused(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_bytes(b"a\n" * 9_000_000)
    with pytest.raises(UnreadableSource, match=r"3\.txt.*60 MB together"):
        documents(tmp_path)
    for number in range(51):
        (tmp_path / f"{number}.txt").write_bytes(b"a")
    with pytest.raises(UnreadableSource, match="more than 50 files"):
        documents(tuple(tmp_path / f"{number}.txt" for number in range(51)))


def test_a_zip_gives_its_members_by_name(tmp_path: Path, packed: Packed) -> None:
    path = tmp_path / "plans.zip"
    path.write_bytes(packed({"附件2.txt": "二", "附件1.txt": "一", "__MACOSX/a.txt": "x"}))
    assert documents(path) == [
        (f"{path}/附件1.txt", "一".encode()),
        (f"{path}/附件2.txt", "二".encode()),
    ]


def test_names_in_a_chinese_zip_are_read(tmp_path: Path, packed: Packed) -> None:
    written = "附件1.txt".encode("gb18030")
    placeholder = b"A" * len(written)
    path = tmp_path / "plans.zip"
    path.write_bytes(packed({placeholder.decode(): "一"}).replace(placeholder, written))
    assert documents(path) == [(f"{path}/附件1.txt", "一".encode())]


def test_a_word_file_is_no_zip_of_several(tmp_path: Path, word_xml: WordXml) -> None:
    path = tmp_path / "plan"
    path.write_bytes(word_xml(BODY))
    assert documents(path) == [(str(path), word_xml(BODY))]


def test_standard_input_is_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("通知".encode())))
    assert documents(Path("-")) == [("-", "通知".encode())]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.txt", None, "没有这个文件.*no such file"),
        ("empty.txt", b"", "空的.*empty"),
    ],
)
def test_what_is_missing_or_empty_is_refused(
    name: str, content: bytes | None, message: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableSource, match=rf"{name}.*{message}"):
        documents(tmp_path / name)


def test_a_folder_without_plans_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"没有计划文件.*no plan file"):
        documents(tmp_path)


def test_a_zip_in_a_zip_is_refused(tmp_path: Path, packed: Packed) -> None:
    path = tmp_path / "plans.zip"
    path.write_bytes(packed({"inner.zip": packed({"a.txt": "a"})}))
    with pytest.raises(UnreadableSource, match=r"plans\.zip.*inner\.zip.*unpack"):
        documents(path)


@pytest.mark.parametrize("member", ["../plan.txt", "/etc/plan.txt", "C:/plan.txt", "a/../../b.txt"])
def test_a_zip_that_points_outside_is_refused(member: str, tmp_path: Path, packed: Packed) -> None:
    path = tmp_path / "plans.zip"
    path.write_bytes(packed({member: "x"}))
    with pytest.raises(UnreadableSource, match=r"plans\.zip.*outside the zip"):
        documents(path)


@pytest.mark.parametrize("name", ["plan.docx", "plan.txt", "plan.pdf", "-"])
def test_the_content_tells_the_format_whatever_the_name_says(name: str, word_xml: WordXml) -> None:
    assert content_of(word_xml(BODY), name) == ([Paragraph("通知", "paragraph=1")], "docx")


def test_a_web_page_without_a_name_is_one() -> None:
    assert content_of("\n<!DOCTYPE html><p>通知".encode(), "-")[1] == "html; utf-8"


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx", "plan.pdf"])
def test_text_with_the_name_of_an_office_file_is_refused(name: str) -> None:
    with pytest.raises(UnreadableSource, match=f"{name}.*byte 0"):
        content_of("通知".encode(), name)


@pytest.mark.parametrize("name", ["plan.txt", "plan.html", "plan.csv"])
def test_a_file_of_white_space_is_refused(name: str) -> None:
    with pytest.raises(UnreadableSource, match=name):
        content_of(b" \n \n", name)


OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "name"),
    [(OLD_WORD, "plan.doc"), (OLD_WORD, "plan.wps"), (b"{\\rtf1}", "plan.rtf"), (b"x", "plan.et")],
)
def test_old_formats_are_refused_with_advice_without_libreoffice(
    data: bytes, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableSource, match=rf"{name}.*LibreOffice.*另存为.*install"):
        content_of(data, name)


def test_an_encrypted_office_file_is_refused_with_advice() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnreadableSource, match=r"plan\.docx.*密码.*password"):
        content_of(data, "plan.docx")


def converter(folder: Path, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_old_formats_are_converted_by_libreoffice(
    word_xml: WordXml, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "new.docx").write_bytes(word_xml(BODY))
    converter(
        tmp_path,
        f'while [ "$1" != --outdir ]; do shift; done; /bin/cp {tmp_path}/new.docx "$2/plan.docx"',
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    found = content_of(OLD_WORD, "plan.doc")
    assert found == ([Paragraph("通知", "paragraph=1")], "doc → docx")


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_conversion_that_fails_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    converter(tmp_path, "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableSource, match=r"plan\.doc.*could not convert"):
        content_of(OLD_WORD, "plan.doc")


def test_a_folder_with_a_file_named_plan_is_that_plan(tmp_path: Path) -> None:
    """What stands beside it (annotations, decisions) is no part of the plan."""
    (tmp_path / "plan.txt").write_text("计划", encoding="utf-8")
    (tmp_path / "decisions.csv").write_text("a,b", encoding="utf-8")
    assert [Path(name).name for name, _ in documents(tmp_path)] == ["plan.txt"]
