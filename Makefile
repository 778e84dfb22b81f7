# The two commands: `make demo` and `make test`. Everything else is for those who build Gesamtplan.
PYTHON ?= python3.11
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(shell command -v $(PYTHON) || command -v python3)

.PHONY: demo test setup setup-dev setup-spark setup-bench lint types layers sizes migrations translations licences check messages lock clean

demo: setup ## Load Munich and serve it
	@$(BIN)/gesamtplan demo --port $(PORT)

test: setup-dev ## Everything that proves it works
	@$(BIN)/python -m pytest -n 2 --dist loadfile

setup: $(VENV)/.runtime ## Environment and assets, nothing else
	@$(BIN)/python -m gesamtplan.kern.assets
	@$(BIN)/python -m gesamtplan.config.catalogues

$(VENV)/.runtime: requirements.txt pyproject.toml scripts/setup.py
	@$(PYTHON) scripts/setup.py requirements.txt
	@touch $@

setup-dev: setup $(VENV)/.dev
	@$(BIN)/python -m gesamtplan.kern.assets --dev

$(VENV)/.dev: requirements-dev.txt scripts/setup.py
	@$(PYTHON) scripts/setup.py requirements-dev.txt
	@touch $@

setup-spark: setup-dev ## The optional Spark, for its tests; needs Java 17
	@$(PYTHON) scripts/setup.py requirements-spark.txt

setup-bench: setup-dev ## What the benchmarks measure against
	@$(PYTHON) scripts/setup.py requirements-bench.txt

lint: ; $(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/djlint --quiet --lint src/gesamtplan
types: ; $(BIN)/mypy
layers: ; $(BIN)/lint-imports
sizes: ; $(BIN)/python scripts/sizes.py
migrations: ; $(BIN)/python manage.py makemigrations --check --dry-run
translations: ; $(BIN)/python scripts/translations.py --check
messages: ; $(BIN)/python scripts/translations.py
licences: ; $(BIN)/python scripts/licences.py --check
check: lint types layers sizes migrations translations licences

lock: ## Pin every dependency with its hash
	for f in requirements requirements-dev requirements-spark requirements-bench requirements-node; do \
	  $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header $$f.in -o $$f.txt; done

clean: ; rm -rf $(VENV) build node_modules src/gesamtplan/kern/static/vendor src/gesamtplan/kern/fonts
