# Everything a newcomer needs: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help install run demo-reset test test-browser lint format bench texts lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

install: $(VENV)/.run ## what the product needs, and nothing started: for a server
	@$(BIN)/python -c 'from sanshe.ground.kit.texts import compile_texts; compile_texts()'

run: $(VENV)/.run ## the product with its demo district on 127.0.0.1:8000 (PORT, SANSHE_DATA, DATABASE_URL)
	@exec $(BIN)/sanshe run --demo

demo-reset: $(VENV)/.run ## throw the demo district away and lay it out anew
	@$(BIN)/sanshe demo reset

test: $(VENV)/.dev ## all tests but those in the browser
	$(BIN)/python -m pytest -n auto

test-browser: $(VENV)/.dev ## the journeys in Chromium (Debian's package `chromium`)
	SANSHE_BROWSER=1 $(BIN)/python -m pytest tests/journeys

lint: $(VENV)/.dev ## formatting, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	DATABASE_URL=postgresql:///types SECRET_KEY=types $(BIN)/mypy

format: $(VENV)/.dev ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev ## measure, as ratios in one run; writes build/bench.json
	$(BIN)/python -m tests.benchmarks

texts: $(VENV)/.dev ## collect the texts of code and templates into the English catalogue
	$(BIN)/python -m tools.texts

lock: ## pin what requirements/*.in name (needs `uv`)
	for name in run dev; do uv pip compile -q --upgrade --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --python-version 3.11 \
	  requirements/$$name.in -o requirements/$$name.txt || exit 1; done

clean: ## remove what can be made again (not var/, which is data)
	rm -rf $(VENV) build src/*.egg-info

$(VENV)/.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; found: $$($(PYTHON) --version)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "Python has no venv here. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@touch $@

$(VENV)/.run: $(VENV)/.venv requirements/run.txt pyproject.toml
	@echo "Installing what the product needs (once) ..."
	@$(BIN)/pip install -q --require-hashes -r requirements/run.txt
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.venv requirements/dev.txt pyproject.toml
	@echo "Installing what the tests need (once) ..."
	@$(BIN)/pip install -q --require-hashes -r requirements/dev.txt
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run
