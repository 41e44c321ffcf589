# make graph   the main job: the seed plan in, graph, tables and pages out
# make test    every test                 make lint    style and types
# make bench   time and memory            make clean   remove what the above made
#
# A fresh machine needs Python 3.11 or newer, pip, venv and make: the rest is installed
# into .venv, in the versions of constraints.txt. PYTHON=… names another interpreter,
# ARGS=… goes to the command behind the target: make graph ARGS="my_plan.txt --out results".

PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: graph test lint bench clean

graph: $(VENV)/runtime.stamp
	@$(BIN)/python build_graph.py $(ARGS)

test: $(VENV)/dev.stamp
	@scripts/setup_system.sh
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder $(ARGS)

lint: $(VENV)/dev.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(VENV)/dev.stamp
	@$(BIN)/python bench/seed.py $(ARGS)
	@$(BIN)/python bench/reading.py
	@$(BIN)/python -m bench.hostile
	@$(BIN)/python -m bench.expressions
	@$(BIN)/python bench/checking.py --runs 1
	@$(BIN)/python bench/coordination.py --plans 1 100
	@$(BIN)/python bench/queries.py --plans 0
	@$(BIN)/python -m bench.views --runs 1 --up-to 100
	@$(BIN)/python -m bench.comparison --sizes 100 1000

clean:
	rm -rf out dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find remit tests bench scripts -name __pycache__ -prune -exec rm -rf {} +

# Stamps: install again only when what is asked for has changed.
$(VENV)/runtime.stamp: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Remit needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/runtime.stamp
	@$(INSTALL) -e '.[dev]'
	@touch $@
