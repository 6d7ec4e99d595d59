"""Small checkpoints of the real architectures, through the terminal: added, chosen, in the loop. Needs torch and
transformers: tests/README.md."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.revisers.checkpoints.made import make
from tests.revisers.checkpoints.small import CLEAN, CLEAR, RIGHT, WRONG
from tests.services.hub_server import COMMIT, hub_server

pytestmark = [pytest.mark.long, pytest.mark.timeout(900), pytest.mark.xdist_group("checkpoints")]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one checkpoint of each kind."""
    kinds = ("t5", "t5-pickled", "pegasus", "classifier", "detector", "generator", "gector", "two-heads")
    return make(tmp_path_factory.mktemp("checkpoints"), *kinds)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def revised(terminal: Terminal, name: str, text: str, *more: str) -> str:
    """What the loop makes of a text with everything accepted."""
    terminal.write("essay.txt", text)
    ended = terminal.run(
        "revise", "essay.txt", "--reviser", f"checkpoint:{name}", "--decide", "accept", "--output", "out.txt", *more
    )
    assert ended.code == 0, ended.err
    assert "could not be used" not in ended.err
    return (terminal.folder / "out.txt").read_text("utf-8")


def test_a_t5_editor_by_instruction(made: Path, terminal: Terminal) -> None:
    added = terminal.run("models", "add", made / "t5", "--kind", "t5-instruction")
    assert added.code == 0, added.err
    assert "--reviser checkpoint:t5" in added.text
    assert "cc-by-nc-4.0, allows no commercial use" in added.text
    assert (
        revised(terminal, "t5", " ".join(WRONG) + "\n\n" + CLEAN[0] + "\n")
        == " ".join(RIGHT) + "\n\n" + CLEAN[0] + "\n"
    )
    shown = terminal.run("show", "essay.txt", "--json").object
    assert {edit["reviser"] for one in shown["rounds"] for edit in one["edits"]} == {"checkpoint:t5"}


def test_a_pickle_is_read_by_torch_s_reader_of_weights(made: Path, terminal: Terminal) -> None:
    refused = terminal.run("models", "add", made / "t5-pickled", "--kind", "t5-instruction")
    assert refused.code == 2
    assert "--allow-pickle" in refused.err
    assert terminal.run("models", "add", made / "t5-pickled", "--kind", "t5-instruction", "--allow-pickle").code == 0
    assert revised(terminal, "t5-pickled", WRONG[0]) == RIGHT[0]


def test_pegasus_with_intent_tags(made: Path, terminal: Terminal) -> None:
    assert terminal.run("models", "add", made / "pegasus", "--kind", "pegasus-intent").code == 0
    text = f"{WRONG[2]} {CLEAR[0]}"
    assert revised(terminal, "pegasus", text) == f"{RIGHT[2]} {CLEAR[1]}"
    shown = terminal.run("show", "essay.txt", "--json").object
    edits = {edit["before"]: edit["major_intent"] for one in shown["rounds"] for edit in one["edits"]}
    assert edits == {"have": "fluency", "cat": "fluency", "utilise": "clarity"}


def test_the_classifier_chooses_the_intent(made: Path, terminal: Terminal) -> None:
    added = terminal.run(
        "models", "add", made / "pegasus", "--kind", "pegasus-intent", "--classifier", made / "classifier"
    )
    assert added.code == 0, added.err
    assert revised(terminal, "pegasus", CLEAR[0], "--max-rounds", "1") == CLEAR[1]
    shown = terminal.run("show", "essay.txt", "--json").object
    assert [edit["major_intent"] for one in shown["rounds"] for edit in one["edits"]] == ["clarity"]


def test_spans_are_detected_then_revised(made: Path, terminal: Terminal) -> None:
    beside = ("--generator", made / "generator")
    refused = terminal.run("models", "add", made / "detector", "--kind", "deliterater")
    assert refused.code == 2
    assert "needs --generator FOLDER" in refused.err
    added = terminal.run("models", "add", made / "detector", "--kind", "deliterater", *beside)
    assert added.code == 0, added.err
    text = f"{WRONG[0]} {WRONG[2]} {CLEAR[0]} {CLEAN[0]}"
    assert revised(terminal, "detector", text) == f"{RIGHT[0]} {RIGHT[2]} {CLEAR[1]} {CLEAN[0]}"
    shown = terminal.run("show", "essay.txt", "--json").object
    edits = {edit["before"]: edit["major_intent"] for one in shown["rounds"] for edit in one["edits"]}
    assert edits == {"go": "fluency", "have": "fluency", "cat": "fluency", "utilise": "clarity"}


def test_a_tagger_of_edits(made: Path, terminal: Terminal) -> None:
    added = terminal.run("models", "add", made / "gector", "--kind", "gector")
    assert added.code == 0, added.err
    text = f"{' '.join(WRONG)}\n\n{CLEAN[0]}\n"
    assert revised(terminal, "gector", text) == text.replace(" ".join(WRONG), " ".join(RIGHT))


@pytest.mark.parametrize(
    ("options", "after"),
    [
        ((), (*RIGHT, "They sang well.")),
        (("--min-error-prob", "0.5"), (*RIGHT, CLEAN[2])),
        (("--keep-confidence", "1"), (*WRONG, CLEAN[2])),
    ],
)
def test_a_tagger_s_second_head_leaves_sentences_alone_that_have_no_error(
    made: Path, terminal: Terminal, options: tuple[str, ...], after: tuple[str, ...]
) -> None:
    assert CLEAN[2] == "They sing well."
    assert terminal.run("models", "add", made / "two-heads", "--kind", "gector", *options).code == 0
    assert revised(terminal, "two-heads", " ".join((*WRONG, CLEAN[2]))) == " ".join(after)


def test_a_second_head_on_an_encoder_that_is_not_known_is_said(made: Path, terminal: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    shutil.copytree(made / "two-heads", folder)
    config = json.loads((folder / "config.json").read_text("utf-8"))
    (folder / "config.json").write_text(json.dumps(config | {"model_id": "xlnet-base-cased"}), encoding="utf-8")
    assert terminal.run("models", "add", folder, "--kind", "gector").code == 0
    terminal.write("essay.txt", WRONG[0])
    ended = terminal.run("revise", "essay.txt", "--reviser", "checkpoint:other", "--decide", "accept", "--in-place")
    assert ended.code == 1
    assert "has the encoder xlnet-base-cased, and only BERT's and RoBERTa's can be read here" in ended.err


def test_from_a_hub_over_a_connection_that_is_cut_to_the_revised_text(made: Path, terminal: Terminal) -> None:
    """A detector and its generator, fetched; the first call is cut off, the second goes on and the loop runs."""
    models = {"small/detector": made / "detector", "small/generator": made / "generator"}
    line = ("models", "add", "small/detector", "--kind", "deliterater", "--generator", "small/generator")
    with hub_server(models) as hub:
        hub.cuts = [100_000, 10, 10]
        cut = terminal.run(*line, HF_ENDPOINT=hub.endpoint)
        assert (cut.code, "was lost: try again" in cut.err) == (1, True)
        hub.requests = []
        added = terminal.run(*line, HF_ENDPOINT=hub.endpoint)
        assert added.code == 0, added.err
        ranges = [headers.get("Range") for headers in hub.asked("/small/detector/model.safetensors")]
        assert ranges == ["bytes=100020-"]
    text = f"{WRONG[0]} {CLEAR[0]} {CLEAN[0]}"
    assert revised(terminal, "detector", text) == f"{RIGHT[0]} {CLEAR[1]} {CLEAN[0]}"
    assert terminal.run("export", "calls", "-o", "calls.jsonl").code == 0
    calls = [json.loads(line) for line in (terminal.folder / "calls.jsonl").read_text("utf-8").splitlines()]
    assert {call["model"] for call in calls} == {f"small/detector@{COMMIT}, small/generator@{COMMIT}"}
    assert "<bos>She <fluency>go</fluency> to school every day.<eos> We utilise a tool." in calls[0]["request"]
    (found,) = terminal.run("models", "list", "--json").object["checkpoints"]
    assert found["origins"] == {"model": f"small/detector@{COMMIT}", "generator": f"small/generator@{COMMIT}"}
    assert terminal.run("models", "remove", "detector").code == 0
    assert not list(terminal.folder.rglob("*.safetensors"))


def test_a_damaged_checkpoint_is_said(made: Path, terminal: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "damaged"
    folder.mkdir()
    for path in (made / "t5").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:2000])
    assert terminal.run("models", "add", folder, "--kind", "t5-instruction").code == 0
    terminal.write("essay.txt", WRONG[0])
    ended = terminal.run("revise", "essay.txt", "--reviser", "checkpoint:damaged", "--decide", "accept", "--in-place")
    assert ended.code == 1
    assert "cannot be loaded: it is damaged" in ended.err
    assert "Traceback" not in ended.err


def test_weights_of_another_kind_are_refused_and_not_made_up(made: Path, terminal: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    for path in (made / "t5").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "model.safetensors").write_bytes((made / "pegasus" / "model.safetensors").read_bytes())
    assert terminal.run("models", "add", folder, "--kind", "t5-instruction").code == 0
    # A sequence classifier is no tagger: its last layer would be random.
    assert terminal.run("models", "add", made / "classifier", "--kind", "gector", "--name", "untaught").code == 0
    terminal.write("essay.txt", WRONG[0])
    for name in ("mixed", "untaught"):
        ended = terminal.run("revise", "essay.txt", "--reviser", f"checkpoint:{name}", "--decide", "accept")
        assert (ended.code, "lacks weights (" in ended.err) == (1, True), ended.err


def test_sentences_of_an_evaluation_and_revisers_of_an_ensemble_load_at_once(made: Path, terminal: Terminal) -> None:
    for name, kind in (("t5", "t5-instruction"), ("gector", "gector")):
        assert terminal.run("models", "add", made / name, "--kind", kind).code == 0
    folder = terminal.folder / "jfleg" / "test"
    folder.mkdir(parents=True)
    for name, sentences in {"src": WRONG, **{f"ref{number}": RIGHT for number in range(4)}}.items():
        (folder / f"test.{name}").write_text("\n".join(sentences).replace(".", " .") + "\n", encoding="utf-8")
    ended = terminal.run("eval", "jfleg", "--reviser", "checkpoint:t5", "--rounds", "1", "--json")
    assert ended.code == 0, ended.err
    assert ended.object["rounds"][-1]["exact"] == 100
    team = ("--with", "checkpoint:gector", "--strategy", "ensemble", "--judge", "vote")
    assert revised(terminal, "t5", " ".join(WRONG), *team) == " ".join(RIGHT)
