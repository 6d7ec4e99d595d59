"""What the documentation names is there: its pages, its links, and the files and commands that it sends people to."""

import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

from reviser.commands import COMMANDS, program
from reviser.datasets.formats import readable, writable

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


def paths_in_tables(page: Path) -> set[str]:
    """The paths in the package that the tables of a page name. A bare file name behind a path is in the same folder:
    `revisers/lm/scoring.py`, `reasons.py`."""
    named: set[str] = set()
    for line in page.read_text(encoding="utf-8").splitlines():
        folder = ""
        for name in re.findall(r"`([\w./*-]+)`", line) if line.startswith("|") else ():
            if name.endswith(".py") and "/" in name:
                folder = name.rpartition("/")[0]
            known = name if (ROOT / "reviser" / name).exists() or not folder else f"{folder}/{name}"
            if name.endswith(".py") or "/" in name:
                named.add(known.rstrip("/"))
    return named


def test_every_module_has_a_place_in_the_architecture() -> None:
    """A newcomer finds each module from the tables of the page: by its own name, or by a folder inside a part."""
    modules = {
        path.relative_to(ROOT / "reviser").as_posix()
        for path in (ROOT / "reviser").rglob("*.py")
        if path.name != "__init__.py"
    }
    named = paths_in_tables(DOCS / "architecture.md")
    folders = tuple(f"{name}/" for name in named if (ROOT / "reviser" / name).is_dir())
    missing = {name for name in modules if name not in named and not name.startswith(folders)}
    assert sorted(missing) == []
    everywhere = {"highlight.py", "looks.py"}  # names of one file in each format's folder
    wrong = {name for name in named if name.endswith(".py") and "*" not in name} - modules
    assert {name for name in wrong if name.rpartition("/")[2] not in everywhere} == set()


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


def lines_of_commands(page: Path) -> list[list[str]]:
    """What a page types into a terminal, without comments; of “now|list” the first."""
    text = page.read_text(encoding="utf-8")
    typed = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    typed += re.findall(r"`(reviser [a-z][^`]*)`", text)
    words = [shlex.split(part, comments=True) for line in typed for part in line.replace("\n", " ").split("&&")]
    return [[word.partition("|")[0] for word in line[1:]] for line in words if line[:1] == ["reviser"]]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_options_that_are_shown_exist(page: Path) -> None:
    for line in lines_of_commands(page):
        words = [word.strip("[]…") for word in line if word.strip("[]…")]
        command: click.Command = program
        context = click.Context(command, info_name="reviser")
        while isinstance(command, click.Group) and words and (found := command.get_command(context, words[0])):
            command, context, words = found, click.Context(found, context, info_name=words[0]), words[1:]
        parameters = command.get_params(context)
        known = {option for parameter in parameters for option in (*parameter.opts, *parameter.secondary_opts)}
        assert {word.partition("=")[0] for word in words if word.startswith("-") and word != "-"} <= known, line


def test_dataset_formats_that_are_shown_exist() -> None:
    for page in PAGES:
        for line in lines_of_commands(page):
            if line[:1] in (["import"], ["export"]) and len(line) > 2 and line[1].islower():
                forms = readable() if line[0] == "import" else writable()
                assert line[1] in {form.code for form in forms} | {"pairs"}, (page.name, line)


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
