import asyncio
import time
from pathlib import Path

from reviser import app
from reviser.revisers.net.wire import Api, Server
from reviser.services.servers.secrets import KeyLookup, KeySource, Secret
from reviser.services.servers.server_check import try_out
from tests.revisers.llama import MODEL, llama


def test_the_trial_says_what_works_with_a_real_server(tmp_path: Path) -> None:
    with llama(tmp_path, context=8192) as running:
        server = Server("tiny", Api.OPENAI, f"{running.address}/v1", key="tiny")
        key = KeyLookup(Secret(running.key), KeySource.KEYRING, "keyring")
        report = asyncio.run(try_out(server, key, app.connect, time.monotonic))
        assert report.reachable
        # It keeps to the schema, and quotes what stands nowhere: that is no structured output that works.
        said = "structured output" if report.valid else "its answer did not follow the request"
        assert report.line.startswith(f"Reachable; key accepted (keyring); model {MODEL}; {said}")
        wrong = KeyLookup(Secret("wrong"), KeySource.KEYRING, "keyring")
        report = asyncio.run(try_out(server, wrong, app.connect, time.monotonic))
        assert not report.works
        assert "key refused (keyring)" in report.line
