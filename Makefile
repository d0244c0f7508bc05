# Mingze. `make run` runs it, `make test` tests everything; `make help` lists the rest.
# Every target installs what it needs first and does again only what has changed.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --warn-undefined-variables

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
# More arguments for pytest, as in: make test-backend PYTEST="-k import -x"
PYTEST ?=
# More arguments for vitest
VITEST ?=
CI ?=

UV := .tools/bin/uv
BIN := .venv/bin
# Tools come from PyPI and npm only: no interpreter, browser or other binary is fetched from elsewhere.
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1
# An organisation that reads its own traffic has its certificate in the system, not in uv.
export UV_SYSTEM_CERTS := true
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export npm_config_fund := false
export npm_config_audit := false
export npm_config_update_notifier := false

LOCK := $(UV) pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11
INSTALL := $(UV) pip install -q --python $(BIN)/python
FRONTEND_SOURCES := $(shell find frontend/src frontend/public frontend/index.html -type f 2>/dev/null)
FRONTEND_SETTINGS := $(wildcard frontend/vite.config.ts frontend/tsconfig*.json)

##@ Use

.PHONY: run
run: .venv/.run frontend/dist/.built ## Install, build, fill the demonstration region if there is none, serve
	$(BIN)/mingze demo --if-empty
	exec $(BIN)/mingze serve --host $(HOST) --port $(PORT)

.PHONY: dev
dev: .venv/.dev frontend/node_modules/.installed ## Serve with reload, the SPA by Vite's own server
	$(BIN)/mingze demo --if-empty
	trap 'kill 0' EXIT; $(BIN)/mingze serve --reload & cd frontend && npm run dev

.PHONY: build
build: frontend/dist/.built ## Build the SPA

##@ Test

.PHONY: test
test: .venv/.dev frontend/node_modules/.installed ## Everything: both engines, browser, lint, types, imports, contract
	$(BIN)/python scripts/suite.py full

.PHONY: check
check: .venv/.dev frontend/node_modules/.installed ## The quick suite: no browser, no slow tests
	$(BIN)/python scripts/suite.py quick

.PHONY: lint
lint: .venv/.dev frontend/node_modules/.installed ## Style of Python and TypeScript
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	cd frontend && npm run --silent lint

.PHONY: format
format: .venv/.dev frontend/node_modules/.installed ## Put the style right
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	cd frontend && npm run --silent format

.PHONY: types
types: .venv/.dev frontend/node_modules/.installed ## Types of Python and TypeScript
	$(BIN)/mypy
	cd frontend && npm run --silent typecheck && npx --no-install tsc --noEmit -p e2e

.PHONY: imports
imports: .venv/.dev ## Which room may import which
	$(BIN)/lint-imports --no-cache

.PHONY: contract-check
contract-check: .venv/.dev frontend/node_modules/.installed ## The committed contract is the one the code has
	scripts/contract.sh check

.PHONY: test-backend
test-backend: .venv/.dev ## Backend on SQLite and PostgreSQL
	@# Before the workers start, or two of them install the same thing at once.
	for needed in nginx clamd s3 converter; do scripts/need.sh $$needed >/dev/null; done
	bin="$$(scripts/need.sh postgresql)"; export MINGZE_TEST_POSTGRESQL="$$bin"; \
	$(BIN)/pytest -n 2 --dist worksteal $(PYTEST)

.PHONY: test-frontend
test-frontend: frontend/node_modules/.installed ## Unit tests of the SPA
	cd frontend && npm run --silent test -- $(VITEST)

.PHONY: e2e
e2e: .venv/.dev frontend/dist/.built ## The journeys in a real browser
	scripts/need.sh fonts >/dev/null
	chromium="$$(scripts/need.sh chromium)"; export CHROMIUM_PATH="$$chromium"; \
	cd frontend && npx --no-install playwright test

.PHONY: bench
bench: .venv/.dev ## Speed against the floor, on both engines
	bin="$$(scripts/need.sh postgresql)"; export MINGZE_TEST_POSTGRESQL="$$bin"; \
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.writing
	$(BIN)/python -m benchmarks.likeness

.PHONY: fuzz
fuzz: .venv/.dev .tools/fuzz/.installed ## Feed the reader of documents with mutated files for MINUTES=60
	nice -n 19 env PYTHONPATH=.tools/fuzz:. $(BIN)/python -m tests.papers.fuzzing $(MINUTES)
MINUTES ?= 60

##@ Keep

.PHONY: contract
contract: .venv/.dev frontend/node_modules/.installed ## Write openapi.json and the SPA's types anew
	scripts/contract.sh write

.PHONY: lock
lock: $(UV) ## Lock the Python dependencies anew (UPGRADE=1: newest versions)
	$(LOCK) $(if $(filter 1,$(UPGRADE)),--upgrade) pyproject.toml -o requirements/run.txt
	$(LOCK) $(if $(filter 1,$(UPGRADE)),--upgrade) pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt
	$(LOCK) requirements/build.in -o requirements/build.txt
	$(LOCK) --no-deps requirements/postgres.in -o requirements/postgres.txt
	$(LOCK) --no-deps requirements/seaweedfs.in -o requirements/seaweedfs.txt
	$(LOCK) requirements/fuzz.in -o requirements/fuzz.txt
	$(LOCK) requirements/uv.in -o requirements/uv.txt
UPGRADE ?=

.PHONY: fresh-check
fresh-check: ## Clone into an empty place with an empty home and run everything there
	scripts/fresh-check.sh

.PHONY: clean
clean: ## Remove what was built and installed; the data under var/ stays
	rm -rf .venv .tools frontend/node_modules frontend/dist frontend/test-results frontend/playwright-report
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis var/test
	find backend tests scripts migrations -name __pycache__ -prune -exec rm -rf {} +

.PHONY: help
help: ## This list
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@ / { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z0-9-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

# --- what the targets above stand on -------------------------------------------------------------

.tools/bin/uv: requirements/uv.txt
	@scripts/prerequisites.sh $(PYTHON)
	$(PYTHON) -m venv .tools
	.tools/bin/pip install -q --no-deps --require-hashes -r requirements/uv.txt
	@touch $@

.venv/bin/python: | .tools/bin/uv
	$(UV) venv -q --allow-existing --python $(PYTHON) .venv

# The project is installed in place: its code is read from backend/, so only its metadata matters here.
.venv/.run: requirements/run.txt requirements/build.txt pyproject.toml .venv/bin/python
	$(INSTALL) --require-hashes -r requirements/run.txt
	$(INSTALL) --no-deps --build-constraints requirements/build.txt -e .
	@touch $@

.venv/.dev: requirements/dev.txt requirements/build.txt pyproject.toml .venv/bin/python
	$(UV) pip sync -q --python $(BIN)/python --require-hashes requirements/dev.txt
	$(INSTALL) --no-deps --build-constraints requirements/build.txt -e .
	@touch .venv/.run $@

.tools/fuzz/.installed: requirements/fuzz.txt .venv/bin/python
	$(UV) pip install -q --no-deps --require-hashes --python $(BIN)/python --target .tools/fuzz -r requirements/fuzz.txt
	@touch $@

frontend/node_modules/.installed: frontend/package-lock.json
	@scripts/prerequisites.sh $(PYTHON)
	cd frontend && npm ci --no-fund --no-audit --loglevel=error
	@touch $@

frontend/dist/.built: frontend/node_modules/.installed $(FRONTEND_SOURCES) $(FRONTEND_SETTINGS)
	cd frontend && npm run --silent build
	@touch $@
