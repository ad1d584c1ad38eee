# Two commands do everything: `make demo` and `make test`. They need Python 3.11 or 3.12, make and git.
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Node comes with the development packages; the web client is compiled into the Python package.
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm --prefix client --no-fund --no-audit --no-update-notifier
MODULES := client/node_modules/.installed
CLIENT := src/sayso/web/static/index.html
WIRE := $(shell find src/sayso/web src/sayso/record -name '*.py')
CLIENT_SOURCES := $(shell find client/src client/public -type f ! -name schema.ts) \
  client/index.html client/vite.config.ts client/tsconfig.json

.PHONY: help demo test env client wheel format lock clean

help:
	@echo "make demo    install, read the examples, link them, show the incidents, write pages to open"
	@echo "make test    install, lint, types, tests; with a PostgreSQL server's programs on this machine (Debian:"
	@echo "             apt install postgresql) the tests start a server of their own, else they skip what needs one"
	@echo "make client  compile the web client, which 'sayso serve' needs"
	@echo "make wheel   build the wheel, the compiled client in it, into dist/"
	@echo "make format  format the code and apply safe fixes"
	@echo "make lock    compile requirements.lock anew"

env: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

client: $(CLIENT)

$(MODULES): $(STAMP) client/package.json client/package-lock.json
	@$(NPM) ci --silent
	@touch $@

client/src/api/schema.ts: $(MODULES) $(WIRE)
	@$(BIN)/python -m sayso.web.openapi src/sayso/web/openapi.json
	@$(NPM) run --silent types >/dev/null

$(CLIENT): $(MODULES) client/src/api/schema.ts $(CLIENT_SOURCES)
	@$(NPM) run --silent build -- --logLevel warn

wheel: $(CLIENT)
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

demo: $(STAMP) $(CLIENT)
	@BIN=$(BIN) sh examples/demo.sh

test: $(STAMP) $(CLIENT)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(NPM) run --silent check
	$(NPM) run --silent test
	$(BIN)/pytest -n 2 --dist loadgroup

format: $(STAMP) $(MODULES)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(NPM) run --silent format

lock:
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) client/node_modules src/sayso/web/static src/sayso/web/openapi.json client/src/api/schema.ts demo build dist .mypy_cache .ruff_cache .pytest_cache
