# The two commands: `make grade` and `make test`. Both set everything up by themselves.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SAMPLES := tests/submissions/good tests/submissions/typical tests/submissions/crashing assignments

.PHONY: grade test test-slow release docs bench proof mutants clean

grade: $(READY)  ## grade the sample submissions: a good one, typical mistakes, crashes, and the untouched stubs
	$(BIN)/firth grade $(SAMPLES) --assignment a1_sparse --assignment a2_pmi

test: $(READY)  ## the whole test suite, linters and type checker first
	$(BIN)/ruff check . && $(BIN)/ruff format --check autograder tests/autograder
	$(BIN)/mypy
	$(BIN)/firth release --check
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow" --durations 15

test-slow: $(READY)  ## what is left out of `make test`: specimens of tasks that train, draw a lot or run an encoder
	$(BIN)/python -m pytest -m slow

release: $(READY)  ## write assignments/ anew from reference/
	$(BIN)/firth release

docs: $(READY)  ## run the transcripts of docs/ anew
	$(BIN)/python -m docs.transcripts

bench: $(READY)  ## figures: time per submission, cost of the process boundary
	$(BIN)/python -m tests.bench.boundary
	$(BIN)/python -m tests.bench.sandbox

proof: $(READY)  ## the grader judged by known solutions: rates of error, mistakes caught, distance from the tolerance
	$(BIN)/firth validate --markdown docs/proof.md

mutants: $(READY)  ## make the reference wrong in thousands of ways: which does the hidden suite miss? (an hour)
	$(BIN)/python -m tests.mutation

# Compiled on all cores, as pip does not, but for what is hardly ever imported; a few templates are no Python, hence `true`.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --constraint constraints.txt --editable '.[course,instructor,dev]'
	$(BIN)/python -m compileall -q -j 0 -x '/tests/|/transformers/models/' $(VENV)/lib >/dev/null || true
	touch $@

clean:
	rm -rf $(VENV) .firth
