# Every target depends on `install`, so that a fresh clone needs nothing but Python 3.11 and make. Two
# do not: `help` only reads this file, and `clean` would install everything in order to remove it.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
CANDOUR_HOME ?= $(HOME)/.candour
WORKERS ?= 2
ROUNDS ?= 1
KILLS ?= 100
UP ?=
TESTS ?=
BENCH ?=
# Services that publish messages, by their folder: those that have released a schema.
PUBLISHING := $(patsubst %/schemas,%,$(wildcard services/*/schemas))
REPLAYS := deploy.replay_generators.complaints_2022_23 deploy.replay_generators.performance_2023_24_q1 deploy.replay_generators.placements_2014_q1

.DEFAULT_GOAL := help
.PHONY: help install run test check bench faults format rules schemas replays clean

help: ## Say what each target does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

install: $(STAMP) ## Create .venv with everything locked, and .venv/bin/candour

$(STAMP): requirements/dev.txt requirements/runtime.in pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Candour needs Python 3.11 or later")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

run: install ## Start everything on this machine (options in UP=, data in CANDOUR_HOME=)
	CANDOUR_HOME="$(CANDOUR_HOME)" exec $(BIN)/candour up $(UP)

test: install ## Run all tests (choose with TESTS=, processes with WORKERS=)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(TESTS)

check: install ## Format, lint, types, import contracts, documents and released schemas as they must be
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m deploy.documents.rules --check
	for service in $(PUBLISHING); do $(BIN)/python -m shared.messages.compatibility $$service || exit 1; done
	for replay in $(REPLAYS); do $(BIN)/python -m $$replay --check || exit 1; done

bench: install ## Measure, and print one table (options in BENCH=: parts, --seconds, --rounds)
	$(BIN)/python -m benchmarks $(BENCH)

faults: install ## Kill whatever can be killed, while two replays are told, for ROUNDS= rounds of KILLS= kills
	CANDOUR_FAULT_ROUNDS=$(ROUNDS) CANDOUR_FAULT_KILLS=$(KILLS) $(BIN)/python -m pytest -n 0 -o log_cli=1 --log-cli-level=WARNING tests/faults/test_kills.py

format: install ## Put the code in its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

rules: install ## Write docs/rules.md from the catalogue of timescales and refusals
	$(BIN)/python -m deploy.documents.rules

schemas: install ## Release the message schemas as they stand, if no promise is broken
	for service in $(PUBLISHING); do $(BIN)/python -m shared.messages.compatibility $$service --release || exit 1; done

replays: install ## Write the replays again from their generators
	for replay in $(REPLAYS); do $(BIN)/python -m $$replay || exit 1; done

clean: ## Remove what installing and checking left (never the data in CANDOUR_HOME)
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
