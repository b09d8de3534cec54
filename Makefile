# Two commands: `make run` opens the notebook, `make test` proves it. Both set everything up first.
# `make serve` serves it to others, behind a proxy: docs/hosting.md.
PYTHON ?= python3
PORT ?= 8501
HEADLESS ?= 0
# Where `make serve` listens, the names by which readers ask for it (beside this computer's own), and the path below
# which it stands, if any.
ADDRESS ?= 127.0.0.1
HOSTS ?=
BASE ?=
# How many processes, on PORT and the ports after it; a proxy spreads the readers.
WORKERS ?= 1
BIN = .venv/bin
INSTALL = $(BIN)/pip install --quiet --disable-pip-version-check --no-compile
# What Python has compiled is kept, whatever the surroundings say: each command and each page server starts sooner.
export PYTHONDONTWRITEBYTECODE =

.PHONY: setup run serve test check chromium bench clean
setup: .venv/.installed

.venv/.installed: requirements.txt requirements-dev.txt constraints.txt
	$(PYTHON) -m venv .venv
	@# uv takes a quarter of pip's time; pip does it where it was told of an index of its own or uv gets nowhere.
	{ ! $(BIN)/pip config list | grep -q '\.index-url=' && $(INSTALL) uv==0.13.9 && \
		$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements-dev.txt; } || \
		$(INSTALL) -r requirements-dev.txt
	@# On all cores, what is used in all likelihood; a few files are templates for other releases of Python.
	$(BIN)/python -m compileall -q -j 0 -x '/(tests|moto|pip|setuptools|mypyc?)/' .venv/lib >/dev/null 2>&1 || true
	touch $@

# Without its welcome Streamlit offers nothing of its own over the page either, to whoever has an agent on his computer.
run: setup
	$(BIN)/python -m lodestone build
	@echo "Lodestone: http://127.0.0.1:$(PORT)"
	$(BIN)/streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT) --logger.hideWelcomeMessage true \
		--server.headless $(if $(filter 1,$(HEADLESS)),true,false)

# `exec`: whoever stops this command stops the server itself, or all of them.
serve: setup
	$(BIN)/python -m lodestone build
	exec $(if $(filter-out 1,$(WORKERS)),$(BIN)/python -m lodestone.workers $(WORKERS) $(PORT), \
		$(BIN)/streamlit run app.py --server.port $(PORT)) --server.address $(ADDRESS) --server.headless true \
		$(foreach host,localhost 127.0.0.1 ::1 $(HOSTS),--server.allowedHosts $(host)) \
		$(if $(BASE),--server.baseUrlPath $(BASE)) $(SETTINGS)

check: setup
	$(BIN)/ruff check .
	$(BIN)/mypy lodestone
	$(BIN)/python -m lodestone check

chromium: setup
	sh tests/chromium.sh

# What checks the text works with one core, what installs a browser mostly waits: both at once.
test: setup
	$(MAKE) -j2 check chromium
	$(BIN)/pytest

bench: setup
	$(BIN)/python bench/run.py
	$(BIN)/python bench/sessions.py
	$(BIN)/python bench/import_sites.py
	$(BIN)/python bench/geology.py
	$(BIN)/python bench/briefs.py
	$(BIN)/python bench/notebook.py

# Imported sites (build/imports) stay: they cannot be made again from the text.
clean:
	rm -rf .venv build/*.duckdb build/current.json build/.lock build/.draft-* build/.blank-* build/.basemap
