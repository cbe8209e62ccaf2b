# Everything a newcomer needs: `make demo` shows the main job, `make test` proves it. Both make their own environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTEST_ARGS ?=

.PHONY: demo test test-slow lint format docs bench clean help

help:            ## show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Crossdock needs Python 3.11 or newer, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=24"
	$(BIN)/python -m pip install -qq --disable-pip-version-check --editable ".[dev]"
	@mkdir -p .links/crossdock && for room in registry generators policies; do ln -sfn ../../$$room .links/crossdock/$$room; done
	@touch $(STAMP)

demo: $(STAMP)   ## judge the reference landscape, then catch a pull request that breaks it
	@$(BIN)/crossdock demo

test: $(STAMP)   ## the test suite
	$(BIN)/python -m pytest $(PYTEST_ARGS)

test-slow: $(STAMP)   ## the suites that take minutes
	$(BIN)/python -m pytest -m slow $(PYTEST_ARGS)

lint: $(STAMP)   ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	MYPYPATH=.links $(BIN)/mypy -p crossdock.registry -p crossdock.generators -p crossdock.policies

format: $(STAMP) ## format the code
	$(BIN)/ruff check --fix-only --quiet . && $(BIN)/ruff format .

docs: $(STAMP)   ## write what is generated into docs/: schemas and rule pages
	$(BIN)/python -m crossdock.registry.manifests.schemas
	$(BIN)/python -m crossdock.registry.cli.docs

bench: $(STAMP)  ## the benchmarks that need no corpora
	$(BIN)/python benchmarks/check.py

clean:           ## remove what make made
	rm -rf $(VENV) .links build dist *.egg-info
