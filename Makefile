# Every target makes and uses a virtual environment of its own: Python 3.11 or later and make are all that must be there.
# For another interpreter: make test PYTHON=python3.13 (its environment is .venv-python3.13).

PYTHON ?= python3
VENV ?= $(if $(filter python3,$(PYTHON)),.venv,.venv-$(notdir $(PYTHON)))
PYTEST_ARGS ?=
JOBS ?= auto
BENCH_ARGS ?=
DEMO_ARGS ?=
VERIFY_ARGS ?=
COVERAGE ?=
WHEEL_DIR ?= dist

BIN := $(VENV)/bin
# A stamp carries a sum of pyproject.toml: a change of the dependencies installs them anew, a fresh checkout does not.
SUM := $(firstword $(shell cksum pyproject.toml))
RUN := $(VENV)/installed-$(SUM)
DEV := $(VENV)/installed-dev-$(SUM)
DOCS := $(VENV)/installed-docs-$(SUM)

# pip's own lines may name a package index that is nobody's business; they go to a file.
define install
@echo "Installing into $(VENV) ..."
@$(BIN)/python -m pip install --disable-pip-version-check --editable '$(1)' >$(VENV)/install.log 2>&1 \
    || { echo "That did not work; the reason is at the end of $(VENV)/install.log" >&2; exit 1; }
@rm -f $(2)*
@touch $@
endef

.NOTPARALLEL:
.PHONY: help demo test bench lint types docs build ready clean

help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: $(RUN) ## Grade the shipped exercises, right and wrong answers, and show the feedback
	@$(BIN)/grader demo $(DEMO_ARGS)

test: $(DEV) ## Run the tests (JOBS=0 without parallel processes; COVERAGE=1 measures coverage)
ifeq ($(COVERAGE),)
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(PYTEST_ARGS)
else
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest -n $(JOBS) --dist loadfile $(PYTEST_ARGS)
	@$(BIN)/coverage combine -q
	@$(BIN)/coverage report --skip-covered --show-missing
endif

bench: $(DEV) ## Measure speed and memory
	@$(BIN)/python benchmarks/run.py $(BENCH_ARGS)

lint: $(DEV) ## Look for mistakes and for untidy code
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(DEV) ## Check the types
	@$(BIN)/mypy

verify: $(RUN) ## Try every gate that the shipped exercises must pass (VERIFY_ARGS=--thorough for all of them)
	@$(BIN)/grader verify $(VERIFY_ARGS)

docs: $(DOCS) ## Build the documentation into docs/_build/html
	@$(BIN)/python -m sphinx -q -W --keep-going -n -b html docs docs/_build/html
	@echo "docs/_build/html/index.html"

build: $(DEV) ## Build the wheel into dist/
	@$(BIN)/python -m build --wheel --outdir $(WHEEL_DIR) >$(VENV)/build.log 2>&1 \
	    || { echo "That did not work; the reason is at the end of $(VENV)/build.log" >&2; exit 1; }
	@ls $(WHEEL_DIR)/*.whl

ready: $(DEV) ## Make the environment that tests need

clean: ## Remove what these targets made
	rm -rf .venv .venv-* build dist docs/_build .coverage .coverage.* htmlcov .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN): $(BIN)/python
	$(call install,.,$(VENV)/installed-[0-9])

$(DEV): $(BIN)/python
	$(call install,.[dev],$(VENV)/installed-dev-)

$(DOCS): $(BIN)/python
	$(call install,.[docs],$(VENV)/installed-docs-)

$(BIN)/python:
	@$(PYTHON) -c '' 2>/dev/null || { echo "There is no working '$(PYTHON)'. Name another one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 or later is needed; '$(PYTHON)' is $$($(PYTHON) -c 'import platform; print(platform.python_version())')." >&2; \
	    echo "Name a later one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "'$(PYTHON)' cannot make a virtual environment: its modules venv and ensurepip are missing." >&2; \
	    echo "On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }
