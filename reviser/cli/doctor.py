"""`reviser doctor`: checks the installation, and says how to fix what is missing."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

import click

import reviser
from reviser import locations
from reviser.cli import terminal
from reviser.cli.options import database_option, json_option
from reviser.errors import UserError
from reviser.history.log.store import HistoryReader
from reviser.revisers.lm.model_file import find
from reviser.services import settings
from reviser.services.servers import prices, servers
from reviser.services.servers.secrets import without_keys

LEAST_FREE_BYTES = 200_000_000  # enough for a long history with its log and a backup
PROBE_S = 60  # seconds; loading Qt from a cold disk takes long


class Finding(StrEnum):
    """The result of a check."""

    OK = "ok"
    NOTE = "note"  # optional
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `fix` says what to do; empty if all is well."""

    name: str
    finding: Finding
    message: str
    fix: str = ""


@click.command()
@database_option
@json_option
def doctor(database: Path | None, as_json: bool) -> int:
    """Show what is installed, what is missing, and how to fix it.

    Ends with 1 if something necessary is missing."""
    checks = []
    for check in _checks(locations.database_path(database)):
        checks.append(check)
        if not as_json:
            terminal.line(f"{check.finding:<8} {check.name:<16} {terminal.visible(check.message)}")
            if check.fix:
                terminal.line(f"{'':<8} {'':<16} → {check.fix}")
    if as_json:
        terminal.object_out({"version": reviser.__version__, "checks": [asdict(check) for check in checks]})
    return int(any(check.finding is Finding.MISSING for check in checks))


def _checks(database: Path) -> Iterator[Check]:
    yield Check("reviser", Finding.OK, f"{reviser.__version__} in {Path(reviser.__file__).parent}")
    yield Check("python", Finding.OK, f"{platform.python_version()} on {platform.platform()}")
    yield from _packages()
    yield _probe(
        "harper",
        "from harper import *",
        "the embedded reviser can check grammar",
        "pip install --force-reinstall harper-py",
    )
    window = _probe(
        "qt",
        "import os; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from PySide6.QtWidgets import QApplication; QApplication([])",
        "the window can be shown",
        "packaging/run names the system packages that Qt needs, and installs them as root",
    )
    yield window
    if window.finding is Finding.OK:
        yield _display()
    yield _keyring()
    yield _language_model()
    yield _history(database)
    yield _disk(database)
    yield _settings()


def _settings() -> Check:
    """Check the settings, the servers and the prices."""
    troubles = [settings.trouble(locations.settings_path()), servers.load(locations.servers_path()).trouble]
    try:
        prices.load(locations.prices_path())
    except UserError as error:
        troubles.append(str(error))
    said = " ".join(filter(None, troubles))
    if said:
        return Check("settings", Finding.NOTE, said, "correct the files, or remove them to start afresh")
    return Check("settings", Finding.OK, str(locations.settings_path()))


def _packages() -> Iterator[Check]:
    """Check every package that this one requires."""
    try:
        wanted = metadata.requires("reviser") or []
    except metadata.PackageNotFoundError:
        fix = "pip install . in the project's folder"
        yield Check("packages", Finding.NOTE, "reviser itself is not installed, it runs from its folder", fix)
        return
    missing = []
    for line in wanted:
        if "extra ==" in line:
            continue
        name = _name(line)
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        yield Check("packages", Finding.MISSING, ", ".join(missing), f"pip install {' '.join(missing)}")
    else:
        yield Check("packages", Finding.OK, "all are installed")


def _name(requirement: str) -> str:
    """The name at the beginning of a requirement (PEP 508)."""
    end = next((at for at, c in enumerate(requirement) if not (c.isalnum() or c in "-_.")), len(requirement))
    return requirement[:end]


def _probe(name: str, code: str, works: str, fix: str) -> Check:
    """Run code in a separate process, because a missing library can crash the process."""
    failure = _fails(code)
    if failure is None:
        return Check(name, Finding.OK, works)
    return Check(name, Finding.MISSING, failure, fix)


def _fails(code: str) -> str | None:
    """The last line of the error output if the code fails; None if it succeeds."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=without_keys(os.environ),
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PROBE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {PROBE_S} s"
    if done.returncode == 0:
        return None
    said = [line for line in done.stderr.splitlines() if line.strip()]
    return said[-1] if said else f"ended with code {done.returncode}"


def _display() -> Check:
    named = [f"{name}={os.environ[name]}" for name in ("DISPLAY", "WAYLAND_DISPLAY") if os.environ.get(name)]
    if sys.platform == "linux" and not named:
        fix = "start it in a desktop session; the terminal works without"
        return Check("display", Finding.NOTE, "there is none, so the window cannot be shown", fix)
    failure = _fails("from PySide6.QtGui import QGuiApplication; QGuiApplication([])")
    if failure is None:
        return Check("display", Finding.OK, " ".join(named) or "there is one")
    return Check(
        "display", Finding.NOTE, f"{' '.join(named)} cannot be used: {failure}", "start it in a desktop session"
    )


def _keyring() -> Check:
    """Check the keyring. Only remote revisers need keys."""
    code = (
        "import keyring, sys; backend = keyring.get_keyring()\nsys.stderr.write(type(backend).__module__); sys.exit(1)"
    )
    backend = _fails(code) or "none"
    if "fail" in backend or "null" in backend:
        fix = "start a keyring (GNOME Keyring, KWallet), or give keys in environment variables"
        return Check("keyring", Finding.NOTE, "there is none; the embedded reviser needs no key", fix)
    return Check("keyring", Finding.OK, backend)


def _language_model() -> Check:
    """Check the language model. The embedded reviser works without it, but finds less."""
    name = "language model"
    try:
        found = find(locations.models_path())
    except UserError as error:
        return Check(name, Finding.NOTE, str(error), "reviser models list says which there are")
    if found is None:
        return Check(name, Finding.NOTE, "there is none; the embedded reviser finds less", "reviser models get")
    return Check(name, Finding.OK, f"{found.path}: {found.size / 1_000_000:.0f} MB, {found.license}")


def _history(database: Path) -> Check:
    if not database.exists():
        return Check("history", Finding.OK, f"{database} will be created")
    try:
        with HistoryReader.open_to_read(database) as history:
            count = len(history.documents())
    except UserError as error:
        return Check("history", Finding.MISSING, str(error), "name another with --db, or set REVISER_DB")
    if not os.access(database, os.W_OK) or not os.access(database.parent, os.W_OK):
        fix = f"allow writing to {database} and its folder, or name another with --db"
        return Check("history", Finding.MISSING, f"{database} is read-only", fix)
    size = database.stat().st_size / 1_000_000
    return Check(
        "history",
        Finding.OK,
        f"{database}: {terminal.counted(count, 'document')}, {size:.1f} MB (reviser verify checks it)",
    )


def _disk(database: Path) -> Check:
    folder = next(parent for parent in database.absolute().parents if parent.is_dir())
    free = shutil.disk_usage(folder).free
    if not os.access(folder, os.W_OK):
        return Check("disk", Finding.MISSING, f"{folder} cannot be written to", "name another place with --db")
    message = f"{free / 1_000_000_000:.1f} GB free on the disk of the history"
    if free < LEAST_FREE_BYTES:
        return Check("disk", Finding.MISSING, message, "free some space, or put the history elsewhere with --db")
    return Check("disk", Finding.OK, message)
