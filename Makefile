# make demo    read the sample texts, ask a question, write Turtle and a page
# make test    all tests, the browser's and the wheel's included
# make lint    ruff and strict types
# make lock    the lock files anew from pyproject.toml
#
# Each does all set-up, in .venv, on a machine with nothing but Python 3.11, 3.12 or 3.13.

SHELL := /bin/sh
VENV ?= .venv
OUT ?= out/demo
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
PYTEST_ARGS ?=

.PHONY: demo test lint lock clean

demo: $(VENV)/.runtime
	rm -rf $(OUT)
	mkdir -p $(OUT)
	$(BIN)/onrecord build data/sample --store $(OUT)/record
	@echo
	@echo "What became of Hungary's promise, according to whom, in whose words?"
	$(BIN)/onrecord query $(OUT)/record pledge-history --param who=Hungary --columns day,status,accordingTo,outlet,exact
	@echo
	$(BIN)/onrecord export $(OUT)/record -o $(OUT)/sample.ttl
	$(BIN)/onrecord render $(OUT)/record -o $(OUT)/sample.html
	@echo
	@echo "record:  $(OUT)/record"
	@echo "Turtle:  $(OUT)/sample.ttl"
	@echo "page:    $(OUT)/sample.html   (open it in a browser)"

test: $(VENV)/.dev
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lock: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
	  --extra install --extra pdf -o requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
	  --extra dev --extra install --extra pdf -c requirements.lock -o requirements-dev.lock pyproject.toml

$(VENV)/bin/python:
	@sh scripts/make-venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "installing onrecord and what it needs into $(VENV)"
	@$(PIP) install -qq --require-hashes -r requirements.lock
	@$(PIP) install -qq --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "installing onrecord, what it needs and the tools of its developers into $(VENV)"
	@$(PIP) install -qq --require-hashes -r requirements-dev.lock
	@$(PIP) install -qq --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.runtime

clean:
	rm -rf out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
