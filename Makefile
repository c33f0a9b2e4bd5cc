# Trihelix: `make run` opens it, `make test` proves it. Needs Python 3.11 or newer and make; all else is fetched.
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
BIN := $(VENV)/bin
export PORT

.PHONY: run test test-facts lint lint-translations bench lock fmt messages environment environment-dev

run: environment
	@exec $(BIN)/python manage.py run --stop-with-parent

test: environment-dev
	@$(BIN)/python -m tests $(ARGS)

test-facts: environment-dev
	@$(BIN)/python -m tests.ip.rules

lint: environment-dev
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m pytest -q -p no:xdist tests/config/test_floors.py
	$(if $(wildcard locale/zh_Hans),$(MAKE) lint-translations)

lint-translations: environment-dev
	$(BIN)/python manage.py check_translations

bench: environment-dev
	$(BIN)/python -m bench $(ARGS)

fmt: environment-dev
	$(BIN)/ruff check --fix .
	$(BIN)/djlint templates --reformat --quiet

messages: environment-dev
	$(BIN)/python manage.py makemessages -l zh_Hans --no-location --no-obsolete --ignore 'tests/*' --ignore 'var/*' --ignore '.venv/*'
	@$(BIN)/python manage.py check_translations || true  # what is to be translated now

# Exact versions and hashes for every platform; no download addresses, so that any mirror will do.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
lock: environment-dev
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) requirements-dev.in -o requirements-dev.txt

# The copy of the lock inside the environment says what is installed: nothing is fetched while it has not changed.
environment environment-dev: environment%: requirements%.txt
	@test -x $(BIN)/python || $(PYTHON) config/environment.py $(VENV)
	@cmp -s requirements$*.txt $(VENV)/requirements$*.txt || { \
	  echo "Installing what requirements$*.txt names into $(VENV) ..." && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements$*.txt && \
	  cp requirements$*.txt $(VENV)/requirements$*.txt; }
