"""Rows in the shape of EditEval's files, for all seven tasks, in sentences of our own."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

Row = Mapping[str, object]


def row(dataset: str, number: int, task: str | None, text: str, *references: str, **more: object) -> Row:
    """As `Dataset.to_json` writes a row of the processed data."""
    return {
        "id": f"{dataset}-dev-{number}",
        "title": "",
        "input": text,
        "edits": list(references),
        "tasks": task,
        "retrieved_documents": [],
        "meta": [],
    } | more


def article(title: str, text: str) -> dict[str, str]:
    return {"url": "https://example.org", "title": title, "text": text}


ROWS: dict[str, tuple[Row, ...]] = {
    "jfleg": (
        row(
            "jfleg", 0, "fluency", "He go to the school every days.",
            "He goes to school every day.", "He goes to the school every day.",
        ),
        row(
            "jfleg", 1, "fluency", "She don't recieve letters, does she? I has asked her.",
            "She doesn't receive letters, does she? I have asked her.",
            "She does not get letters, does she? I asked her.",
        ),
        row("jfleg", 2, "fluency", "All of this is well.", "All of this is well.", "All this is good."),
    ),
    "iterater_clarity": (
        row(
            "iterater", 0, "clarity", "In order to measure it, we made use of a ruler.",
            "To measure it, we used a ruler.",
        ),
    ),
    "iterater_coherence": (
        row(
            "iterater", 1, "coherence", "The test failed. The cable was loose.",
            "The test failed because the cable was loose.",
        ),
    ),
    "stsb_multi_mt": (
        row("stsb_multi_mt", 0, "paraphrasing", "A man plays a guitar on stage.", "A man is playing the guitar on a stage."),
        row("stsb_multi_mt", 1, "paraphrasing", "Two dogs run over the field.", "Two dogs are running across the meadow."),
    ),
    "asset": (
        row(
            "asset", 0, "simplification", "The committee subsequently terminated the negotiations.",
            "The committee then ended the talks.", "Later the committee stopped the talks.",
        ),
    ),
    "wnc": (
        row(
            "wnc", 0, "neutralization", "The brilliant author wrote a bestselling novel in 1990.",
            "The author wrote a novel in 1990.",
        ),
        row("wnc", 1, "neutralization", "He famously claimed that it was true.", "He said that it was true."),
    ),
    "fruit": (
        row(
            "fruit", 0, "info_addition", "The bridge opened in 1990. It has two lanes.",
            "The bridge opened in 1990. It was closed in 2021. (0) It has two lanes.",
            title="Old Bridge",
            retrieved_documents=[article("Old Bridge", "In 2021 the council closed the bridge to all traffic.")],
        ),
    ),
    "wafer_insert": (
        row(
            "wafer_insert", 0, "insertion", "== History ==\nThe mill was built in 1850.",
            "== History ==\nThe mill was built in 1850. It burned down in 1902.",
            title="Mill",
            retrieved_documents=[article("Mill", "A fire destroyed the mill in 1902.")],
        ),
    ),
}  # fmt: skip

# What somebody made of the texts: some as wanted, some not, some nothing.
OUTPUTS: dict[str, tuple[str, ...]] = {
    "jfleg": (
        "He goes to the school every day.",
        "She doesn't receive letters, does she? I has asked her.",
        "All of this is good.",
    ),
    "iterater_clarity": ("To measure it, we made use of a ruler.",),
    "iterater_coherence": ("The test failed since the cable was loose.",),
    "stsb_multi_mt": ("A man is playing a guitar on stage.", "Two dogs run over the field."),
    "asset": ("The committee then terminated the talks.",),
    "wnc": ("The author wrote a novel in 1990.", "He claimed that it was true."),
    "fruit": ("The bridge opened in 1990. In 2021 it was closed. (0) It has two lanes.",),
    "wafer_insert": ("== History ==\nThe mill was built in 1850. It burned in 1902.",),
}


def write_rows(folder: Path, rows: Mapping[str, Iterable[Row]] = ROWS) -> Path:
    """A file for each dataset in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for dataset, each in rows.items():
        text = "".join(json.dumps(one) + "\n" for one in each)
        (folder / f"{dataset}.jsonl").write_text(text, encoding="utf-8")
    return folder
