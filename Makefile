# `make demo` and `make test` are all one needs; both make .venv on the first call.

PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test check wheel-test bench clean

demo: .venv/installed
	$(BIN)/symnn generate examples/lecture22.yaml -o output
	$(BIN)/symnn solve examples/lecture22-forward.yaml
	$(BIN)/symnn solve examples/lecture22-dead-relu.yaml
	$(BIN)/symnn solve examples/lecture22-backprop.yaml

test: .venv/dev
	$(BIN)/python -m pytest -q -n auto

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q --doctest-modules --doctest-glob='*.md' README.md docs symnn

# What a user gets: the wheel, made from the sdist, in an environment far from this folder.
wheel-test: .venv/dev
	rm -rf build dist
	$(BIN)/python -m build --quiet --outdir dist
	set -e; away=$$(mktemp -d); trap 'rm -rf "$$away"' EXIT; \
	$(PYTHON) -m venv "$$away/venv"; \
	"$$away/venv/bin/pip" install --quiet dist/symnn-*.whl; \
	cp examples/lecture22-backprop.yaml "$$away/network.yaml"; \
	cd "$$away"; \
	venv/bin/symnn --version; \
	venv/bin/symnn solve network.yaml; \
	venv/bin/python -c 'import importlib.util as u, symnn.cli, symnn.templates; assert not u.find_spec("cli")'

bench: .venv/bench
	$(BIN)/python -m benchmarks

clean:
	rm -rf .venv build dist *.egg-info .hypothesis .*_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

# Stamps: made anew when pyproject.toml changes. The install is editable, so sources need none.
.venv/installed: pyproject.toml
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/dev .venv/bench: .venv/%: .venv/installed
	$(BIN)/python -m pip install --quiet --editable '.[$*]'
	touch $@
