# Checkpost: `make run` starts it, `make test` proves it. `make help` lists the rest.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet
# uv checks the same hashes and is ten times faster. Of pip's own settings (a mirror, a proxy's
# certificate) it knows nothing: where it cannot install, pip does.
INSTALL = @$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r $(1) 2>/dev/null \
	|| $(PIP) --require-hashes -r $(1)
UV_COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11

# The demo workspace runs on Linux x86-64 and is fetched by npm: from the PATH, or else from a wheel.
LOCAL_SLACK := node_modules/local-slack-linux-x64/bin/local-slack
WORKSPACE := $(if $(filter Linux-x86_64 Linux-amd64,$(shell uname -s)-$(shell uname -m)),$(LOCAL_SLACK))
# Whoever has a Slack of their own needs no demo: a token in the environment or in .env.
SLACK_IN_ENV := $(if $(SLACK_BOT_TOKEN)$(SLACK_APP_TOKEN)$(SLACK_SIGNING_SECRET),yes)
SLACK_IN_FILE := $(shell grep -isqE '^[[:space:]]*(export[[:space:]]+)?SLACK_(BOT_TOKEN|APP_TOKEN|SIGNING_SECRET)[[:space:]]*=[[:space:]]*["'\'']?[^"'\''\#[:space:]]' .env && echo yes)

# Notes the cards that a run of tests draws, for Slack's TypeScript types.
NOTED := -p tests.card_types --cards .types

.DEFAULT_GOAL := help
.PHONY: help run pictures test cases lint types typed format bench corpus faults fuzz load audit lock wheel clean container-check unit-check

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 17

$(VENV)/made:
	@test -n "$(PYTHON)" || { echo "Checkpost needs Python 3.11 or newer: install it, or name one with make PYTHON=/path/to/python3"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python could not make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv"; exit 2; }
	@touch $@

$(VENV)/runs: requirements.lock requirements-build.lock pyproject.toml | $(VENV)/made
	@echo "Installing Checkpost (once, about a minute) …"
	@$(PIP) --require-hashes -r requirements-build.lock
	$(call INSTALL,requirements.lock)
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/tests: requirements-dev.lock | $(VENV)/runs
	@echo "Installing what the tests need (once) …"
	$(call INSTALL,requirements-dev.lock)
	@touch $@

$(LOCAL_SLACK): package-lock.json .npmrc | $(VENV)/runs
	@echo "Fetching the demo workspace (once) …"
	@{ npm --version | grep -qE '^([7-9]|[1-9][0-9])\.' && node --version; } >/dev/null 2>&1 || $(PIP) --require-hashes -r requirements-node.lock
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci $(if $(CI),,--omit=dev) --no-progress --loglevel=error >/dev/null && touch $@ \
		|| echo "The demo workspace could not be fetched (the lines above say why). Going on without it."

run: $(VENV)/runs $(if $(SLACK_IN_ENV)$(SLACK_IN_FILE),,$(WORKSPACE)) ## Start the bot, or the demo workspace where no Slack token is set
	@$(BIN)/checkpost run

$(VENV)/pictures: requirements-pictures.lock | $(VENV)/runs
	@echo "Installing what reads the words in pictures (once) …"
	$(call INSTALL,requirements-pictures.lock)
	@touch $@

pictures: $(VENV)/pictures ## Install what reads the words in pictures, on this machine (330 MB)

test: lint cases ## Lint, types, layers and every test

cases: $(VENV)/tests $(WORKSPACE) # every test
	@$(BIN)/python -m pytest $(if $(CI),$(NOTED))

lint: $(VENV)/tests ## ruff, mypy --strict, import-linter
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

types: $(VENV)/tests $(LOCAL_SLACK) ## Slack's own TypeScript types over the manifest and every card that the tests draw
	@$(BIN)/python -m pytest -q $(NOTED) tests/slack
	@$(MAKE) --no-print-directory typed

typed: $(VENV)/tests $(LOCAL_SLACK) # the same, over the cards that the last run noted
	@test -x node_modules/.bin/tsc || PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-progress --loglevel=error >/dev/null
	@$(BIN)/python -m tests.card_types .types
	@PATH="$(CURDIR)/$(BIN):$$PATH" npx tsc --noEmit --strict --skipLibCheck --module esnext --moduleResolution bundler .types/slack.ts

format: $(VENV)/tests ## Let ruff tidy the code
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

bench: $(VENV)/tests ## Measure speed; prints JSON
	@$(BIN)/python -m tests.benchmarks

ORDINARY ?= ../shared/data/ordinary_posts.jsonl
corpus: $(VENV)/tests ## How often each rule fires, and how right the rules are by topic
	@$(BIN)/python -m tests.corpus --ordinary $(ORDINARY) $(if $(JSON),--json)

fuzz: $(VENV)/tests ## Send 100,000 absurd deliveries to the listeners, and look for a traceback
	@$(BIN)/python -m tests.fuzz --count $(or $(COUNT),100000)

faults: $(VENV)/tests ## Kill the bot 200 times on each database and count what is lost (half an hour)
	@$(BIN)/python -m tests.faults --kills $(or $(KILLS),200)

load: $(VENV)/tests ## Twenty people at once at the real bot; MINUTES=10 for its memory; prints JSON
	@$(BIN)/python -m tests.load $(if $(PEOPLE),--people $(PEOPLE)) $(if $(MINUTES),--minutes $(MINUTES)) $(if $(DATABASE),--database $(DATABASE))

audit: $(VENV)/tests ## Known weaknesses of what is locked, where there is a network to ask
	@test -x .audit/bin/python || $(PYTHON) -m venv .audit
	@$(BIN)/uv pip install --quiet --python .audit/bin/python --require-hashes -r requirements-audit.lock \
		|| .audit/bin/python -m pip --disable-pip-version-check --no-input install --quiet --require-hashes -r requirements-audit.lock
	@PATH="$$PATH:$(CURDIR)/$(BIN)" .audit/bin/python -m tests.audit

# BASE is the image to build on; CONTAINER_BUILD holds more for the builder, such as where packages are.
container-check: $(VENV)/tests ## Build and run the container file, where there is podman or docker
	@$(BIN)/python -m tests.deployment container $(if $(BASE),--base $(BASE))

unit-check: $(VENV)/tests ## Let systemd read the unit, and run it in a container of BASE=an image with systemd
	@$(BIN)/python -m tests.deployment unit $(if $(BASE),--base $(BASE))

wheel: $(VENV)/tests ## Build the wheel into dist/
	@rm -rf dist
	@$(BIN)/python -m hatchling build -t wheel

lock: $(VENV)/tests ## Renew the lock files: names, versions and hashes
	$(UV_COMPILE) pyproject.toml -o requirements.lock
	$(UV_COMPILE) -c requirements.lock --group pyproject.toml:build -o requirements-build.lock
	$(UV_COMPILE) -c requirements.lock pyproject.toml --group pyproject.toml:dev -o requirements-dev.lock
	$(UV_COMPILE) -c requirements-dev.lock pyproject.toml --extra pictures -o requirements-pictures.lock
	$(UV_COMPILE) --group pyproject.toml:node -o requirements-node.lock
	$(UV_COMPILE) --group pyproject.toml:audit -o requirements-audit.lock

clean: ## Remove what was installed and built
	rm -rf $(VENV) .audit dist .demo .types node_modules
