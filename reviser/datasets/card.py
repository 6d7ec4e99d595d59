"""The dataset card of an export: a README in Hugging Face's form that says what the data contains, how it was made, and
what is unknown about it. `load_dataset` takes the files, the parts and the column types from it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import reviser
from reviser.datasets.base import DatasetFormat
from reviser.datasets.columns import Column, features
from reviser.datasets.export_report import ExportReport
from reviser.datasets.sensitive_values import EMAILS, LINKS, NAMES, NUMBERS
from reviser.datasets.statistics import AnnotatorAgreement

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
_LARGEST = "1M<n<10M"
_SETTINGS = {
    "human_human": "people proposed, people decided",
    "system_human": "a program proposed, people decided",
    "system_only": "a program proposed, and a rule accepted: nobody judged",
    "revisions": "what writers changed themselves: nobody judged, and every edit holds",
}
_MASKED = {EMAILS: "e-mail addresses", LINKS: "links", NUMBERS: "numbers", NAMES: "the names of a list"}


@dataclass(frozen=True, slots=True)
class CardPart:
    """A part of an export; the name is empty if there is only one. `path` is the pattern of its files in the folder,
    empty if the export is one file."""

    name: str
    path: str
    documents: int
    edits: int
    rows: int


@dataclass(frozen=True, slots=True)
class CardFacts:
    """The facts about an export besides its counts. `seed`: that of the split, None if there is none. `split_by`: how
    the parts were made. `masked`: the kinds of values that were masked; `left_out`: how many edits were left out for
    that. `chosen`: the selection, one phrase for each condition. `sources`: the format of each dataset, by the reviser
    that its reader gives. `agreement`: None if it was not counted. `typed_by`: the versions of the programs that gave
    the error types, empty if the edits have none. `licenses`: the licence of each reviser's model."""

    parts: tuple[CardPart, ...]
    seed: int | None = None
    split_by: str = ""
    masked: tuple[str, ...] | None = None
    left_out: int = 0
    chosen: tuple[str, ...] = ()
    sources: Mapping[str, DatasetFormat] | None = None
    agreement: tuple[AnnotatorAgreement, ...] | None = None
    typed_by: str = ""
    licenses: Mapping[str, str] | None = None


def card(form: DatasetFormat, report: ExportReport, facts: CardFacts) -> str:
    """The text of the card. The same export gives the same text."""
    sections = (
        _head(form, report),
        _parts(form, facts),
        _columns(form.columns),
        _decisions(report, facts),
        _masks(facts),
        _sources(report, facts),
        _how_made_section(form, report, facts),
    )
    texts = ["\n".join(section) for section in sections]
    return _front(form, report, facts) + "".join(f"\n{text}\n" for text in texts if text)


def _front(form: DatasetFormat, report: ExportReport, facts: CardFacts) -> str:
    rows = sum(part.rows for part in facts.parts)
    size = next((name for most, name in _SIZES if rows < most), _LARGEST)
    front: dict[str, Any] = {"pretty_name": "Edit decisions"}
    licence = _licence(report, facts.sources or {})
    if licence:
        front["license"] = licence
    front |= {"task_categories": ["text-generation"], "tags": ["text-revision", "reviser"], "size_categories": [size]}
    if form.columns:
        files = [{"split": part.name or "train", "path": part.path} for part in facts.parts if part.rows]
        front["configs"] = [{"config_name": "default", "data_files": files}]
        front["dataset_info"] = [{"config_name": "default", "features": features(form.columns)}]
    return "---\n" + "".join(f"{line}\n" for line in _yaml(front)) + "---\n"


def _yaml(value: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """The lines of a mapping as YAML, with one line for each list item and with quoted texts."""
    for name, each in value.items():
        if isinstance(each, list):
            yield f"{indent}{name}:"
            for one in each:
                if isinstance(one, Mapping):
                    first, *others = _yaml(one, f"{indent}  ")
                    yield f"{indent}- {first.removeprefix(f'{indent}  ')}"
                    yield from others
                else:
                    yield f"{indent}- {json.dumps(one, ensure_ascii=False)}"
        else:
            yield f"{indent}{name}: {json.dumps(each, ensure_ascii=False)}"


def _head(form: DatasetFormat, report: ExportReport) -> Iterator[str]:
    yield f"# Edit decisions ({form.code})"
    yield ""
    yield (
        "Edits that were proposed for texts, or that their writers made, and what people decided of them. "
        f"{form.name}. Exported by reviser {reviser.__version__}."
    )
    yield ""
    yield f"- Documents: {len(report.documents):,}. Sessions: {report.right + report.unchecked:,}."
    rows = "1 row" if report.rows == 1 else f"{report.rows:,} rows"
    yield f"- Edits: {report.edits:,} of {report.chosen:,} that were chosen, in {rows}."
    if report.unchecked:
        yield f"- Sessions without their text, so that their places cannot be checked: {report.unchecked:,}."
    if report.problems:
        yield f"- Sessions left out, because they are not what they say: {len(report.problems):,}."
    if report.unsayable:
        yield f"- Passages left out, because the format cannot say them: {len(report.unsayable):,}."


def _parts(form: DatasetFormat, facts: CardFacts) -> Iterator[str]:
    yield "## Parts"
    yield ""
    yield from _table(
        ("part", "files", "documents", "edits", "rows"),
        [
            (part.name or "all", part.path, f"{part.documents:,}", f"{part.edits:,}", f"{part.rows:,}")
            for part in facts.parts
        ],
    )
    if facts.seed is not None:
        yield ""
        yield f"All of a document is in one part. {facts.split_by} Seed: {facts.seed}."
    if form.columns:
        yield ""
        yield "`datasets.load_dataset` of the folder with this card gives the parts, with the types below."


def _columns(columns: Sequence[Column]) -> Iterator[str]:
    if not columns:
        return
    yield "## Columns"
    yield ""
    yield from _table(("column", "type", "what it is"), _column_rows(columns))
    yield ""
    yield "Places are code points of Unicode, from 0, the end not included."


def _column_rows(columns: Iterable[Column], before: str = "") -> Iterator[tuple[str, ...]]:
    for column in columns:
        kind = f"list of {column.kind}s" if column.many else str(column.kind)
        among = f": {', '.join(column.among)}" if column.among else ""
        yield f"`{before}{column.name}`", kind + (" or null" if column.empty else ""), column.what + among
        yield from _column_rows(column.fields, f"{before}{column.name}.")


def _decisions(report: ExportReport, facts: CardFacts) -> Iterator[str]:
    yield "## Who decided"
    yield ""
    for setting in sorted(report.settings):
        yield f"- `{setting}`: {_SETTINGS.get(setting, 'as the dataset says that it came from')}."
    named = len(report.annotators - {""})
    yield f"- Annotators by name: {named:,}." + (" Some sessions name nobody." if "" in report.annotators else "")
    if named < 2 or facts.agreement is None:
        return
    yield ""
    if not facts.agreement:
        yield "No two of them decided the same edits, so that nothing is known of their agreement."
        return
    yield "How far they agree on the edits that both decided:"
    yield ""
    rows = [
        (
            " and ".join(map(_cell, one.annotators)),
            f"{one.edits:,}",
            f"{100 * one.percent:.2f} %",
            *("-" if value is None else f"{value:.4f}" for value in (one.kappa, one.alpha)),
        )
        for one in facts.agreement
    ]
    yield from _table(("annotators", "edits", "agreement", "Cohen's kappa", "Krippendorff's alpha"), rows)


def _masks(facts: CardFacts) -> Iterator[str]:
    yield "## Personal data"
    yield ""
    if facts.masked is None:
        yield (
            "Nothing was taken out: the texts are as they were written, annotators have their names, and a document "
            "may be named by the whole path of its file. Read the data before you give it away."
        )
        return
    kinds = ", ".join(_MASKED.get(kind, kind) for kind in facts.masked)
    yield (
        f"Taken out, each value by a mask of its own such as `[EMAIL_1]`: {kinds}. Places are those of the masked "
        "texts. Of a document's path only the file's name stayed."
    )
    if facts.left_out:
        yield (
            "One edit was left out, because it touches what is masked."
            if facts.left_out == 1
            else f"{facts.left_out:,} edits were left out, because they touch what is masked."
        )
    yield (
        "What such masks cannot see: names that are not in the list and other forms of those that are, letters with "
        "blanks between them, look-alike letters of other alphabets, numbers in words. Read the data before you give "
        "it away."
    )


def _sources(report: ExportReport, facts: CardFacts) -> Iterator[str]:
    sources, licenses = facts.sources or {}, facts.licenses or {}
    yield "## Where the texts come from"
    yield ""
    own = []
    for name in sorted(report.revisers):
        form = sources.get(name)
        if form is None:
            own.append(_cell(name))
        elif form.license:
            yield f"- `{name}`: {form.origin}, licence {form.license}."
        else:
            yield f"- `{name}`: imported. Their licence is not known here: ask whoever gave them."
    if own:
        yield (
            f"- Documents that were opened in reviser, revised with {', '.join(own)}. Their texts belong to whoever "
            "wrote them: no licence is named here."
        )
    for name in sorted(report.proposers):
        if name in licenses:
            said = f"licence {licenses[name]}" if licenses[name] else "no licence named on its model card"
            yield f"- `{_cell(name)}` is a model's checkpoint: {said}. It may bind what is made with its proposals."
    if report.models:
        yield f"- Models that were asked: {', '.join(_cell(name) for name in sorted(report.models))}."


def _licence(report: ExportReport, sources: Mapping[str, DatasetFormat]) -> str:
    """The licence of the whole export; empty if there is not one known licence for all of it."""
    found = {sources[name].license if name in sources else "" for name in report.revisers}
    return found.pop() if len(found) == 1 else ""


def _how_made_section(form: DatasetFormat, report: ExportReport, facts: CardFacts) -> Iterator[str]:
    yield "## How it was made"
    yield ""
    yield f"`reviser export {form.code}`, {'; '.join(facts.chosen) or 'of everything that was there'}."
    yield (
        "Each edit was checked to stand at its place, and the base with what was accepted to be the result. "
        "`reviser check` checks it again."
    )
    if facts.typed_by:
        yield f"Error types are ERRANT's ({_cell(facts.typed_by)}), of edits in English."
    if report.others:
        yield f"Other saves of the same sessions, left out: {report.others:,}."


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _cell(text: str) -> str:
    """A text from outside, made safe for a line of a table."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return shown.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("`", "'") or "(nobody named)"
