"""What commands share: how a table is printed, which store is meant, parameters as given."""

import shutil
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from remit.query import Table


class Format(StrEnum):
    """How `remit query` prints its answer."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    MARKDOWN = "md"
    XLSX = "xlsx"


def print_table(table: "Table", output: Format, file: Path | None = None) -> None:
    """Print a table, or write it to a file; in a terminal, fitted to its width.

    Raises OutputError for a file that can not be written, and rather than print an Excel
    file into a terminal.
    """
    from remit.query import FORMATS, as_text, as_xlsx

    if output is Format.XLSX:
        _write(as_xlsx(table), file)
    elif file is not None:
        _write(FORMATS[output.value](table).encode(), file)
    elif output is Format.TABLE and sys.stdout.isatty():
        sys.stdout.write(as_text(table, shutil.get_terminal_size().columns))
    else:
        sys.stdout.write(FORMATS[output.value](table))


def _write(content: bytes, file: Path | None) -> None:
    """Write bytes to a file, whole or not at all; to standard output where there is none."""
    from remit.errors import OutputError

    if file is None:
        if sys.stdout.isatty():
            raise OutputError(
                "Excel 文件不能显示在终端里，请加 --out 文件.xlsx。 / "
                "An Excel file can not be shown in a terminal: add --out FILE.xlsx."
            )
        sys.stdout.buffer.write(content)
        return
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_bytes(content)
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(
            f"无法写入 {file}：{error.strerror}。 / {file} can not be written: {error.strerror}. "
            "Give another --out."
        ) from error


def only_store() -> Path:
    """Return the one built folder below `out/`, or say which to choose from."""
    from remit.errors import BadQuery

    built = sorted(path.parent.parent for path in Path("out").glob("*/store/quads.nq"))
    if len(built) == 1:
        return built[0]
    found = "、".join(map(str, built)) or "无 none"
    raise BadQuery(
        f"请用 --store 指明要查询哪个结果文件夹（out/ 下现有：{found}）；没有时先运行 remit build。"
        f" / say with --store which built folder to query (in out/: {found}); if there is none,"
        " run remit build first."
    )


def parameters_given(given: Sequence[str]) -> dict[str, str]:
    """Return the parameters of `name=value` words; BadQuery for any other word."""
    from remit.errors import BadQuery

    parameters = {}
    for each in given:
        name, separator, value = each.partition("=")
        if not separator or not name:
            raise BadQuery(
                f"参数“{each}”应写成 名称=值，例如 unit=区住建局。"
                f" / the parameter “{each}” must be written name=value, such as unit=区住建局."
            )
        parameters[name] = value
    return parameters
