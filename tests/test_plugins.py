"""Plug-ins, installed by pip as a person does: formats and revisers of other packages, and what cannot be used."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal, offered

SOURCES = Path(__file__).parent / "plugins"
HEAD = b"title: Soup \xff\r\nserves: 4\n---\n"
SOUP = HEAD + b"* 5 g salt\r\nAdd salt, and see http://salt.example/ for teh rest.\r\n"
SALTED = ("--decide", "accept", "--reviser", "plugin:salt")
LOADED = """
import sys
from reviser.commands import run
code = run(sys.argv[1:])
print(*sorted(name for name in sys.modules if name.startswith("reviser_")), file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a program beside which the packages in tests/plugins are installed."""
    site = tmp_path_factory.mktemp("site")
    sources = tmp_path_factory.mktemp("plugins") / "src"  # building leaves files behind
    shutil.copytree(SOURCES, sources)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    packages = [str(package) for package in sorted(sources.iterdir())]
    subprocess.run([*command, "--target", str(site), *packages], check=True)
    return {"PYTHONPATH": str(site)}


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def test_what_is_installed_is_listed_and_what_cannot_be_used_is_said(
    terminal: Terminal, installed: dict[str, str]
) -> None:
    ended = terminal.run("plugins", **installed)
    assert ended.code == 1
    assert ended.text.splitlines() == [
        "document format  Late (.late)                     reviser-broken 0.1",
        "document format  Recipe (.recipe)                 reviser-recipe 1.2",
        "dataset format   pairs                            reviser-recipe 1.2",
        "reviser          salt                             reviser-salt 0.1",
    ]
    said = ended.err.splitlines()
    assert len(said) == 3
    assert all("reviser-broken" in line and line.endswith("uninstall reviser-broken.") for line in said)
    assert "ModuleNotFoundError: No module named 'reviser_broken_absent'" in said[0]
    assert "it provides a str, not a DocumentFormat" in said[1]
    assert "Markdown is there already for .md" in said[2]
    listed = terminal.run("plugins", "--json", **installed).object["plugins"]
    assert [plugin["name"] for plugin in listed if not plugin["trouble"]] == ["late", "recipe", "pairs", "salt"]


def test_nothing_is_installed(terminal: Terminal) -> None:
    ended = terminal.run("plugins")
    assert (ended.code, ended.text) == (0, "No plug-in is installed.\n")


def test_a_document_of_a_plugin_is_revised_and_what_it_holds_besides_its_words_stays(
    terminal: Terminal, installed: dict[str, str]
) -> None:
    terminal.write("soup.recipe", SOUP)
    arguments = (*SALTED, "--json", "--output", "new.recipe")
    ended = terminal.run("revise", "soup.recipe", *arguments, **installed)
    assert ended.code == 0, ended.err
    assert offered(ended.object) == [("salt", "sea salt")]  # neither the quantity, which is locked, nor in the address
    expected = SOUP.replace(b"Add salt", b"Add sea salt")
    assert (terminal.folder / "new.recipe").read_bytes() == expected
    assert (terminal.folder / "soup.recipe").read_bytes() == SOUP
    again = terminal.run("revise", "soup.recipe", "--decide", "accept", "--in-place", **installed)  # embedded
    assert again.code == 0, again.err
    assert (terminal.folder / "soup.recipe").read_bytes() == expected.replace(b"teh", b"the")


def test_a_document_of_a_plugin_is_known_by_what_it_holds(terminal: Terminal, installed: dict[str, str]) -> None:
    terminal.write("soup", b"#!recipe\n" + SOUP)
    assert terminal.run("revise", "soup", *SALTED, "--in-place", **installed).code == 0
    assert (terminal.folder / "soup").read_bytes() == b"#!recipe\n" + SOUP.replace(b"Add salt", b"Add sea salt")


@pytest.mark.parametrize("name", ["soup.txt", "soup.md"])
def test_saving_as_another_format_says_what_would_be_lost(
    terminal: Terminal, installed: dict[str, str], name: str
) -> None:
    terminal.write("soup.recipe", SOUP)
    ended = terminal.run("revise", "soup.recipe", *SALTED, "--output", name, **installed)
    assert ended.code == 1
    assert f"{name} could not hold everything in the document (its header)" in ended.err
    assert not (terminal.folder / name).exists()


def test_a_format_that_needs_more_than_words_is_not_made_of_them(terminal: Terminal, installed: dict[str, str]) -> None:
    terminal.write("a.txt", "Salt.\n")
    ended = terminal.run("revise", "a.txt", *SALTED, "--output", "a.recipe", **installed)
    assert ended.code == 1
    assert "cannot be saved as a .recipe file" in ended.err


def test_a_folder_is_queued_with_the_documents_of_plugins(terminal: Terminal, installed: dict[str, str]) -> None:
    (terminal.folder / "in").mkdir()
    terminal.write("in/soup.RECIPE", SOUP)
    terminal.write("in/soup.png", b"\x89PNG")
    assert terminal.run("queue", "add", "in", "--annotator", "Anna", **installed).code == 0
    queue = terminal.run("queue", "list", "--json", **installed).object["queue"]
    assert [Path(task["document"]).name for task in queue] == ["soup.RECIPE"]


def test_a_damaged_document_and_a_failing_plugin_are_one_sentence_each(
    terminal: Terminal, installed: dict[str, str]
) -> None:
    terminal.write("soup.recipe", "No header.")
    ended = terminal.run("revise", "soup.recipe", "--decide", "accept", **installed)
    assert (ended.code, ended.err) == (1, "reviser: soup.recipe has no line of dashes under its header: add one.\n")
    terminal.write("a.late", "Words.")
    ended = terminal.run("revise", "a.late", "--decide", "accept", **installed)
    assert ended.code == 1
    assert ended.err.startswith("reviser: reviser-broken, which reads Late files, failed (AttributeError: ")
    assert ended.err.count("\n") == 1


def test_nothing_of_a_plugin_is_loaded_for_what_the_program_knows_itself(
    terminal: Terminal, installed: dict[str, str]
) -> None:
    terminal.write("a.md", "Teh words.\n")
    terminal.write("marked.md", "{~~Teh~>The~~} words.\n")
    terminal.write("soup.recipe", SOUP)
    for arguments, loaded in (
        (("revise", "a.md", "--decide", "accept", "--output", "b.txt"), ""),
        (("library",), ""),
        (("export", "jsonl", "--output", "edits.jsonl"), ""),
        (("export", "sessions", "--output", "sessions.jsonl"), ""),
        (("import", "sessions", "sessions.jsonl"), ""),
        (("import", "markdown-criticmarkup", "marked.md"), ""),
        (("plugins",), "reviser_broken reviser_recipe reviser_recipe_pairs reviser_salt"),  # all groups
        (("revise", "soup.recipe", "--decide", "reject"), "reviser_broken reviser_recipe reviser_recipe_handler"),
    ):
        environment = terminal.environment | installed
        command = [sys.executable, "-c", LOADED, *arguments]
        done = subprocess.run(
            command, cwd=terminal.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.stderr.splitlines()[-1] == loaded, arguments


def test_a_reviser_that_no_plugin_brings_is_said(terminal: Terminal, installed: dict[str, str]) -> None:
    terminal.write("a.md", "Teh words.\n")
    ended = terminal.run("revise", "a.md", "--decide", "accept", "--reviser", "plugin:pepper", **installed)
    assert (ended.code, ended.err) == (
        2,
        "reviser: No plug-in provides a reviser called pepper: reviser plugins lists what is installed.\n",
    )


def test_what_was_accepted_is_exported_in_the_format_of_a_plugin(terminal: Terminal, installed: dict[str, str]) -> None:
    terminal.write("a.md", "Teh words.\n")
    assert terminal.run("revise", "a.md", "--decide", "accept", "--in-place", **installed).code == 0
    ended = terminal.run("export", "pairs", "--output", "pairs.jsonl", **installed)
    assert ended.code == 0, ended.err
    assert (terminal.folder / "pairs.jsonl").read_text(encoding="utf-8") == '["Teh", "The"]\n'
    ended = terminal.run("import", "pairs", "pairs.jsonl", **installed)
    assert ended.code == 2
    assert " pairs is not a format that can be imported: " in ended.err
    ended = terminal.run("export", "peers", "--output", "peers.jsonl", **installed)
    assert ended.code == 2
    assert "'peers' is not one of 'jsonl'" in ended.err
    assert "'pairs'" in ended.err


@pytest.mark.parametrize(("name", "blocks"), [("add-a-document-format.md", 3), ("add-a-dataset-format.md", 3)])
def test_the_pages_on_formats_show_the_plugin_that_is_tested_here(name: str, blocks: int) -> None:
    files = [path.read_text(encoding="utf-8") for path in (SOURCES / "reviser-recipe").iterdir() if path.is_file()]
    assert len(shown(name)) == blocks
    assert [block for block in shown(name) if not any(block in text for text in files)] == []


def test_the_page_on_revisers_shows_the_whole_plugin() -> None:
    package = SOURCES / "reviser-salt"
    assert shown("add-a-reviser.md") == [
        (package / name).read_text(encoding="utf-8") for name in ("reviser_salt.py", "pyproject.toml")
    ]


def shown(name: str) -> list[str]:
    """The code of a page, block by block."""
    page = (Path(__file__).parents[1] / "docs" / name).read_text(encoding="utf-8")
    return re.findall(r"^```(?:python|toml)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
