"""The main job: plans in, a folder with their graph, tables and pages out.

`python build_graph.py [PLAN ...] [--out DIR]` is `remit build` for a checkout that is not
installed; `python build_graph.py --help` lists the options.
"""

import sys

from remit.cli import main

if __name__ == "__main__":
    main(["build", *sys.argv[1:]])
