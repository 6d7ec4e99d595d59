"""Displays for the tests with hands, and a picture of what was to be seen where one fails."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from Xlib import error

from tests.hands.display import missing
from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.seat import Seat


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
            elif isinstance(value, Reviser | Desk):
                program = value.program if isinstance(value, Desk) else value
                report.sections.append(("Output of the program", program.running.output()))
    return report
