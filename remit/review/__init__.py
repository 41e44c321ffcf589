"""People decide: what Remit is not sure of as questions, and decisions put into the plan.

`questions` lists them, `write_questions` writes them as a table with an empty column for
the decision, `decided` puts the filled-in table (`remit.read.decisions`) into the plan. What
is decided is stated by the reviewer and asked no more; what does not fit the plan any
longer is kept as `Plan.unfit_decisions` and becomes a finding.
"""

from remit.review.applying import answered as answered
from remit.review.applying import decided as decided
from remit.review.questions import Question as Question
from remit.review.questions import questions as questions
from remit.review.sheet import write_questions as write_questions
