"""Displays for the tests with hands, and a picture of what was to be seen where one fails."""

import os
import random
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from Xlib import error

from tests.hands.display import missing
from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.pair import Pair
from tests.hands.seat import Seat

SEED = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[SEED] = int(os.environ.get("HANDS_SEED") or random.randrange(10**6))


def pytest_report_header(config: pytest.Config) -> str:
    return f"hands: HANDS_SEED={config.stash[SEED]} gives the same sequences by chance again"


@pytest.fixture(scope="session", autouse=True)
def _display_there() -> None:
    lacking = missing()
    if lacking:
        pytest.skip(f"no display for hands without {', '.join(lacking)} (packaging/test installs them)")


@pytest.fixture(scope="module")
def seat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    """A display of the module's own."""
    with Seat(tmp_path_factory.mktemp("seat")) as seat:
        yield seat


@pytest.fixture(scope="module")
def bare_seat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    """A second display, for the bare editor."""
    with Seat(tmp_path_factory.mktemp("bare-seat")) as seat:
        yield seat


@pytest.fixture(scope="module")
def pair(seat: Seat, bare_seat: Seat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with Pair(seat, bare_seat, tmp_path_factory.mktemp("pair")) as pair:
        yield pair


@pytest.fixture(scope="module")
def desk(seat: Seat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The program, started once for a module, to which documents are brought."""
    with Desk(Reviser(seat, tmp_path_factory.mktemp("home")), tmp_path_factory.mktemp("texts")) as desk:
        yield desk


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where a test fails, what was on its displays, and what its programs wrote."""
    report = yield
    if report.failed and isinstance(item, pytest.Function):
        folder = item.funcargs.get("tmp_path")
        for name, value in item.funcargs.items():
            if isinstance(value, Seat):
                path = (folder if isinstance(folder, Path) else value.folder) / f"{name}-{report.when}.png"
                try:
                    report.sections.append(("Picture", str(value.screen.shoot(path))))
                except (error.ConnectionClosedError, error.XError, OSError) as gone:
                    report.sections.append(("No picture", repr(gone)))
        for value in item.funcargs.values():  # behind the pictures, which are to show them
            if isinstance(value, Reviser | Desk | Pair):
                program = value if isinstance(value, Reviser) else value.program
                report.sections.append(("Output of the program", program.running.output()))
                program.running.end()  # whatever it is in the middle of is not the next test's
    return report
