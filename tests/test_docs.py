"""What the documentation names is there: its pages, its links, and the files and commands that it sends people to."""

import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from reviser.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted((*ROOT.glob(".github/*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.glob("*.md")))
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
FILE = re.compile(
    r"`((?:reviser|tests|resources|packaging|core|cli|services|revisers|documents|datasets|history|gui)/[\w./*-]+)`"
)
WRITTEN = re.compile(r"Write `([^`]+)`")
COMMAND = re.compile(r"^(?:.*&& )?reviser ([a-z]+)", re.MULTILINE)
LONGEST_README = 120  # lines: what is read in three minutes


def test_the_readme_is_read_in_three_minutes() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= LONGEST_README


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_files_lead_somewhere(page: Path) -> None:
    links = [one or other for one, other in LINK.findall(page.read_text(encoding="utf-8"))]
    inside = [link.partition("#")[0] for link in links if "://" not in link]
    assert [link for link in inside if link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_are_named_exist(page: Path) -> None:
    """A path is the project's, or inside the package `reviser`; `*` stands for anything. What a page says to write is
    not there yet."""
    text = page.read_text(encoding="utf-8")
    named = set(FILE.findall(text)) - set(WRITTEN.findall(text))
    missing = [
        name for name in named if not list(ROOT.glob(name.rstrip("/"))) and not list((ROOT / "reviser").glob(name))
    ]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_that_are_shown_exist(page: Path) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    shown = {name for block in blocks for name in COMMAND.findall(block)}
    assert shown <= {command.name for command in COMMANDS}


def test_pictures_are_small_and_each_is_shown() -> None:
    """Made anew by: python -m tests.gui.pictures"""
    pictures = sorted((DOCS / "pictures").iterdir())
    sizes = {path.name: path.stat().st_size for path in pictures}
    assert max(sizes.values()) < 150_000
    assert sum(sizes.values()) < 1_000_000
    shown = {link for page in PAGES for _, link in LINK.findall(page.read_text(encoding="utf-8")) if link}
    assert {f"pictures/{name}" for name in sizes} == {link for link in shown if link.startswith("pictures/")}


def test_the_page_of_the_schema_is_what_the_schema_says() -> None:
    """Made anew by: python packaging/schema_page.py > docs/schema.md"""
    made = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "schema_page.py")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert made.stdout == (DOCS / "schema.md").read_text(encoding="utf-8")


def test_sphinx_makes_the_documentation_without_a_warning(tmp_path: Path) -> None:
    """Every page is in a table of contents, and every link between pages and headings leads somewhere."""
    if any(find_spec(name) is None for name in ("sphinx", "furo", "myst_parser")):
        pytest.skip("Sphinx, furo or myst-parser is not installed")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-W",
            "--keep-going",
            "-d",
            str(tmp_path / "made"),
            str(DOCS),
            str(tmp_path / "out"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "architecture.html").exists()
    shutil.rmtree(tmp_path / "out")
