"""A results folder that is replaced whole or not at all.

Results are written to a new folder beside the old one; only when everything is there do
the two change places. A `manifest.json` lists what Remit wrote, with SHA-256 sums: it
tells our folders from others, our files from those a user put beside them, and what was
written from what a user changed since.
"""

import hashlib
import json
import os
import re
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from remit.errors import OutputError

MANIFEST: Final = "manifest.json"


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a new folder to write to; put it in place of `target` when the block succeeds.

    On any error the new folder is removed and `target` stays as it was. Files in
    `target` that its manifest does not list are kept, and files of ours that were changed
    by hand are kept beside the new ones, as `<name>.changed`. Raises OutputError when `target`
    is no folder of ours or cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear_up(target)
        ours = _listed(target)
        new = _beside(target)
    except OSError as error:
        raise OutputError(_cannot_write(target, error)) from None
    try:
        new.mkdir(mode=0o700)  # here, so that whatever ends this block removes it
        yield new
        _write_manifest(new)
        _keep_foreign(target, ours, new)
        new.chmod(0o755)
        _swap(new, target)
    except OSError as error:
        raise OutputError(_cannot_write(target, error)) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _beside(target: Path, use: str = "") -> Path:
    """Return a place for a hidden folder whose name tells which process it belongs to."""
    return target.with_name(f".{target.name}-{os.getpid()}-{use}{secrets.token_hex(4)}")


def _clear_up(target: Path) -> None:
    """Remove what killed processes left beside `target`; put back what one had moved away."""
    left = re.compile(rf"\.{re.escape(target.name)}-(\d+)-(old-)?\w+")
    for folder in sorted(target.parent.iterdir()):
        found = left.fullmatch(folder.name)
        if found is None or _is_running(int(found[1])):
            continue
        if found[2] and not target.exists() and (folder / target.name).exists():
            (folder / target.name).rename(target)
        shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    if sys.platform == "win32":
        return True  # there, asking would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def write_file(target: Path, content: str | bytes) -> None:
    """Write a file, text as UTF-8, whole or not at all; OutputError when that cannot be."""
    with whole_file(target) as new:
        new.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give the place for a new file, which takes that of `target` when the block ends well.

    Raises OutputError when it cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as beside:
            new = Path(beside) / target.name
            yield new
            new.replace(target)
    except OSError as error:
        raise OutputError(_cannot_write(target, error)) from None


def _cannot_write(target: Path, error: OSError) -> str:
    reason = error.strerror or error
    return (
        f"{error.filename or target}：无法写入（{reason}）；请检查权限和磁盘空间，"
        "或用 --out 另选文件夹。"
        f" / cannot be written ({reason}); check permissions and disk space, or choose another"
        " folder with --out."
    )


def _listed(target: Path) -> dict[str, str]:
    """Return the files of an earlier run with their sums.

    Raises OutputError when the folder is not ours.
    """
    if not target.exists():
        return {}
    if target.is_dir() and not any(target.iterdir()):
        return {}
    try:
        manifest = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
        return {str(name): str(digest) for name, digest in manifest["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise OutputError(
            f"{target}：已存在，但不是 Remit 生成的（没有有效的 {MANIFEST}），不会覆盖；"
            "请用 --out 另选文件夹，或先把它移走。"
            f" / exists but was not written by Remit (it has no valid {MANIFEST}) and is left"
            " alone; choose another folder with --out, or move it away first."
        ) from None


def _write_manifest(folder: Path) -> None:
    files = {
        path.relative_to(folder).as_posix(): _digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    text = json.dumps({"files": files}, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _keep_foreign(old: Path, ours: dict[str, str], new: Path) -> None:
    """Carry over what is not ours, and what is ours but was changed by hand."""
    if not old.exists():
        return
    for path in sorted(old.rglob("*")):
        name = path.relative_to(old)
        if not path.is_file() or name.as_posix() == MANIFEST:
            continue
        kept = new / name
        if name.as_posix() in ours:
            if _digest(path) == ours[name.as_posix()]:
                continue
            kept = kept.with_name(f"{kept.name}.changed")
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, kept)


def _swap(new: Path, target: Path) -> None:
    if not target.exists():
        new.rename(target)
        return
    aside = _beside(target, "old-")
    aside.mkdir(mode=0o700)
    old = aside / target.name
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
