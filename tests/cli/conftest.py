"""A terminal for every test."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.fork_server import Server
from tests.cli.terminal import Terminal


@pytest.fixture(scope="session")
def forks(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server | None]:
    """What is forked for each command; None where every one is to be started anew: with --long, and where processes are
    no forks."""
    if sys.platform != "linux" or request.config.getoption("--long"):
        yield None
        return
    server = Server(Terminal(tmp_path_factory.mktemp("forks")).environment)
    yield server
    server.close()


@pytest.fixture
def terminal(tmp_path: Path, forks: Server | None) -> Terminal:
    return Terminal(tmp_path, forks)
