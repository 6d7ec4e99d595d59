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
        row(
            "stsb_multi_mt", 0, "paraphrasing", "A man plays a guitar on stage.",
            "A man is playing the guitar on a stage.",
        ),
        row(
            "stsb_multi_mt", 1, "paraphrasing", "Two dogs run over the field.",
            "Two dogs are running across the meadow.",
        ),
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


# Their figures by EditEval's own code (github.com/facebookresearch/EditEval, commit 013cd20, `Evaluator.evaluate` with
# normalize=True), first of the inputs copied, then of OUTPUTS: SARI, GLEU, EM, EM-Diff, iBLEU, update_rouge1, all but
# SARI times 100. White space was joined in the place of T5's tokenizer.
MEASURED = ("sari", "gleu", "em", "em_diff", "ibleu", "update_r1")
COPIED: dict[str, tuple[float, ...]] = {
    "jfleg": (20.9694, 12.3705, 33.3333, 0, 39.4028, 16.6667),
    "iterater_clarity": (19.127, 0, 0, 0, 15.1716, 0),
    "iterater_coherence": (25.2133, 0, 0, 0, 28.8503, 0),
    "stsb_multi_mt": (10.9729, 0, 0, 0, -10, 0),
    "asset": (8.4416, 0, 0, 0, -10, 0),
    "wnc": (21.625, 0, 0, 0, 31.8772, 0),
    "fruit": (32.7778, 53.9358, 0, 0, 40.4495, 0),
    "wafer_insert": (33.3333, 54.8812, 0, 0, 39.393, 0),
}
REVISED: dict[str, tuple[float, ...]] = {
    "jfleg": (71.3531, 42.3943, 33.3333, 72.2222, 72.0394, 73.1287),
    "iterater_clarity": (37.6947, 0, 0, 33.3333, 34.7855, 75),
    "iterater_coherence": (66.6667, 59.6949, 0, 50, 49.4087, 87.5),
    "stsb_multi_mt": (34.699, 0, 0, 16.6667, 14.6804, 47.0588),
    "asset": (55.0132, 0, 0, 66.6667, 0, 75),
    "wnc": (77.61, 75.4013, 50, 50, 70.1859, 91.6667),
    "fruit": (51.9185, 61.0217, 0, 0, 49.4056, 100),
    "wafer_insert": (54.1126, 81.965, 0, 0, 67.5057, 88.8889),
}


def write_rows(folder: Path, rows: Mapping[str, Iterable[Row]] = ROWS) -> Path:
    """A file for each dataset in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for dataset, each in rows.items():
        text = "".join(json.dumps(one) + "\n" for one in each)
        (folder / f"{dataset}.jsonl").write_text(text, encoding="utf-8")
    return folder
