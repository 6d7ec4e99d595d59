"""What packaging/run installs is pinned by hashes, and nothing comes with the program itself."""

import re
import tomllib
from collections.abc import Set as AbstractSet
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "packaging" / "requirements.txt").read_text(encoding="utf-8")
PINNED = re.compile(r"^(?P<pin>[^\s#][^\n]*?)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE)


def pinned() -> list[tuple[Requirement, int]]:
    """Each package with how many of its files are known."""
    return [(Requirement(found["pin"]), found[2].count("--hash")) for found in PINNED.finditer(LOCK)]


def test_every_line_is_a_version_with_hashes() -> None:
    assert PINNED.sub("", LOCK).strip() == ""
    assert len(pinned()) > 50
    for one, _ in pinned():
        assert [each.operator for each in one.specifier] == ["=="], one
        assert one.url is None


def test_the_list_has_what_the_program_needs_in_each_python_and_system() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    needed = [Requirement(line) for line in listed]
    for python in ("3.11", "3.12", "3.13", "3.14"):
        for system, platform in (("linux", "Linux"), ("darwin", "Darwin"), ("win32", "Windows")):
            here: dict[str, str | AbstractSet[str]] = {
                "python_version": python, "python_full_version": f"{python}.1",
                "sys_platform": system, "platform_system": platform,
            }  # fmt: skip
            there = {alike(one.name): one for one, _ in pinned() if one.marker is None or one.marker.evaluate(here)}
            for wanted in needed:
                version = next(iter(there[alike(wanted.name)].specifier)).version
                assert wanted.specifier.contains(version), f"{wanted}: make the list again (docs/dependencies.md)"


def test_the_setting_up_asks_for_the_hashes_first_and_fetches_nothing_with_the_program() -> None:
    script = (ROOT / "packaging" / "setup.sh").read_text(encoding="utf-8")
    steps = [line for line in script.splitlines() if "pip install" in line and not line.startswith("#")]
    assert "--require-hashes -r packaging/requirements.txt" in steps[0]
    assert "--no-deps --no-build-isolation --editable ." in steps[1]


def alike(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
