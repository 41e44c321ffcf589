"""Writes the sample plans of the fictional district Yunxi in every format and layout.

```python
from scripts.samples import CARRIES, LAYOUTS, load, shown, written

plan = load(Path("data/samples/yunxi-2025/plan.csv"))
document = written(plan, "docx")  # bytes of a Word file
CARRIES["bracket-verbs"]  # the columns of the table that this layout can show
shown(plan, "bracket-verbs")  # the tasks with these columns, in the layout's order
```
"""

from scripts.samples.layouts import CARRIES, LAYOUTS, Layout, shown, written
from scripts.samples.table import COLUMNS, SamplePlan, SampleTask, load

__all__ = [
    "CARRIES",
    "COLUMNS",
    "LAYOUTS",
    "Layout",
    "SamplePlan",
    "SampleTask",
    "load",
    "shown",
    "written",
]
