# Every verb a newcomer needs. `make demo` and `make test` set up .venv by themselves: nothing but Python 3.11+ and make
# is needed. The first Python of this list that is new enough is used; name another with make PYTHON=….
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
COMPILE := uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-emit-index-url --no-emit-find-links
EVENT := event/2025-05-07-victory-80-exchange
# $(call unless-new,PAGE,PARTS) COMMAND; fi: a page that is newer than the build and its own parts is not made again
unless-new = if [ -f $1 ] && [ -z "$$(find build/current $2 -newer $1)" ]; \
	then echo "$(CURDIR)/$1 (of this build already)"; else

.PHONY: help demo test bench check lint types format build docs explorer golden lock clean

help: ## list these verbs
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile

demo: .venv/.ready ## build the graph, answer a question with its evidence, draw a network, write the atlas
	@$(BIN)/kg build
	@echo; echo "$$ kg ask people/names --person 'Roman Karmen'"
	@$(BIN)/kg ask people/names --person 'Roman Karmen' --format table
	@echo; echo "$$ kg network event --event $(EVENT) -o demo.html"
	@$(call unless-new,demo.html,kg/export/network_page/*) $(BIN)/kg network event --event $(EVENT) -o demo.html; fi
	@echo; echo "$$ kg explore -o atlas.html"
	@$(call unless-new,atlas.html,kg/export/explorer/*) $(BIN)/kg explore -o atlas.html; fi

test: .venv/.ready .venv/.outside-reader ## everything: style, types, layers, tests, the data itself
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest

bench: .venv/.ready ## measure against named peers and write docs/performance.md
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/requirements.lock
	$(BIN)/python -m benchmarks

check: .venv/.ready ## check the curated data, shapes and logic included
	$(BIN)/kg check --reason

build: .venv/.ready ## build the graph
	$(BIN)/kg build

lint: .venv/.ready ## style
	$(BIN)/ruff check .

types: .venv/.ready ## types
	$(BIN)/mypy

format: .venv/.ready ## put every Python file into the one form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: .venv/.ready ## write the generated pages of docs/
	$(BIN)/python docs/generate.py

explorer: node_modules/.ready ## build the explorer's script from its modules (needs Node.js 20 and npm)
	npm run --silent build

golden: .venv/.ready ## rewrite the expected answers; review the diff
	KG_GOLDEN=1 $(BIN)/python -m pytest -q tests/queries

lock: ## resolve the dependencies again, with hashes (needs uv)
	$(COMPILE) --extra dev pyproject.toml -o requirements.lock
	$(COMPILE) --constraint requirements.lock tests/requirements.in -o tests/requirements.lock
	$(COMPILE) benchmarks/requirements.in -o benchmarks/requirements.lock

clean: ## remove what can be made again
	rm -rf .venv build dist node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis demo.html atlas.html

node_modules/.ready: package-lock.json
	npm ci --silent
	@touch $@

.venv/.ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Karmen needs Python 3.11 or newer; install it, or name one: make PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

# The sssom package, by which a test has our link tables read from outside: a hundred packages that no user needs.
.venv/.outside-reader: .venv/.ready tests/requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.lock
	@touch $@
