"""What can happen to the files of a history: bytes flipped, pages swapped, emptied or cut off, its log gone or damaged.
Each way is told by its seed."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from reviser.core.edit import Decision, Edit, Intent, Proposal, Verdict
from reviser.core.events import Arrived, Changed, Decided, Outcome, RoundEnded, RoundStarted
from reviser.history.log.store import SCHEMA_VERSION, Result, Store
from reviser.history.search.indexing import Indexer
from reviser.services.documents.digest_updates import update_digest
from tests.history.sample import make

PAGE = 4096
WORDS = "the quick brown fox jumps over a lazy dog while seven wizards quietly mix bad jugs of very old port".split()
ROUNDS = 3
DOCUMENTS = 12


def make_large(path: Path) -> None:
    """A history of a megabyte: the sample, and documents with rounds in which some is accepted; digested, indexed, and
    with a log that holds what came last."""
    make(path)
    chance = random.Random(7)
    with Store.open(path) as store:
        for number in range(DOCUMENTS):
            text = "".join(f"{' '.join(chance.choices(WORDS, k=12))}.\n" for _ in range(20 if number else 300))
            document = store.add_document(
                path=path.parent / f"{number}.txt", title=f"{number}.txt", text=text, format="plain", encoding="utf-8",
                bom=b"",
            )  # fmt: skip
            for depth in range(ROUNDS):
                text = _round(store, document, f"{number}-{depth}", text)
            store.keep_saved(document, text)
        update_digest(store)
    with Indexer.open(path, SCHEMA_VERSION) as indexer:
        while indexer.step() is not None:
            pass
    with Store.open(path) as store, closing(sqlite3.connect(path)) as reader:
        # What comes last stays in the log: as after a crash. The files are copied while both are open.
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchone()
        for number in range(1, 4):
            store.append(number + 1, Changed((Edit(0, "", f"Late {number}. "),)))
        folder = path.with_name("killed")
        folder.mkdir()
        for file in path.parent.glob(f"{path.name}*"):
            shutil.copy(file, folder)
    for file in folder.iterdir():
        shutil.copy(file, path.parent)
    shutil.rmtree(folder)


def _round(store: Store, document: int, name: str, text: str) -> str:
    starts = [at for at in range(0, len(text) - 4) if text.startswith("the ", at) and (not at or text[at - 1] in " \n")]
    proposals = [
        Proposal(Edit(at, "the", "one"), Intent.STYLE, "embedded", "plain/the", "An explanation.") for at in starts[:8]
    ]
    store.append(document, RoundStarted(name, "embedded"), Arrived(name, tuple(proposals)))
    store.append(document, RoundEnded(name, Outcome.COMPLETE))
    accepted = range(0, len(proposals), 2)
    decisions = tuple(Decision(f"{name}:{number}", Verdict.ACCEPT) for number in accepted)
    result = text
    for number in reversed(accepted):
        at = proposals[number].edit.start
        result = f"{result[:at]}one{result[at + 3 :]}"
    if decisions:
        store.append(document, Decided(decisions))
    store.append(document, Changed((Edit(0, "", "So. "),)))
    closing_text = f"So. {result}"
    store.append(document, RoundStarted(f"{name}-after", "embedded"), results=[Result(name, result, closing_text)])
    store.append(document, RoundEnded(f"{name}-after", Outcome.COMPLETE))
    return closing_text


def _flip(file: Path, chance: random.Random, count: int) -> None:
    content = bytearray(file.read_bytes())
    for _ in range(count if content else 0):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)


def _flip_one(path: Path, chance: random.Random) -> None:
    _flip(path, chance, 1)


def _flip_some(path: Path, chance: random.Random) -> None:
    _flip(path, chance, chance.choice([3, 20, 200]))


def _flip_beginning(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[chance.randrange(100)] ^= 1 << chance.randrange(8)
    content[chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def _noise(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    start = chance.randrange(len(content))
    part = chance.randbytes(chance.choice([64, 1000, 20_000]))
    content[start : start + len(part)] = part
    path.write_bytes(content[: path.stat().st_size])


def _cut(path: Path, chance: random.Random) -> None:
    path.write_bytes(path.read_bytes()[: chance.randrange(1, path.stat().st_size)])


def _cut_pages(path: Path, chance: random.Random) -> None:
    pages = path.stat().st_size // PAGE
    path.write_bytes(path.read_bytes()[: PAGE * chance.randrange(1, pages)])


def _swap(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    one, other = (PAGE * page for page in chance.sample(range(len(content) // PAGE), 2))
    content[one : one + PAGE], content[other : other + PAGE] = content[other : other + PAGE], content[one : one + PAGE]
    path.write_bytes(content)


def _empty_pages(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for page in chance.sample(range(len(content) // PAGE), chance.choice([1, 3, 10])):
        content[PAGE * page : PAGE * (page + 1)] = bytes(PAGE)
    path.write_bytes(content)


def _log_gone(path: Path, _: random.Random) -> None:
    path.with_name(f"{path.name}-wal").unlink()


def _log_cut(path: Path, chance: random.Random) -> None:
    _cut(path.with_name(f"{path.name}-wal"), chance)


def _log_flipped(path: Path, chance: random.Random) -> None:
    _flip(path.with_name(f"{path.name}-wal"), chance, chance.choice([1, 5]))


def _index_flipped(path: Path, chance: random.Random) -> None:
    _flip(path.with_name(f"{path.name}-shm"), chance, chance.choice([1, 50]))


def _index_gone(path: Path, _: random.Random) -> None:
    path.with_name(f"{path.name}-shm").unlink()


def _index_cut(path: Path, chance: random.Random) -> None:
    _cut(path.with_name(f"{path.name}-shm"), chance)


def _foreign_log(path: Path, chance: random.Random) -> None:
    wal = path.with_name(f"{path.name}-wal")
    wal.write_bytes(chance.randbytes(wal.stat().st_size))


WAYS: tuple[Callable[[Path, random.Random], None], ...] = (
    _flip_one, _flip_some, _flip_beginning, _noise, _cut, _cut_pages, _swap, _empty_pages, _log_gone, _log_cut,
    _log_flipped, _index_flipped, _index_gone, _index_cut, _foreign_log,
)  # fmt: skip


def damage(path: Path, seed: int) -> str:
    """Do one of the ways to a history, every fourth time two; their names."""
    chance = random.Random(seed)
    ways = [WAYS[seed % len(WAYS)]]
    if seed % 4 == 3:
        ways.append(chance.choice(WAYS[:8]))
    for way in ways:
        way(path, chance)
    return " and ".join(way.__name__.strip("_") for way in ways)
