# Two commands: `make run` and `make test`. All they need comes into this folder (.tools, .venv, node_modules).

SHELL := /bin/sh
BIN := .venv/bin
PYTEST_PROCESSES ?= $(shell nproc 2>/dev/null || echo 2)
FORMATTED := src tests $(wildcard benchmarks scripts)

.DEFAULT_GOAL := help
.PHONY: help setup run test lint types contracts unit trust supply bench messages clean

help:
	@echo "make run    alles einrichten und mit der Demo starten: http://127.0.0.1:8000 (PORT=… ändert den Port)"
	@echo "make test   alles einrichten und alles prüfen"
	@echo "make setup  nur einrichten"
	@echo "make trust  was wir versprechen, in langer Form: je Versprechen eine Zahl"
	@echo "make supply woraus es besteht: Stücklisten, Lizenzen, Geheimnisse, riskanter Code"
	@echo "make bench  Messungen, als Verhältnisse"
	@echo "make lint types contracts unit   einzelne Prüfungen"
	@echo "make messages   Texte einsammeln und sagen, was noch nicht übersetzt ist"

.venv/.complete: uv.lock pyproject.toml scripts/tools.sh
	@scripts/tools.sh python

node_modules/.complete: package-lock.json package.json scripts/tools.sh | .venv/.complete
	@scripts/tools.sh node

setup: .venv/.complete node_modules/.complete
	@$(BIN)/engagiert assets

# exec, so that Ctrl-C and SIGTERM reach the server itself.
run: .venv/.complete node_modules/.complete
	@export ENGAGIERT_DEMO=1; $(BIN)/engagiert init --demo && exec $(BIN)/engagiert serve

test: setup lint types contracts
	@scripts/tools.sh chromium
	@mkdir -p build
	$(BIN)/pytest -n $(PYTEST_PROCESSES) --junitxml=build/tests.xml

lint: .venv/.complete
	$(BIN)/ruff check $(FORMATTED)
	$(BIN)/ruff format --check $(FORMATTED)

types: .venv/.complete
	$(BIN)/mypy

contracts: .venv/.complete
	$(BIN)/lint-imports

unit: setup
	$(BIN)/pytest -n $(PYTEST_PROCESSES) -m "not browser"

# The long form of what holds our promises: a line each, with its number; about an hour and a half on two cores.
trust: setup
	@scripts/tools.sh chromium
	@mkdir -p build
	$(BIN)/pytest tests/trust tests/journeys --long -n $(PYTEST_PROCESSES) -p no:cacheprovider

supply: setup
	@scripts/tools.sh supply
	@$(BIN)/python scripts/supply.py

bench: setup
	@scripts/tools.sh bench
	@set -e; for bench in benchmarks/bench_*.py; do echo; echo "== $$bench"; $(BIN)/python -m benchmarks.$$(basename $$bench .py); done

messages: .venv/.complete
	@$(BIN)/python scripts/messages.py

clean:
	rm -rf build .venv node_modules .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
