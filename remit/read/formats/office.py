"""Old and foreign office formats: converted by LibreOffice where it is installed.

LibreOffice runs without a window, in a profile and a folder of its own that are removed
afterwards, with macros off (the headless converter runs none), and is ended when it takes
too long.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from remit.errors import UnreadableSource
from remit.read.formats.border import damaged, refused

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Word 97, Excel 97, WPS and encrypted new files begin (a compound file)."""

CONVERTED_TO: Final = {
    ".doc": "docx",
    ".dot": "docx",
    ".wps": "docx",
    ".rtf": "docx",
    ".odt": "docx",
    ".xls": "xlsx",
    ".et": "xlsx",
    ".ods": "xlsx",
    ".ofd": "pdf",
}

_SECONDS: Final = 120
_DOCUMENT: Final = "WordDocument".encode("utf-16-le")
_WORKBOOK: Final = "Workbook".encode("utf-16-le")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def old_ending(data: bytes, name: str) -> str:
    """Return the ending that an old file should have: by its content, then by its name.

    Raises UnreadableSource for one that is encrypted, or nothing we know.
    """
    if data.startswith(MAGIC):
        if _ENCRYPTED in data:
            raise refused(
                name,
                "第 0 字节起是加密的文件；请去掉密码后另存一份。",
                "is encrypted from byte 0 on; save a copy without the password.",
            )
        for stream, ending in ((_DOCUMENT, ".doc"), (_WORKBOOK, ".xls")):
            if stream in data:
                return ending
    ending = Path(name).suffix.lower()
    if ending not in CONVERTED_TO:
        raise damaged(name, "Word/Excel 97", "第 0 字节 byte 0")
    return ending


def converted(data: bytes, name: str, ending: str) -> tuple[bytes, str]:
    """Return an old file as a new one, and the new ending (docx, xlsx or pdf).

    Raises UnreadableSource without LibreOffice, or when it cannot convert the file.
    """
    target = CONVERTED_TO[ending]
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise refused(
            name,
            f"第 0 字节起是旧格式（{ending}），要用 LibreOffice 转换，而这里没有安装；"
            f"请安装 LibreOffice，或用 Word/WPS 另存为 .{target}。",
            f"is in an old format ({ending}) from byte 0 on, which LibreOffice converts, but that"
            f" is not installed here; install it, or save the file as .{target}.",
        )
    with tempfile.TemporaryDirectory(prefix="remit-") as folder:
        source = Path(folder) / f"plan{ending}"
        source.write_bytes(data)
        _run(program, Path(folder), source, target, name)
        result = source.with_suffix(f".{target}")
        if not result.is_file():
            raise unconverted(name, target)
        return result.read_bytes(), target


def _run(program: str, folder: Path, source: Path, target: str, name: str) -> None:
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    command += ["--convert-to", target, "--outdir", str(folder), str(source)]
    worker = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        worker.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        raise unconverted(name, target) from None
    finally:
        # soffice is a script: what it started would outlive it.
        if worker.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(worker.pid, signal.SIGKILL)
            worker.kill()
            worker.wait()


def unconverted(name: str, target: str) -> UnreadableSource:
    """Return the error for a file that LibreOffice made no `target` of."""
    return refused(
        name,
        f"LibreOffice 没能转换这个文件（第 0 字节起）；请用 Word/WPS 打开后另存为 .{target}。",
        f"LibreOffice could not convert this file (from byte 0 on); open it where it was made"
        f" and save it as .{target}.",
    )
