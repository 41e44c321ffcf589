"""Plans of several years side by side: what went on, what changed, what is new, what is gone.

`compare` takes two plans, `compare_all` any number; both are pure, and their results (`facts`)
hold everything that is told, tabled, drawn or written as RDF. How tasks are matched, and how
surely, is in `matching` and `docs/comparing.md`.
"""

from remit.comparison.as_graph import comparison_quads as comparison_quads
from remit.comparison.between import compare as compare
from remit.comparison.facts import Carried as Carried
from remit.comparison.facts import ChangeKind as ChangeKind
from remit.comparison.facts import Direction as Direction
from remit.comparison.facts import DutyChange as DutyChange
from remit.comparison.facts import LoadChange as LoadChange
from remit.comparison.facts import Match as Match
from remit.comparison.facts import PortfolioChange as PortfolioChange
from remit.comparison.facts import Series as Series
from remit.comparison.facts import TargetChange as TargetChange
from remit.comparison.facts import TaskChange as TaskChange
from remit.comparison.facts import Thread as Thread
from remit.comparison.facts import UnitChange as UnitChange
from remit.comparison.facts import UnitFate as UnitFate
from remit.comparison.facts import YearChange as YearChange
from remit.comparison.series import compare_all as compare_all
from remit.comparison.settled import open_questions as open_questions
