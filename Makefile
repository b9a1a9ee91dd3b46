# The commands of the project. `make demo` and `make test` set everything up themselves.
.PHONY: help demo serve test fast format lock bench gallery clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

demo: ## make a first video through the API; the files land in ./out
	@tools/setup runtime
	@.venv/bin/jarai demo

serve: ## run the studio on http://127.0.0.1:8000
	@tools/setup runtime
	@.venv/bin/jarai serve

test: ## everything: format, lint, types, import contracts, budgets, fast and slow lane
	@tools/setup dev
	@tools/test

fast: ## the same without the slow lane
	@tools/setup dev
	@tools/test fast

format: ## put the code into its one format
	@tools/setup dev
	@.venv/bin/ruff format -q . && .venv/bin/ruff check -q --fix .

bench: ## the benchmarks, with figures
	@tools/setup dev
	@tools/setup bench
	@for file in benchmarks/*.py; do echo "== $$file"; .venv/bin/python $$file; done

gallery: ## every scene, style, shape and script as a page to look at: build/gallery/index.html
	@tools/setup dev
	@.venv/bin/python tools/gallery.py

lock: ## pin the newest versions, with hashes (needs uv)
	uv pip compile -q --generate-hashes --no-header --python-version 3.11 requirements/runtime.in -o requirements/runtime.txt
	uv pip compile -q --generate-hashes --no-header --python-version 3.11 -c requirements/runtime.txt requirements/llm.in -o requirements/llm.txt
	uv pip compile -q --generate-hashes --no-header --python-version 3.11 -c requirements/runtime.txt requirements/voices.in -o requirements/voices.txt
	uv pip compile -q --generate-hashes --no-header --python-version 3.11 requirements/dev.in -o requirements/dev.txt
	uv pip compile -q --generate-hashes --no-header --python-version 3.11 requirements/bench.in -o requirements/bench.txt

clean: ## remove what the commands above made, but for .venv
	@rm -rf out .demo build .mypy_cache .ruff_cache .pytest_cache .hypothesis
