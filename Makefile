# Every command of the project. What needs more than a line of shell is in deploy/ or a management command.

PORT ?= 8000
SITE_URL ?= http://127.0.0.1:$(PORT)
WORKERS ?= 2
ARGS ?=

PY := .venv/bin/python
ENVIRONMENT = python=$$(sh deploy/find-python.sh) && "$$python" deploy/environment.py
LOCK = $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url $(ARGS)

export PYTHON
export PYTHONUTF8 = 1
run dev: export SITE_URL := $(SITE_URL)
run dev messages check: export DJANGO_SETTINGS_MODULE = agc.settings.dev
run messages check: export DEBUG = 0
dev: export DEBUG = 1
test bench: export DJANGO_SETTINGS_MODULE = agc.settings.test

.DEFAULT_GOAL := help
.PHONY: help run dev test bench check lock messages clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

run: ## Run the site with its demo content, as a visitor meets it (PORT=8000)
	@$(ENVIRONMENT) --port "$(PORT)" requirements.txt
	@$(PY) manage.py prepare --changed --welcome
	@exec env PYTHONPATH=site $(PY) -m granian --interface wsgi --host 127.0.0.1 --port $(PORT) \
		--workers 2 --workers-kill-timeout 2 --blocking-threads 4 --no-ws --log-level warning \
		agc.wsgi:application

dev: ## Run the site for who works on it: reloads, shows errors, has the debug toolbar (PORT=8000)
	@$(ENVIRONMENT) --port "$(PORT)" requirements.txt requirements-dev.txt
	@$(PY) manage.py prepare --changed --no-static --welcome
	@exec $(PY) manage.py runserver 127.0.0.1:$(PORT)

test: ## Run the tests, in a browser too where a Chromium is found (ARGS="-k search")
	@$(ENVIRONMENT) requirements.txt requirements-dev.txt
	@$(PY) manage.py compile_catalogues
	@$(PY) -m pytest --numprocesses $(WORKERS) --dist loadgroup $(ARGS)

bench: ## Measure what the translators' desk costs (RECORDS=300 UNITS=20000)
	@$(ENVIRONMENT) requirements.txt requirements-dev.txt
	@$(PY) manage.py compile_catalogues
	@$(PY) -m pytest tests/bench_translation.py --quiet

check: ## Check style, templates, imports, settings, migrations, words and requirements
	@$(ENVIRONMENT) requirements.txt requirements-dev.txt
	@$(PY) deploy/check.py

lock: ## Write the locked requirements again (ARGS=--upgrade for newer releases)
	@$(ENVIRONMENT) requirements.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check uv
	@$(LOCK) requirements.in --output-file requirements.txt
	@$(LOCK) requirements-dev.in --output-file requirements-dev.txt

messages: ## Collect the words of the interface into locale/, and compile them (needs gettext)
	@$(ENVIRONMENT) requirements.txt
	@$(PY) manage.py makemessages
	@$(PY) manage.py compile_catalogues

clean: ## Remove what can be made again; the database and the uploads in var/ stay
	@rm -rf .venv var/static var/cache var/tools var/prepared.json
	@find . -path ./var -prune -o \( -name __pycache__ -o -name '*.mo' \) -print | while read -r made; do rm -rf "$$made"; done
