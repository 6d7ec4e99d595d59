"""Every command of the guide for researchers is run, in the order of the page, and gives what the page says."""

import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reviser.datasets import tables
from reviser.datasets.row_hashes import HASHES
from tests.cli.person import at_terminal
from tests.cli.terminal import Terminal

pytestmark = pytest.mark.xdist_group("research")  # the commands are run once: in one process
PAGE = Path(__file__).parents[1] / "docs" / "research.md"
COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GIVEN = re.compile(r"^```sh\n([^\n]*)\n```\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^`([\w.]+)`:\n\n```(json|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What lies in the folder in which a person types the commands.
FILES = {
    "essays/a.md": "We utilise teh method. Write to ann@example.org or ask Dr Smith, who recieves mail.\n",
    "essays/b.md": "In order to win, they recieve 12 points.\n",
    "names.txt": "Smith\n",
    "jfleg/dev/dev.src": "He go home .\nThis are good .\n",
    **{f"jfleg/dev/dev.ref{number}": "He goes home .\nThis is good .\n" for number in range(4)},
}
KEYS = {"ann": "aax", "ben": "axx", "cleo": "axa"}  # what each presses at the proposals of a document
# What is another in each run: moments, ids, and how long a decision took.
CHANGES = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), "MOMENT"),
    (re.compile(r"\b[0-9a-f]{12}:"), "ROUND:"),
    (re.compile(r'("?elapsed_s"?: ?|MOMENT,)[\d.e-]+(?=[,}])'), r"\1SECONDS"),
    (re.compile(r"\b[0-9a-f]{64}(?=,$)", re.MULTILINE), "HASH"),
    (re.compile(r"^( +\d+ +\d+ +\d+) +\d+\.\d\d ", re.MULTILINE), r"\1 SECONDS "),
)


@dataclass
class Walked:
    """The folder after all commands, and what each printed."""

    folder: Path
    printed: dict[str, str] = field(default_factory=dict)

    def plain(self, text: str) -> str:
        """A text without what is another in each run and on each machine."""
        text = text.replace(f"{self.folder}/", "")
        for pattern, put in CHANGES:
            text = pattern.sub(put, text)
        return "\n".join(line.rstrip() for line in text.strip().splitlines())


def commands(page: str) -> list[str]:
    return [line for block in COMMANDS.findall(page) for line in block.splitlines() if line.strip()]


def decided(terminal: Terminal, arguments: list[str]) -> str:
    """`reviser queue next` at a terminal, with the annotator's keys."""
    name = arguments[arguments.index("--annotator") + 1]
    of_database = arguments[arguments.index("--db") :] if "--db" in arguments else []
    tasks = terminal.run("queue", "list", "--annotator", name, "--json", *of_database).object["queue"]
    task = next(each for each in tasks if each["state"] != "done")
    with at_terminal(terminal, *arguments) as (person, out):
        for count, key in enumerate(KEYS[name][: task["offered"]], 1):
            person.waits_for("[a]ccept", count)
            person.presses(key)
        assert person.ends() == 0, person.seen
        return out.read_text(encoding="utf-8")


def walk(folder: Path, page: str) -> Walked:
    terminal = Terminal(folder)
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        terminal.write(name, text)
    walked = Walked(folder)
    for line in commands(page):
        program, *arguments = shlex.split(line, comments=True)
        assert program == "reviser"
        if arguments[:2] == ["queue", "next"]:
            walked.printed[line] = decided(terminal, arguments)
            continue
        ended = terminal.run(*arguments)
        assert ended.code == 0, (line, ended.err)
        walked.printed[line] = ended.text or ended.err
    return walked


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory, page: str) -> Walked:
    return walk(tmp_path_factory.mktemp("researcher"), page)


def test_each_command_prints_what_the_page_says(walked: Walked, page: str) -> None:
    given = GIVEN.findall(page)
    assert len(given) == 7
    for line, said in given:
        assert walked.plain(walked.printed[line]) == walked.plain(said), line


def test_each_format_has_a_row_that_the_program_wrote(walked: Walked, page: str) -> None:
    rows = ROW.findall(page)
    assert len(rows) == 9
    for name, kind, shown in rows:
        written = walked.plain((walked.folder / name).read_text(encoding="utf-8"))
        if kind == "json":
            found = [without_hashes(json.loads(unquoted(line))) for line in written.splitlines()]
            assert json.loads(unquoted(walked.plain(shown))) in found, name
        else:
            assert all(line in written.splitlines() for line in walked.plain(shown).splitlines()), name


def without_hashes(row: dict[str, object]) -> dict[str, object]:
    """A row as the guide shows it."""
    return {name: value for name, value in row.items() if name not in {*HASHES, tables.HASH}}


def unquoted(line: str) -> str:
    """JSON again: the word for a number is a string."""
    return line.replace("SECONDS", '"SECONDS"')


def test_names_and_addresses_are_masked_and_parts_hold_whole_documents(walked: Walked) -> None:
    whole = (walked.folder / "sessions.jsonl").read_text(encoding="utf-8")
    masked = (walked.folder / "masked.jsonl").read_text(encoding="utf-8")
    assert "ann@example.org" in whole
    assert "Smith" in whole
    assert "ann@example.org" not in masked
    assert "Smith" not in masked
    parts: Mapping[str, set[str]] = {
        path.stem: {json.loads(line)["document"] for line in path.read_text(encoding="utf-8").splitlines()}
        for path in (walked.folder / "parts").glob("*.jsonl")
    }
    assert sorted(parts) == ["test", "train"]
    assert parts["test"].isdisjoint(parts["train"])
    # Which part a document falls into follows from its path, which is another in each run.
    exported = {json.loads(line)["document"] for line in whole.splitlines()}
    assert parts["test"] | parts["train"] <= exported
    assert parts["test"] | parts["train"]
