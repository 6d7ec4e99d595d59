"""llama.cpp's own server over the language model of the tests, in a process of its own: prints its address, and goes on
until its standard input ends. `python -m tests.revisers.model_server FILE NAME CONTEXT SLOTS KEY`
"""

import sys
from typing import Any


def main() -> None:
    import xllamacpp

    file, name, context, slots, key = sys.argv[1:6]
    settings: Any = xllamacpp.CommonParams()
    settings.model.path = file
    settings.model_alias = {name}
    settings.n_ctx = int(context) * int(slots)
    settings.n_parallel = int(slots)
    settings.n_gpu_layers = 0
    settings.warmup = False
    settings.endpoint_slots = settings.endpoint_props = True
    settings.cache_ram_mib = 256
    settings.api_keys = [key] if key else []
    settings.port = 0
    # One thread: two wait for each other by spinning, which takes minutes where others use the processor.
    for processor in (settings.cpuparams, settings.cpuparams_batch):
        processor.n_threads = 1
    server: Any = xllamacpp.Server(settings)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
