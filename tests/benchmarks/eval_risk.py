"""Risk flags against labels that were made by reading: precision and recall of each kind, and how fast they are found.

    python -m tests.benchmarks.eval_risk sample [--fresh]  # the pairs to label, from the essays and ASSET
    python -m tests.benchmarks.eval_risk count [--errors] [--split dev | --fresh]
    python -m tests.benchmarks.eval_risk agree  # of the two readers
    python -m tests.benchmarks.eval_risk speed

The sample is seeded. 120 edits are uniform; the others were picked by patterns that know nothing of `core/risk.py` and
cast wider than it does, so that every kind appears. The labels lie in `tests/core/labels/risk.tsv`; those of the fresh
sample in `risk_fresh.tsv`, a second reading of part of the test half in `risk_second.tsv`.
"""

import random
import re
import time
from collections.abc import Iterator

import click

from reviser.core.diff import diff
from reviser.core.edit import Edit
from reviser.core.risk import risks
from reviser.core.segment import sentence_at, sentences
from reviser.core.text import Span
from reviser.datasets.tokens import detokenised
from tests.core.risk_labels import COLUMNS, FRESH, Labelled, kappa, measured, read, second_reading
from tests.data import SHARED

SEED = 3
FRESH_SEED = 41
LONGEST = 230  # code points of a sentence: what a labeller reads at one glance, and a snippet
FRESH_LONGEST = 320  # read whole, sentence by sentence
UNIFORM = 60  # of each source
FRESH_UNIFORM = 30
_LOOSE = {
    "link": (8, r"(?i)https?:|www|\.com|\.org|@\w"),
    "citation": (14, r"(?i)\(\w[^)]*\d\)|\[\d|et al|\bp\. ?\d|\bet\.|according to"),
    "code": (4, r"`|\(\)|[{};]|\w_\w"),
    "maths": (8, r"[=<>±×÷^\\$]|\d ?[+*/] ?\d"),
    "quotation": (26, r"[\"“”«»]"),
    "unit": (
        22,
        r"(?i)\b(?:km|kilom|metre|meter|mile|feet|foot|inch|kg|pound|gram|ton|lb|acre|hectare|hour|minute|second|day|week"
        r"|month|year|percent|per cent|dollar|euro|degree|mph|cm|mm)s?\b|[%$£€°]",
    ),
    "date": (24, r"(?i)\b(?:1\d|20)\d\d\b|\b(?:jan|feb|mar|apr|may|june|july|aug|sep|oct|nov|dec)|day\b|centur|decade"),
    "number": (34, r"(?i)\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand"
        r"|million|half|both|first|second|third|once)\b"),
    "negation": (42, r"(?i)\b(?:no|not|nor|none|never|nothing|nobody|without|neither|hardly|fail"
        r"|lack|cannot|any)|n.t\b|\b(?:un|in|im|dis|ir)\w{4}|less\b"),
    "modal": (42, r"(?i)\b(?:must|shall|should|may|might|can|could|will|would|ought|have to"
        r"|has to|had to|need|able)|['’](?:ll|d)\b"),
    "name": (30, r"(?<!^)(?<![.!?] )\b[A-Z]\w+"),
}  # fmt: skip

_FRESH = {
    "link": (1, _LOOSE["link"][1]),  # no more are left
    "citation": (15, r"(?i)\(\w[^)]*\d{4}[^)]*\)|\[\d+\]|et al\b|\bpp?\. ?\d|\(\d{4}\)"),
    "unit": (14, _LOOSE["unit"][1]),
    "number": (15, _LOOSE["number"][1]),
    "name": (15, _LOOSE["name"][1]),
}


def _pairs() -> Iterator[tuple[str, str, str]]:
    """Where it is from, an earlier text, a later one."""
    for path in sorted((SHARED / "argrewrite").glob("*.draft[12].txt")):
        number, draft = path.name.split(".")[:2]
        later = path.with_name(f"{number}.draft{int(draft[-1]) + 1}.txt")
        if later.exists():
            yield f"argrewrite/{number}.{draft[-1]}", path.read_text("utf-8-sig"), later.read_text("utf-8-sig")
    asset = SHARED / "asset"
    originals = (asset / "asset.valid.orig").read_text("utf-8").splitlines()
    for reference in range(10):
        lines = (asset / f"asset.valid.simp.{reference}").read_text("utf-8").splitlines()
        for index, (before, after) in enumerate(zip(originals, lines, strict=True), 1):
            yield f"asset/{index}.{reference}", detokenised(before), detokenised(after)


def _edits(longest: int = LONGEST) -> Iterator[tuple[str, str, Edit]]:
    """Where it is from, the sentence it is in, the edit with offsets in that sentence."""
    for source, before, after in _pairs():
        for edit in diff(before, after):
            span = sentence_at(before, edit.start)
            text = before[span.start : max(span.end, edit.end)]
            moved = edit.moved(-span.start)
            text = text[: max(len(text.rstrip()), moved.end)]
            if len(text) + len(edit.after) <= longest and not re.search(r"[\t\r\n]", text + edit.after):
                yield source, text, moved


@click.group()
def main() -> None:
    """Risk flags, measured."""


@main.command()
@click.option("--fresh", is_flag=True, help="The second sample: no sentence of the first.")
def sample(fresh: bool) -> None:
    """Print the pairs to label as rows of the table."""
    if fresh:
        _fresh()
        return
    chance = random.Random(SEED)
    edits = list(_edits())
    chance.shuffle(edits)
    picked: list[tuple[str, tuple[str, str, Edit]]] = []
    taken: set[tuple[str, Edit]] = set()

    def take(stratum: str, count: int, pool: list[tuple[str, str, Edit]]) -> None:
        for item in pool:
            if count and (item[1], item[2]) not in taken:
                taken.add((item[1], item[2]))
                picked.append((stratum, item))
                count -= 1

    for source in ("argrewrite", "asset"):
        take("uniform", UNIFORM, [item for item in edits if item[0].startswith(source)])
    for stratum, (count, pattern) in _LOOSE.items():
        wanted = re.compile(pattern)
        close = [item for item in edits if wanted.search(item[2].before) or wanted.search(item[2].after)]
        for part, source in ((count - count // 2, "argrewrite"), (count // 2, "asset")):
            take(stratum, part, [item for item in close if item[0].startswith(source)])
    chance.shuffle(picked)
    _print(picked)


def _place(source: str) -> str:
    """A line of ASSET, whichever of the ten simplified it; an essay's draft as it is."""
    return source.split(".", maxsplit=1)[0] if source.startswith("asset") else source


def _fresh() -> None:
    chance = random.Random(FRESH_SEED)
    old = read()
    sentences_seen = {row.left + row.before + row.right for row in old}
    lines_seen = {_place(row.source) for row in old if row.source.startswith("asset")}
    edits = list(_edits(FRESH_LONGEST))
    chance.shuffle(edits)
    picked: list[tuple[str, tuple[str, str, Edit]]] = []

    def take(stratum: str, count: int, source: str, pattern: str) -> int:
        """How many of `count` were found; a sentence is taken once, and a line of ASSET too."""
        found = 0
        for item in edits:
            place, text, edit = item
            if found == count:
                break
            if not place.startswith(source) or text in sentences_seen or _place(place) in lines_seen:
                continue
            if re.search(pattern, edit.before) or re.search(pattern, edit.after):
                picked.append((stratum, item))
                sentences_seen.add(text)
                if source == "asset":
                    lines_seen.add(_place(place))
                found += 1
        return found

    for source in ("argrewrite", "asset"):
        take("uniform", FRESH_UNIFORM, source, "")
    for stratum, (count, pattern) in _FRESH.items():
        essays = take(stratum, (count + 1) // 2, "argrewrite", pattern)
        take(stratum, count - essays, "asset", pattern)
    chance.shuffle(picked)
    _print(picked)


def _print(picked: list[tuple[str, tuple[str, str, Edit]]]) -> None:
    click.echo("\t".join(COLUMNS))
    for number, (stratum, (source, text, edit)) in enumerate(picked, 1):
        row = (str(number), stratum, source, text[: edit.start], edit.before, edit.after, text[edit.end :], "")
        click.echo("\t".join(row))


@main.command()
@click.option("--errors", is_flag=True, help="Show what was missed and what was flagged for nothing.")
@click.option("--split", type=click.Choice(["dev", "test"]), help="One half of the first sample only.")
@click.option("--fresh", is_flag=True, help="The second reader's fresh sample.")
def count(errors: bool, split: str | None, fresh: bool) -> None:
    """Print precision and recall."""
    rows = read(FRESH) if fresh else [row for row in read() if split in (None, row.split)]
    halves = (
        {"fresh": rows} if fresh else {half: [row for row in rows if row.split == half] for half in ("dev", "test")}
    )
    parts: dict[str, list[Labelled]] = {}
    for half, chosen in halves.items():
        if chosen:
            parts[half] = chosen
            parts[f"{half}, uniform"] = [row for row in chosen if row.stratum == "uniform"]
    click.echo("| part | kind | labelled | flagged | precision | recall |\n|---|---|--:|--:|--:|--:|")
    for name, chosen in parts.items():
        for kind, score in measured(chosen).items():
            click.echo(
                f"| {name} ({len(chosen)}) | {kind} | {score.labelled} | {score.flagged} | {score.precision:.2f} | "
                f"{score.recall:.2f} |"
            )
    if errors:
        for row in rows:
            found = {flag.kind: flag.message for flag in row.flags()}
            for kind in sorted(row.kinds ^ found.keys()):
                sign = "missed" if kind in row.kinds else f"for nothing: {found[kind]}"
                click.echo(
                    f"{row.id} {kind} {sign}\n    {row.left[-60:]}{{{row.before} => {row.after}}}{row.right[:60]}"
                )


@main.command()
def agree() -> None:
    """Print Cohen's kappa of the two readers, and where they differ."""
    pairs = second_reading()
    click.echo(f"any of {len(pairs)}: {kappa([(bool(row.kinds), bool(kinds)) for row, kinds in pairs]):.2f}")
    for kind in sorted(frozenset().union(*(row.kinds | kinds for row, kinds in pairs))):
        votes = [(kind in row.kinds, kind in kinds) for row, kinds in pairs]
        first, second = (sum(vote[side] for vote in votes) for side in (0, 1))
        click.echo(f"{kind}: {first} and {second}, {kappa(votes):.2f}")
    for row, kinds in pairs:
        if row.kinds != kinds:
            click.echo(
                f"{row.id} first {sorted(row.kinds)}, second {sorted(kinds)}\n    "
                f"{row.left}{{{row.before} => {row.after}}}{row.right}"
            )


@main.command()
def speed() -> None:
    """Print edits a second: 5,000 edits over a document of 100,000 words, each with its sentence."""
    essays = [before for source, before, _ in _pairs() if source.startswith("argrewrite")]
    words: list[str] = []
    while len(words) < 100_000:
        for essay in essays:
            words += essay.split(" ")
    text = " ".join(words[:100_000])
    spans = sentences(text)
    chance = random.Random(SEED)
    afters = [row.after for row in read()]
    asked: list[tuple[Edit, Span]] = []
    for span in (spans[chance.randrange(len(spans))] for _ in range(5_000)):
        start = chance.randrange(span.start, span.end)
        asked.append((Edit(start, text[start : min(span.end, start + 12)], chance.choice(afters)), span))
    began = time.perf_counter()
    flags = sum(len(risks(text, edit, span)) for edit, span in asked)
    took = time.perf_counter() - began
    click.echo(f"{len(asked)} edits, {flags} flags, {took:.2f} s: {len(asked) / took:,.0f} edits/s")


if __name__ == "__main__":
    main()
