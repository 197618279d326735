# Two commands: `make run` evaluates the example caseload, `make test` checks the project.
# Each makes the environment that it needs, from pinned versions, the first time.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test quick coverage lint types imports unit fuzz site bench clean

run: $(VENV)/.core
	$(BIN)/attendance-rules evaluate examples/caseload.csv

test: lint types imports unit

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports --no-cache

unit: $(VENV)/.dev
	$(BIN)/pytest -n 2 --dist loadgroup

# For the hand at work: no Spark, no further process, few examples of each property.
quick: $(VENV)/.dev
	QUICK=1 $(BIN)/pytest -q -n 2 -m "not slow"

# What no test runs, by branch. A floor is to be set once it was measured on an idle machine.
coverage: $(VENV)/.dev
	$(BIN)/coverage erase
	$(BIN)/coverage run --branch --source=src/attendance_rules -m pytest -q
	$(BIN)/coverage report --skip-covered

# As long as one likes: make fuzz MINUTES=30
MINUTES ?= 1
fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

site: $(VENV)/.docs
	$(BIN)/python -m attendance_rules.site docs build/docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	$(BIN)/python -m attendance_rules.site.seal build/site
	@echo "the site is in build/site; to read it: $(BIN)/python -m http.server -d build/site"

bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.core
	$(PIP) --editable ".[dev]"
	touch $@

$(VENV)/.docs: $(VENV)/.core
	$(PIP) --editable ".[docs]"
	touch $@

$(VENV)/.bench: $(VENV)/.core
	$(PIP) --editable ".[bench]"
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
