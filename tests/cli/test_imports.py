"""What each command may import: the table below. A heavy library that is imported where nobody needs it makes every
command slow to start; a name is added here only where the command's own work begins with it."""

from dataclasses import dataclass

import pytest

from reviser.commands import COMMANDS
from tests.cli.terminal import Terminal

# What takes more than about 20 ms to import, each alone.
HEAVY = frozenset(
    "PySide6 asyncio charset_normalizer datasets defusedxml gguf harper httpx keyring lemminflect lxml markdown_it"
    " multiprocessing nltk numpy pandas proselint py3langid pyarrow rouge_score sacrebleu sqlite_utils symspellpy"
    " tokenizers truststore xllamacpp".split()
)
# A command that is about to run, before it has begun. Whatever is not named here may import none of them.
AT_START = {
    **dict.fromkeys(
        "archive backup delete doctor eval history judge keys library merge models queue rename repair revise revisers"
        " search".split(),
        frozenset({"asyncio"}),
    ),
    "export": frozenset({"multiprocessing"}),
}


@dataclass(frozen=True, slots=True)
class Ran:
    """A command as a person types it, and what it may import until it has ended."""

    line: str
    may: frozenset[str] = frozenset()
    code: int = 0


# In a folder with a history of one document, essay.txt, and nothing else.
RUNS = (
    Ran("--help"),
    Ran("--version"),
    Ran("verfiy", code=2),
    Ran("revise --help", frozenset({"asyncio"})),
    Ran("library", frozenset({"asyncio"})),
    Ran("library --json", frozenset({"asyncio"})),
    Ran("show essay.txt"),
    Ran("history essay.txt", frozenset({"asyncio"})),
    Ran("search test", frozenset({"asyncio"})),
    Ran("stats"),
    Ran("verify"),
    Ran("backup list", frozenset({"asyncio"})),
    Ran("rename essay.txt Essay", frozenset({"asyncio"})),
    Ran("queue list", frozenset({"asyncio"})),
    Ran("revisers list", frozenset({"asyncio"})),
    Ran("models list", frozenset({"asyncio"})),
    Ran("export jsonl -o out.jsonl", frozenset({"multiprocessing"})),
    Ran("export csv -o out.csv", frozenset({"multiprocessing"})),
    # pyarrow imports pandas by itself, where that is installed, to know its types.
    Ran("export parquet -o out", frozenset({"multiprocessing", "numpy", "pandas", "pyarrow"})),
)

CODE = """
import sys
from reviser.commands import program, run
if sys.argv[1] == "load":
    program.commands[sys.argv[2]]
    code = 0
else:
    code = run(sys.argv[2:])
print("imported:", *{name.partition(".")[0] for name in sys.modules}, file=sys.stderr)
sys.exit(code)
"""


def imported(terminal: Terminal, *arguments: str, code: int = 0) -> frozenset[str]:
    """The heavy libraries that a process has imported when it has done what the arguments say."""
    ended = terminal.run_python(CODE, *arguments)
    assert ended.code == code, ended.err
    return HEAVY & set(ended.err.rpartition("imported:")[2].split())


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A folder with a history of one document."""
    terminal = Terminal(tmp_path_factory.mktemp("desk"))
    essay = terminal.write("essay.txt", "This is an test.\n")
    terminal.revise(essay, "--decide", "accept", "--max-rounds", "1")
    return terminal


def test_only_commands_that_there_are_have_a_line_in_the_table() -> None:
    assert set(AT_START) <= {entry.name for entry in COMMANDS}
    assert all(may <= HEAVY for may in AT_START.values())


@pytest.mark.parametrize("name", [entry.name for entry in COMMANDS])
def test_a_command_that_is_about_to_run_imports_no_more_than_the_table_says(desk: Terminal, name: str) -> None:
    assert imported(desk, "load", name) <= AT_START.get(name, frozenset())


@pytest.mark.parametrize("ran", RUNS, ids=lambda ran: ran.line)
def test_a_command_that_has_run_imported_no_more_than_its_work_needs(desk: Terminal, ran: Ran) -> None:
    assert imported(desk, "run", *ran.line.split(), code=ran.code) <= ran.may


def test_a_library_that_is_imported_is_seen(desk: Terminal) -> None:
    """Else the tests above could pass because they look in the wrong place."""
    assert imported(desk, "run", "export", "parquet", "-o", "seen") >= {"pyarrow"}
