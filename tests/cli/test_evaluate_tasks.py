"""EditEval's tasks at a terminal: the embedded reviser, a chat model that is told each task, outputs of others."""

import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reviser.datasets.edit_tasks import TASKS, task_called
from tests.cli.judges import JudgingModel, prefers, with_judge
from tests.cli.terminal import TIMEOUT_S, Terminal
from tests.data import shared
from tests.datasets.editeval_rows import COPIED, MEASURED, OUTPUTS, REVISED, ROWS, row, write_rows
from tests.faults.chatting import Chatting, chatting
from tests.hands.wait import until

EVIDENCE = "In 2021 the council closed the bridge to all traffic."
# What the chat model changes in a sentence that has the first.
CHANGES = {"go to": "goes to", "made use of": "used", "opened in 1990.": "opened in 1990. It was closed in 2021."}


@pytest.fixture
def folder(terminal: Terminal) -> Path:
    return write_rows(terminal.folder / "ee")


def figures(terminal: Terminal, *options: str) -> dict[str, Any]:
    ended = terminal.run("eval", "ee", "--json", *options)
    assert ended.code == 0, ended.err
    return without_seconds(ended.object)


def without_seconds(found: dict[str, Any]) -> dict[str, Any]:
    for task in found["tasks"]:
        for each in task["rounds"]:
            del each["seconds"]
    return found


def own_measures(task: dict[str, Any], values: tuple[float, ...]) -> dict[str, float]:
    named = task_called(task["task"])
    assert named is not None
    return {name: value for name, value in zip(MEASURED, values, strict=True) if name in named.measures}


def scores(figures_of_round: dict[str, Any]) -> dict[str, float]:
    return {name: value for name, value in figures_of_round.items() if name in MEASURED}


@pytest.mark.usefixtures("folder")
def test_each_task_has_its_own_measures_before_and_after_each_round(terminal: Terminal) -> None:
    found = figures(terminal)
    assert found["reviser"] == "embedded"
    assert [(task["task"], task["dataset"]) for task in found["tasks"]] == [
        *(("fluency", "jfleg"), ("clarity", "iterater_clarity"), ("coherence", "iterater_coherence")),
        *(("paraphrasing", "stsb_multi_mt"), ("simplification", "asset"), ("neutralization", "wnc")),
        *(("updating", "fruit"), ("updating", "wafer_insert")),
    ]
    for task in found["tasks"]:
        copied = task["rounds"][0]
        assert scores(copied) == pytest.approx(own_measures(task, COPIED[task["dataset"]]), abs=1e-3)
        named = task_called(task["task"])
        assert named is not None
        assert task["instruction"] == named.instructions[0]
        assert set(task["bootstrap"]["intervals"]) == set(named.measures)
    fluency = found["tasks"][0]["rounds"]
    assert fluency[1]["accepted"] > 0
    assert fluency[-1]["gleu"] > fluency[0]["gleu"] + 20
    for when, at in (("before", 0), ("after", -1)):
        mean = sum(task["rounds"][at]["sari"] for task in found["tasks"]) / len(found["tasks"])
        assert found["mean_sari"][when] == pytest.approx(mean)


@pytest.mark.usefixtures("folder")
def test_the_table_has_a_row_a_round_and_the_tasks_that_were_asked_for(terminal: Terminal) -> None:
    ended = terminal.run("eval", "ee", "--task", "fluency", "--task", "updating", "--limit", "1", "--rounds", "1")
    assert ended.code == 0, ended.err
    first, head, *lines = ended.text.splitlines()
    assert first == "EditEval, 2 tasks, 3 datasets, 3 texts; embedded"
    assert head.split() == [
        *("task", "dataset", "texts", "round", "proposed", "accepted", "seconds"),
        *("SARI", "GLEU", "EM-Diff", "Update-R1"),
    ]
    cells = [line.split() for line in lines[:6]]
    assert [(each[0], each[1], each[3]) for each in cells] == [
        *(("fluency", "jfleg", "0"), ("fluency", "jfleg", "1")),
        *(("updating", "fruit", "0"), ("updating", "fruit", "1")),
        *(("updating", "wafer_insert", "0"), ("updating", "wafer_insert", "1")),
    ]
    assert cells[0][-2:] == ["-", "-"]
    assert cells[2][-4:] == ["32.78", "-", "0.00", "0.00"]
    assert lines[6].startswith("Mean SARI of 3 datasets: ")
    assert lines[7].split() == ["task", "dataset", "measure", "last", "95", "%", "from", "to"]


@pytest.mark.usefixtures("folder")
def test_outputs_are_compared_and_those_of_others_scored(terminal: Terminal) -> None:
    ended = terminal.run("eval", "ee", "--output", "out.jsonl")
    assert "Written: out.jsonl and out.run.json" in ended.text
    assert not list(terminal.folder.glob("*.part"))
    rows = [json.loads(line) for line in (terminal.folder / "out.jsonl").read_text("utf-8").splitlines()]
    assert [(each["id"], each["input"]) for each in rows[:2]] == [
        ("jfleg-dev-0", "He go to the school every days."),
        ("jfleg-dev-1", "She don't recieve letters, does she? I has asked her."),
    ]
    assert set(rows[0]["scores"]) == {"sari", "gleu"}
    assert json.loads((terminal.folder / "out.run.json").read_text("utf-8"))["config"]["instructions"] == "first"
    # The benchmark's files of predictions: an id and an output.
    made = [
        {"id": each["id"], "output": output}
        for name, each_rows in ROWS.items()
        for each, output in zip(each_rows, OUTPUTS[name], strict=True)
    ]
    terminal.write("preds.jsonl", "".join(json.dumps(each) + "\n" for each in made))
    found = figures(terminal, "--hypotheses", "preds.jsonl", "--baseline", "out.jsonl")
    assert found["reviser"] == "preds.jsonl"
    for task in found["tasks"]:
        assert scores(task["rounds"][-1]) == pytest.approx(own_measures(task, REVISED[task["dataset"]]), abs=1e-3)
        differences = task["bootstrap"]["differences"]
        assert set(differences) == set(scores(task["rounds"][0]))
        assert all(0 <= each["p"] <= 1 for each in differences.values())
    updating = next(task for task in found["tasks"] if task["dataset"] == "fruit")
    assert updating["bootstrap"]["differences"]["update_r1"]["value"] == pytest.approx(100)
    text = terminal.run("eval", "ee", "--baseline", "out.jsonl", "--task", "fluency").text
    assert "more: than out.jsonl has" in text
    assert "+0.00" in text
    terminal.write("few.jsonl", json.dumps(made[0]) + "\n")
    for name, said in (
        ("few.jsonl", "has no output for the text jfleg-dev-1 of jfleg"),
        ("ee/wnc.jsonl", "no lines of"),
    ):
        ended = terminal.run("eval", "ee", "--hypotheses", name)
        assert ended.code == 1
        assert said in ended.err
        assert ended.err.count("\n") == 1


@pytest.mark.usefixtures("folder")
def test_two_outputs_are_judged(terminal: Terminal) -> None:
    for name in ("made", "same"):
        lines = [
            {"id": each["id"], "output": output if name == "made" else each["input"]}
            for each, output in zip(ROWS["jfleg"], OUTPUTS["jfleg"], strict=True)
        ]
        terminal.write(f"{name}.jsonl", "".join(json.dumps(each) + "\n" for each in lines))
        scored = terminal.run(
            "eval", "ee/jfleg.jsonl", "--hypotheses", f"{name}.jsonl", "--output", f"{name}-out.jsonl"
        )
        assert scored.code == 0, scored.err
    model = JudgingModel(prefers("He goes"))
    command = ("judge", "made-out.jsonl", "same-out.jsonl", "--judge", "home", "--json")
    found = with_judge(terminal, model, lambda: terminal.run(*command)).object
    assert (found["outcomes"]["a"], found["outcomes"]["b"]) == (1, 0)
    assert sum(found["outcomes"].values()) == 3


def test_a_run_that_was_killed_goes_on_and_comes_to_the_same(terminal: Terminal) -> None:
    rows = [
        row("jfleg", n, "fluency", f"In {n} places I has a apple.", f"In {n} places I have an apple.")
        for n in range(40)
    ]
    write_rows(terminal.folder / "ee", {"jfleg": rows, "iterater_clarity": ROWS["iterater_clarity"]})
    wanted = figures(terminal, "--output", "whole.jsonl")
    command = terminal.command("eval", "ee", "--output", "out.jsonl")
    part = terminal.folder / "out.jsonl.1.part"
    with subprocess.Popen(command, cwd=terminal.folder, env=terminal.environment, stderr=subprocess.PIPE) as process:
        until(lambda: part.exists() and part.read_bytes().count(b"\n") > 2, "two texts are done", patience=TIMEOUT_S)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert not (terminal.folder / "out.jsonl").exists()
    other = terminal.run("eval", "ee", "--instruction", "Be brief.", "--output", "out.jsonl")
    assert "belongs to a run with other data, options or versions" in other.err
    ended = terminal.run("eval", "ee", "--json", "--output", "out.jsonl", "--jobs", "2")
    assert "done before" in ended.err
    assert without_seconds(ended.object) == wanted
    assert (terminal.folder / "out.jsonl").read_bytes() == (terminal.folder / "whole.jsonl").read_bytes()
    assert not list(terminal.folder.glob("*.part"))


@pytest.fixture
def chat(terminal: Terminal) -> Iterator[Chatting]:
    with chatting("nothing") as server:
        server.answering = answer
        assert terminal.run("revisers", "add", "home", server.address, "--model", "m").code == 0
        yield server


def answer(body: str) -> str:
    edits = [
        {"sid": 1, "intent": "other", "quote": before, "after": after, "why": "asked for"}
        for before, after in CHANGES.items()
        if before in body
    ]
    return json.dumps({"edits": edits})


@pytest.mark.usefixtures("folder")
def test_a_chat_model_is_told_the_tasks_instruction_and_the_evidence(terminal: Terminal, chat: Chatting) -> None:
    found = figures(terminal, "--reviser", "home", "--rounds", "1")
    for task in TASKS:
        told = [body for body in chat.bodies if f"The writer's instruction:\\n{task.instructions[0]}\\n" in body]
        assert len(told) == sum(len(rows) for name, rows in ROWS.items() if name in task.datasets), task.name
        assert all(task.intents[0].value in body for body in told)
    about_bridge = [body for body in chat.bodies if "The bridge opened" in body]
    assert len(about_bridge) == 1
    assert EVIDENCE in about_bridge[0]
    assert sum(EVIDENCE in body for body in chat.bodies) == 1
    accepted = {task["dataset"]: task["rounds"][-1]["accepted"] for task in found["tasks"]}
    assert accepted["iterater_clarity"] == 1
    assert accepted["iterater_coherence"] == 0
    assert accepted["fruit"] == 1


@pytest.mark.usefixtures("folder")
def test_all_instructions_are_asked_with_and_their_spread_is_told(terminal: Terminal, chat: Chatting) -> None:
    """The model does as it is asked only in one of three wordings."""
    chat.answering = lambda body: answer(body) if "Update the article" in body else answer("")
    options = ("--reviser", "home", "--rounds", "1", "--task", "updating", "--instructions", "all")
    found = figures(terminal, *options, "--output", "out.jsonl")
    instructions = TASKS[-1].instructions
    assert [task["instruction"] for task in found["tasks"]] == [*instructions, *instructions]
    asked = [task for task in found["tasks"] if task["dataset"] == "fruit"]
    assert [task["rounds"][-1]["accepted"] for task in asked] == [0, 1, 0]
    values = [task["rounds"][-1]["update_r1"] for task in asked]
    spread = next(
        each for each in found["instructions"] if (each["dataset"], each["measure"]) == ("fruit", "update_r1")
    )
    assert spread["instructions"] == 3
    assert spread["lowest"] == 0
    assert spread["highest"] == max(values) > 50
    assert spread["mean"] == pytest.approx(sum(values) / 3)
    assert spread["deviation"] == pytest.approx((2 / 9) ** 0.5 * max(values))
    assert len((terminal.folder / "out.jsonl").read_text("utf-8").splitlines()) == 6
    text = terminal.run("eval", "ee", *options).text
    assert "measure    instructions   mean  deviation  lowest  highest" in text


@pytest.mark.usefixtures("folder")
def test_an_instruction_of_ones_own_takes_the_place_of_the_tasks(terminal: Terminal, chat: Chatting) -> None:
    figures(terminal, "--reviser", "home", "--rounds", "1", "--task", "clarity", "--instruction", "Be brief.")
    assert ["Be brief." in body for body in chat.bodies] == [True]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("ee", "--task", "clarity", "--limit", "1", "--error-types"), "--error-types does not go"),
        (("ee", "--instruction", "A.", "--instructions", "all"), "either --instruction or --instructions all"),
        (("ee", "--instructions", "all", "--baseline", "x"), "nor --instructions all with other outputs"),
        (("ee/wnc.jsonl", "--task", "fluency"), "No row is of this task; there are: neutralization."),
        (("d", "--task", "fluency"), "--task and --instructions are for datasets of EditEval"),
        (("damaged.jsonl",), "damaged.jsonl:2 cannot be read as a row of EditEval"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_does_not_go_is_said_in_one_sentence(terminal: Terminal, options: tuple[str, ...], said: str) -> None:
    (terminal.folder / "d").mkdir()
    terminal.write("d/dev.src", "I has a apple .\n")
    terminal.write("d/dev.ref0", "I have an apple .\n")
    terminal.write("damaged.jsonl", json.dumps(ROWS["wnc"][0]) + '\n{"input": "It is')
    ended = terminal.run("eval", *options)
    assert ended.code in {1, 2}
    assert said in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.usefixtures("folder")
def test_a_chain_takes_the_texts_of_the_tasks(terminal: Terminal) -> None:
    found = terminal.run("eval", "ee", "--task", "fluency", "--chain", "1", "--json").object
    assert (found["dataset"], found["texts"]) == ("jfleg", 3)


def test_iteraters_sentences_have_the_sari_of_their_own_shape(terminal: Terminal) -> None:
    """R3's accepted edits as IteraTeR's sentences, and the same rows in EditEval's shape, by their intents."""
    assert terminal.run("import", "r3", str(shared("r3"))).code == 0
    exported = terminal.run("export", "iterater-sent", "-o", "sentences.jsonl")
    assert exported.code == 0, exported.err
    lines = [json.loads(line) for line in (terminal.folder / "sentences.jsonl").read_text("utf-8").splitlines()]
    copied = terminal.folder / "copied.txt"
    for intent in ("fluency", "clarity", "coherence"):
        chosen = [each for each in lines if each["labels"] == intent and each["before_sent"].strip()]
        assert len(chosen) > 10
        terminal.write(f"{intent}.jsonl", "".join(json.dumps(each) + "\n" for each in chosen))
        rows = [row("iterater", n, intent, each["before_sent"], each["after_sent"]) for n, each in enumerate(chosen)]
        write_rows(terminal.folder / intent, {f"iterater_{intent}": rows})
        copied.write_text("".join(" ".join(each["before_sent"].split()) + "\n" for each in chosen), encoding="utf-8")
        own = terminal.run("eval", f"{intent}.jsonl", "--hypotheses", copied, "--json").object
        made = [{"id": each["id"], "output": each["input"]} for each in rows]
        terminal.write("same.jsonl", "".join(json.dumps(each) + "\n" for each in made))
        theirs = terminal.run("eval", intent, "--hypotheses", "same.jsonl", "--json").object
        (task,) = theirs["tasks"]
        assert (task["task"], task["texts"]) == (intent, len(chosen))
        assert task["rounds"][0]["sari"] == pytest.approx(own["rounds"][0]["sari"], abs=0.1)
