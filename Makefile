.PHONY: help run test check owed bench oracles docs figures mutate words reference openapi requirements format

PORT ?= 8000

help:
	@echo "make run [PORT=8123]  run the demonstration at http://localhost:PORT/"
	@echo "make test             run the whole suite, on SQLite and on PostgreSQL"
	@echo "make check            lint, types, imports, templates, migrations, deploy check"
	@echo "make owed             name what a new room, page, field or string still owes to the registers"
	@echo "make bench            measure, beside the machine's own limits"
	@echo "make oracles          install programs of others and compare our counts with theirs"
	@echo "make mutate           change rules and permissions, and tell which changes no test finds [PLACE=plenary/charter]"
	@echo "make docs             build the documentation into site/"
	@echo "make figures          measure files and functions; TREES=\"name=folder …\" measures others beside them"
	@echo "make words            bring the catalogues up to the sources, and say what is to be translated"
	@echo "make reference        write docs/developers/reference.md from what the rooms register"
	@echo "make openapi          write tests/openapi.json from the routes of the API"
	@echo "make requirements     compile requirements/*.in to requirements/*.txt"
	@echo "make format           format code and templates"

run:
	@sh scripts/run.sh $(PORT)

test:
	@sh scripts/prepare_venv.sh dev
	@.venv/bin/python scripts/test.py

check:
	@sh scripts/prepare_venv.sh dev
	@.venv/bin/python scripts/check.py

owed:
	@sh scripts/prepare_venv.sh dev
	@.venv/bin/python scripts/owed.py

bench:
	@sh scripts/prepare_venv.sh dev
	@.venv/bin/python -m bench.run

oracles:
	@sh scripts/prepare_venv.sh oracles
	@.venv-oracles/bin/python -m pytest -q -p no:cacheprovider -c /dev/null --rootdir . --noconftest --import-mode importlib \
		plenary/decisions/tests/methods/test_oracles.py

mutate:
	@sh scripts/prepare_venv.sh dev
	@.venv/bin/python scripts/mutate.py $(PLACE)

docs:
	@sh scripts/prepare_venv.sh dev
	@.venv/bin/python -m mkdocs build --strict --quiet

figures:
	@sh scripts/prepare_venv.sh dev
	@.venv/bin/python scripts/figures.py $(TREES)
words:
	@sh scripts/prepare_venv.sh dev
	@.venv/bin/python scripts/words.py

reference:
	@sh scripts/prepare_venv.sh dev
	@.venv/bin/python scripts/reference.py

openapi:
	@sh scripts/prepare_venv.sh dev
	@.venv/bin/python scripts/openapi.py

requirements:
	@sh scripts/prepare_venv.sh dev
	@sh scripts/compile_requirements.sh

format:
	@sh scripts/prepare_venv.sh dev
	@.venv/bin/python scripts/check.py --format
