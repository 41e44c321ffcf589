"""How far a query may go before it is stopped."""

from dataclasses import dataclass
from itertools import islice

from pyoxigraph import QueryBoolean, QuerySolutions

from remit.errors import BadQuery
from remit.query.table import Table, table_of


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` a query may take, `rows` it may answer, `megabytes` it may need to do so.

    The memory counts beyond what the loaded graph takes, and is held where the system can
    hold it: on Linux.
    """

    seconds: float = 60
    rows: int = 100_000
    megabytes: int = 2_000

    def whole(self, answer: QuerySolutions | QueryBoolean) -> Table:
        """Return the whole answer as a table, or raise BadQuery when it has too many rows."""
        if isinstance(answer, QueryBoolean):
            return table_of(answer)
        rows = tuple(tuple(row) for row in islice(answer, self.rows + 1))
        if len(rows) > self.rows:
            raise BadQuery(
                f"结果多于 {self.rows} 行，未予显示。请加 LIMIT，或用 --max-rows 提高上限。 / "
                f"The answer has more than {self.rows} rows and is not shown. Add a LIMIT, or "
                "raise the limit with --max-rows."
            )
        return Table(tuple(variable.value for variable in answer.variables), rows)
