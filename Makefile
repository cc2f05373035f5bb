# make demo, make test: both make .venv when it is missing or older than pyproject.toml or requirements.lock.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint layout lock robustness fuzz bench month clean

demo: .venv/made
	@echo "running all spiders on the saved pages in fixtures/, without network"
	$(BIN)/scrapy demo

test: .venv/made
	@echo "writing the generated parts of README.md and docs, checking the layers of the packages, and running the tests"
	$(BIN)/python -m tests.docs
	$(BIN)/lint-imports --no-cache
	@# Twice as many workers as most machines have cores: much of the tests' time is waiting.
	@# The tests start hundreds of processes, which need not compile the suite each, whatever the environment says.
	$(BIN)/python -m compileall -q crawler tests
	$(BIN)/python -m pytest -n 4 --dist worksteal

lint: .venv/made
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

layout: .venv/made
	@echo "files, modules and imports of the packages"
	$(BIN)/python -m tests.support.layout

.venv/made: pyproject.toml requirements.lock
	@echo "making .venv with the packages of requirements.lock (a minute or two the first time)"
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "needs Python 3.11 or newer; name one: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	@# Twice quiet: old pips warn of names that they spell in another way.
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@# setuptools warns of what editable means, to whoever only wants to run this.
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

lock:
	@echo "writing requirements.lock: the newest releases that pyproject.toml allows, for all systems; then run make test"
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	@# Of what this machine's configuration says of indexes, nothing gets into the file.
	.venv-lock/bin/uv pip compile --quiet --no-config --upgrade --universal --python-version 3.11 --group dev --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --output-file requirements.lock pyproject.toml

robustness: .venv/made
	@echo "extracting the saved articles after what redesigns do to pages"
	$(BIN)/python -m tests.robustness

fuzz: .venv/made
	@echo "feeding the pure parts with 2,000 inputs each, then repeating every short token in every place of a page"
	FUZZ_RUNS=2000 $(BIN)/python -m pytest tests/robustness/test_fuzz.py
	$(BIN)/python -m tests.robustness.growth

SEED ?= 1
month: .venv/made
	@echo "running the spiders hourly for a month of made sites and their faults; SEED=3 is another month, MONTHS=12 SPIDER=herald a year"
	$(BIN)/python -m tests.month --seed $(SEED) $(addprefix --months ,$(MONTHS)) $(addprefix --spider ,$(SPIDER))

BENCH ?= full
bench: .venv/made $(if $(filter quick,$(BENCH)),,.venv-bench/made)
	@echo "measuring whole crawls and extraction alone; BENCH=quick takes three minutes, else it is half an hour"
	$(BIN)/python -m tests.bench $(BENCH)

# What the suite is compared with, kept apart from what it needs.
.venv-bench/made:
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check 'newspaper4k[nlp]' news-please
	@# Only for the data that nltk parts Korean into words by, which it would fetch from a site of its own.
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-deps llama-index-core
	@touch $@

clean:
	rm -rf .venv .venv-bench .venv-lock build data/demo .mypy_cache .pytest_cache .ruff_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
