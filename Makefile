# Toll's front door. Needs Python 3.11 to 3.13 with venv, git and make; everything else goes into this folder.

PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin

# An empty home is enough: nothing is read from it or written to it.
export UV_CACHE_DIR ?= $(CURDIR)/.venv/cache
export PIP_NO_CACHE_DIR := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME VIRTUAL_ENV
# Given on the command line (make up TOLL_PORT=8081) or in the environment.
export TOLL_PORT TOLL_PARALLELISM TOLL_DATA TOLL_AIRFLOW_HOME

.DEFAULT_GOAL := help
.PHONY: help demo up down status test test-up test-faults test-browser fuzz check format readme lock env compose-check airflow clean
.PHONY: bench bench-linking bench-questions bench-whole bench-readers bench-page

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

demo: .venv/.runtime ## Run the example article through Airflow and show what comes out
	@$(BIN)/python -m toll_local demo

up: .venv/.runtime ## Start Airflow, its UI and the watch over data/inbox (TOLL_PORT=8080)
	@$(BIN)/python -m toll_local up

# These two install nothing: what runs was installed when it was started.
down: ## Stop all of it
	@test ! -x $(BIN)/python || $(BIN)/python -m toll_local down

status: ## Say whether it is up and healthy
	@test ! -x $(BIN)/python || $(BIN)/python -m toll_local status

test: .venv/.dev ## Run the tests, on all cores
	$(BIN)/python -m pytest -n auto --dist loadfile

test-up: .venv/.dev ## Start, disturb and stop the whole stack (minutes; prints what it measures)
	$(BIN)/python -m pytest tests/up -m up -v -s

test-faults: .venv/.dev ## Kill, refuse and disturb every task at every point (long; make test tries a few points)
	TOLL_TEST_FAULTS=1 $(BIN)/python -m pytest tests/faults -v -s

test-browser: .venv/.dev ## Read the casualty page in a Chromium before the real stack (minutes; TOLL_CHROMIUM=/usr/bin/chromium)
	$(BIN)/python -m pytest tests/browser -m browser -v -s

bench: .venv/.dev ## Measure articles a second beside spaCy's tokenising, and memory (ARTICLES=folder or .jsonl.gz)
	$(BIN)/python scripts/bench.py $(ARTICLES)

bench-linking: .venv/.dev ## Measure what linking costs at 10,000, 100,000 and 1,000,000 events (minutes; SIZES=...)
	$(BIN)/python scripts/bench_linking.py $(SIZES)

CLAIMS ?= 10000000
LAKE ?= /tmp/toll-big-lake
bench-questions: .venv/.dev ## Measure every standing question over a lake of 10 million claims (CLAIMS=, LAKE=, ONLY=)
	$(BIN)/python scripts/bench_questions.py $(CLAIMS) $(LAKE) $(ONLY)

FILES ?= 100000
bench-whole: .venv/.dev ## Measure the way of 100,000 dropped files through Airflow to incidents (FILES=, ARTICLES=)
	PYTHONPATH=. $(BIN)/python scripts/bench_whole.py $(FILES) $(ARTICLES)

PAGE_CLAIMS ?= 1000000
PAGE_LAKE ?= /tmp/toll-page-lake
bench-page: .venv/.dev ## Measure the server's time for each casualty page over a lake of a million claims (PAGE_CLAIMS=, PAGE_LAKE=)
	$(BIN)/python scripts/bench_page.py $(PAGE_CLAIMS) $(PAGE_LAKE)

INPUTS ?= 50000
fuzz: .venv/.dev ## Read changed files of every format, which must give articles or a reason (long; INPUTS=, FORMATS="html pdf")
	PYTHONPATH=tests $(BIN)/python scripts/fuzz.py --inputs $(INPUTS) $(FORMATS)

bench-readers: .venv/.dev ## Measure each reader beside the bare library that parses its format
	PYTHONPATH=tests $(BIN)/python scripts/bench_readers.py

check: .venv/.dev ## Lint, formatting, types, and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/.dev ## Put the code in the common form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

readme: .venv/.dev ## Write into README.md what its commands answer now
	$(BIN)/python scripts/readme.py

UV_COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --no-annotate \
	--custom-compile-command "make lock"

lock: .venv/.uv ## Pin anew what pyproject.toml asks for (UPGRADE=1: take the newest)
	$(UV_COMPILE) $(if $(UPGRADE),--upgrade) -o requirements.txt
	$(UV_COMPILE) $(if $(UPGRADE),--upgrade) -c requirements.txt --group dev -o requirements-dev.txt
	$(UV_COMPILE) $(if $(UPGRADE),--upgrade) -c requirements.txt --extra compose -o requirements-compose.txt

compose-check: .venv/.dev ## Check docker-compose.yaml with Docker Compose 2 itself
	@docker compose version >/dev/null 2>&1 || docker-compose version --short 2>/dev/null | grep -q '^2' || \
		{ echo "This needs Docker Compose 2: docker compose version"; exit 1; }
	$(BIN)/python -m pytest tests/compose

env: ## Write .env with random secrets for Docker Compose
	@$(PYTHON) scripts/make_env.py

airflow: .venv/.runtime ## Run an airflow command in Toll's environment: make airflow ARGS="dags list"
	@$(BIN)/python -m toll_local airflow $(ARGS)

clean: ## Take away what was built; data/ and .airflow/ stay
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find include plugins dags config tests toll_local -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp is newer than what it was made from, so that a second call does nothing.
.venv/.uv: Makefile
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo "Toll needs Python 3.11 to 3.13, $(PYTHON) is $$($(PYTHON) --version 2>&1); name one: make PYTHON=python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet uv==$(UV_VERSION)
	@touch $@

.venv/.runtime: requirements.txt pyproject.toml .venv/.uv
	@echo "Installing into .venv (about 1.2 GB)"
	@rm -f .venv/.dev
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --compile-bytecode requirements.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.runtime
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode -r requirements-dev.txt
	@touch $@
