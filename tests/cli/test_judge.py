"""A model judges two results, or is compared with people, as a researcher types it; the server is a real one."""

import json
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.judges import JudgingModel, always_first, prefers, saying, shown_in, with_judge
from tests.cli.terminal import TIMEOUT_S, Ended, Terminal
from tests.faults.servers import Answer, refusal
from tests.hands.wait import until
from tests.revisers.lm.real import real_model

COUNT = 20  # sentences, of which good.txt and bad.txt differ in all but the last two
SOURCES = "".join(f"He go home at {n}.\n" for n in range(COUNT))
GOOD = "".join(f"He {'goes' if n < 18 else 'go'} home at {n}.\n" for n in range(COUNT))
BAD = "".join(f"He {'goed' if n < 16 else 'go'} home at {n}.\n" for n in range(COUNT))
OPTIONS = ("--sources", "sources.txt", "--judge", "home")
COUNTS = {"a": 18, "b": 0, "equal": 0, "disagree": 0, "identical": 2, "unjudged": 0}
OUT = ("--output", "out.jsonl")


@pytest.fixture
def desk(terminal: Terminal) -> Terminal:
    """A terminal in a folder with two results."""
    for name, text in (("sources", SOURCES), ("good", GOOD), ("bad", BAD)):
        terminal.write(f"{name}.txt", text)
    return terminal


def judged(desk: Terminal, model: JudgingModel, *options: str, first: str = "good", second: str = "bad") -> Ended:
    """`reviser judge` over the two results, to its end."""
    command = ("judge", f"{first}.txt", f"{second}.txt", *OPTIONS, *options)
    return with_judge(desk, model, lambda: desk.run(*command))


def rows(desk: Terminal) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (desk.folder / "out.jsonl").read_text("utf-8").splitlines()]


def test_the_better_result_wins_and_whose_it_is_is_not_told(desk: Terminal) -> None:
    model = JudgingModel(prefers("goes"))

    def work() -> tuple[Ended, Ended, Ended]:
        return (
            desk.run("judge", "good.txt", "bad.txt", *OPTIONS, "--json"),
            desk.run("judge", "bad.txt", "good.txt", *OPTIONS, "--json"),
            desk.run("judge", "good.txt", "bad.txt", *OPTIONS),
        )

    one, other, text = with_judge(desk, model, work)
    assert one.code == 0, one.err
    assert one.object["outcomes"] == COUNTS
    assert other.object["outcomes"] == COUNTS | {"a": 0, "b": 18}
    assert one.object["sign_test_p"] == pytest.approx(2 / 2**18)
    assert one.object["lead"]["value"] == -other.object["lead"]["value"] == 90
    assert one.object["position"] == {"first": 18, "chosen": 36, "share": 0.5}
    assert one.object["judge"] == "home:m"
    assert one.object["prompt"].startswith("judge-")
    assert one.object["spent"]["requests"] == 6
    assert model.asked[:6] == model.asked[6:12], "the requests are the same whichever is A"
    assert not any(name in json.dumps(model.asked) for name in ("good", "bad", "sources"))
    shown = [each for body in model.asked[:6] for each in shown_in(body)]
    assert set(shown) == {(source, second, first) for source, first, second in shown}, "each in both orders"
    for body in model.asked:
        assert len({frozenset(each) for each in shown_in(body)}) == len(shown_in(body)), "and never in one request"
    firsts = ["goes" in first for _, first, _ in shown_in(model.asked[0])]
    assert len(set(firsts)) == 2, "in one request, neither result always comes first"
    assert "A is better                 18  90.0 %" in text.text
    assert "Sign test over the 18 pairs with a winner: p < 0.001" in text.text
    assert "the version shown first was chosen in 50.0 % of 36 answers" in text.text
    assert "6 requests, 600 tokens in, 120 out." in text.err


def test_a_judge_that_prefers_what_is_shown_first_decides_nothing(desk: Terminal) -> None:
    found = judged(desk, JudgingModel(always_first), "--json").object
    assert found["outcomes"] == COUNTS | {"a": 0, "disagree": 18}
    assert (found["sign_test_p"], found["position"]["share"], found["lead"]["value"]) == (1, 1, 0)


def test_every_verdict_is_written(desk: Terminal) -> None:
    ended = judged(desk, JudgingModel(prefers("goes")), *OUT, "--criterion", "Be strict.")
    assert ended.text.splitlines()[-1] == "Written: out.jsonl and out.run.json"
    written = rows(desk)
    assert [row["index"] for row in written] == list(range(COUNT))
    assert [written[0][name] for name in ("source", "a", "b")] == [
        "He go home at 0.", "He goes home at 0.", "He goed home at 0.",
    ]  # fmt: skip
    assert [row["outcome"] for row in written] == ["a"] * 18 + ["identical"] * 2
    for row in written[:18]:
        assert sorted(each["first"] for each in row["verdicts"]) == ["a", "b"]
        for each in row["verdicts"]:
            assert each["choice"] == ("1" if each["first"] == "a" else "2")
            assert (each["why"], len(each["exchange"])) == ("so", 64)
    record = json.loads((desk.folder / "out.run.json").read_text("utf-8"))
    assert (record["criterion"], record["outcomes"]) == ("Be strict.", COUNTS)
    assert record["versions"]["reviser"]
    assert not (desk.folder / "out.jsonl.part").exists()


def test_the_criterion_goes_to_the_judge(desk: Terminal) -> None:
    own, usual = JudgingModel(prefers("goes")), JudgingModel(prefers("goes"))
    judged(desk, own, "--criterion", "The shorter one.")
    desk.run("revisers", "remove", "home")
    judged(desk, usual, "--limit", "3")
    assert "The shorter one." in own.asked[0]["messages"][0]["content"]
    assert "with the meaning of the source kept" in usual.asked[0]["messages"][0]["content"]
    assert [len(shown_in(body)) for body in usual.asked] == [3, 3]


def test_a_judge_that_gives_garbage_is_named_in_one_sentence(desk: Terminal) -> None:
    ended = judged(desk, JudgingModel(prefers("goes"), saying("I like them both."), good_for=0))
    assert (ended.code, ended.text) == (1, "")
    assert ended.err == "reviser: m does not answer with a readable list: choose another model.\n"


def test_what_was_done_before_the_server_failed_is_not_asked_again(desk: Terminal) -> None:
    model = JudgingModel(prefers("goes"), refusal(400, {"error": {"message": "too tired"}}), good_for=3)

    def work() -> tuple[Ended, Ended, Ended]:
        command = ("judge", "good.txt", "bad.txt", *OPTIONS, *OUT)
        failed = desk.run(*command)
        other = desk.run(*command, "--criterion", "Be brief.")
        model.good_for = None
        del model.asked[:]
        return failed, other, desk.run(*command, "--json")

    failed, other, again = with_judge(desk, model, work)
    assert failed.code == 1
    assert "What was done is kept: the same command goes on." in failed.err
    assert "too tired" in failed.err.splitlines()[-1]
    assert "belongs to a run with other data, options or versions" in other.err
    assert "24 verdicts done before." in again.err
    assert again.object["outcomes"] == COUNTS
    shown = [each for body in model.asked for each in shown_in(body)]
    assert len(shown) == 12, "of 36"


def test_a_pair_that_it_stumbles_over_costs_no_other(desk: Terminal) -> None:
    class Stumbling(JudgingModel):
        def __call__(self, request: bytes) -> Answer:
            answer = super().__call__(request)
            stumbles = len(self.asked) > 1 and b"home at 7." in request
            return saying("I like them both.") if stumbles else answer

    found = judged(desk, Stumbling(prefers("goes")), "--json").object
    assert found["outcomes"]["unjudged"] <= 1
    assert found["outcomes"]["a"] >= 17


def test_ctrl_c_keeps_what_was_done(desk: Terminal) -> None:
    model = JudgingModel(prefers("goes"), Answer(hang=True), good_for=3)
    part = desk.folder / "out.jsonl.part"
    command = ("judge", "good.txt", "bad.txt", *OPTIONS, *OUT)

    def work() -> tuple[int, str, Ended]:
        with subprocess.Popen(
            desk.command(*command), cwd=desk.folder, env=desk.environment, stderr=subprocess.PIPE, text=True
        ) as process:
            until(lambda: len(model.asked) > 3, "three batches are done", patience=TIMEOUT_S)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=TIMEOUT_S)
        kept = part.read_bytes().count(b"\n")
        assert kept == 1 + 24
        model.good_for = None
        return process.returncode, err, desk.run(*command, "--json")

    code, err, again = with_judge(desk, model, work)
    assert code == 130
    assert "What was done is kept: the same command goes on." in err
    assert again.object["outcomes"] == COUNTS
    assert not part.exists()


def test_what_eval_wrote_is_judged_and_must_be_of_the_same_data(desk: Terminal) -> None:
    (desk.folder / "d").mkdir()
    desk.write("d/dev.src", "He go home .\nI has a apple .\nIt is fine .\n")
    desk.write("d/dev.ref0", "He goes home .\nI have an apple .\nIt is fine .\n")
    desk.write("d/other.txt", "He go home .\nI have an apple .\nIt is fine .\n")
    assert desk.run("eval", "d", "--output", "run.jsonl").code == 0
    assert desk.run("eval", "d", "--hypotheses", "d/other.txt", "--output", "other.jsonl").code == 0
    assert desk.run("eval", "d", "--hypotheses", "d/dev.ref0", "--limit", "2", "--output", "less.jsonl").code != 0
    desk.write("d/two.ref0", "")
    model = JudgingModel(prefers("have"))

    def work() -> list[Ended]:
        judge = ("--judge", "home", "--json")
        return [
            desk.run("judge", "run.jsonl", "other.jsonl", *judge),
            desk.run("judge", "run.jsonl", "d/other.txt", *judge),
            desk.run("judge", "run.jsonl", "d/other.txt", *judge, "--sources", "good.txt"),
            desk.run("judge", "run.jsonl", "good.txt", *judge),
            desk.run("judge", "good.txt", "bad.txt", *judge),
            desk.run("judge", "run.jsonl", *judge),
            desk.run("judge", "run.jsonl", "missing.txt", *judge),
            desk.run("judge", "run.run.json", "good.txt", *judge, "--sources", "sources.txt"),
        ]

    jsonl, mixed, sources, longer, without, one, missing, _ = with_judge(desk, model, work)
    assert jsonl.object["outcomes"]["identical"] >= 1
    assert jsonl.object["outcomes"] == mixed.object["outcomes"]
    assert any(source == "He go home." for body in model.asked for source, _, _ in shown_in(body))
    assert (sources.code, "has 3 sentences" in sources.err or "same sentences" in sources.err) == (1, True)
    assert (longer.code, "good.txt has 20 sentences, and 3 were revised" in longer.err) == (1, True)
    assert (without.code, "--sources" in without.err) == (2, True)
    assert (one.code, "Name two results" in one.err) == (2, True)
    assert (missing.code, "cannot be read" in missing.err) == (1, True)
    assert all(ended.err.count("\n") == 1 for ended in (sources, longer, without, one, missing))


def test_what_is_judged_is_not_written_over(desk: Terminal) -> None:
    for name in ("good.txt", "bad.txt", "sources.txt"):
        ended = desk.run("judge", "good.txt", "bad.txt", *OPTIONS[:3], "model", "--output", f"./{name}")
        assert (ended.code, "name another file" in ended.err) == (2, True)
    assert [(desk.folder / name).read_text("utf-8") for name in ("good.txt", "bad.txt")] == [GOOD, BAD]


def test_one_result_twice_differs_in_nothing_and_nobody_is_asked(desk: Terminal) -> None:
    model = JudgingModel(prefers("goes"))
    ended = judged(desk, model, second="good")
    assert "identical                   20  100.0 %" in ended.text
    assert "Sign test over the 0 pairs with a winner: p = 1.000" in ended.text
    assert "Position: no answer chose a version." in ended.text
    assert model.asked == []


def test_only_what_can_judge_may_judge(desk: Terminal) -> None:
    for name, said in (("embedded", "Only a chat model"), ("nobody", "there are embedded")):
        ended = desk.run("judge", "good.txt", "bad.txt", "--sources", "sources.txt", "--judge", name)
        assert (ended.code, said in ended.err) == (2, True), ended.err
    ended = desk.run("judge", "good.txt", "bad.txt", *OPTIONS[:3], "model", "--criterion", "x")
    assert (ended.code, "leave out --criterion" in ended.err) == (2, True)
    desk.environment["REVISER_MODELS"] = str(desk.folder / "none")
    ended = desk.run("judge", "good.txt", "bad.txt", *OPTIONS[:3], "model")
    assert (ended.code, "reviser models get" in ended.err) == (1, True)


def test_the_language_model_judges_without_an_order(desk: Terminal) -> None:
    desk.environment["REVISER_MODELS"] = str(real_model().path.parent)
    command = (*OPTIONS[:3], "model")
    found = desk.run("judge", "good.txt", "bad.txt", *command, "--json", *OUT).object
    assert found["outcomes"] == COUNTS
    assert found["position"] is None
    assert found["judge"] == "model"
    assert found["model"].endswith(".gguf")
    assert {row["verdicts"][0]["exchange"] for row in rows(desk)[:18]} == {""}
    swapped = desk.run("judge", "bad.txt", "good.txt", *command)
    assert "B is better                 18  90.0 %" in swapped.text
    assert "no order is involved" in swapped.text


def r3(folder: Path) -> None:
    """Two annotators' decisions in R3's shape: ann1 accepts the first edit and rejects the second, ann2 accepts both;
    and of a document whose text is missing."""
    base = "He go home. It were late."
    edits = [("go", "goes", "fluency"), ("were", "was", "clarity")]
    for annotator, verdicts in (("ann1", ("Accept", "Reject")), ("ann2", ("Accept", "Accept"))):
        actions = [
            {
                "type": "R", "before": before, "after": after, "start_char_pos": base.index(before),
                "end_char_pos": base.index(before) + len(before), "major_intent": intent, "accept_or_reject": verdict,
            }
            for (before, after, intent), verdict in zip(edits, verdicts, strict=True)
        ]  # fmt: skip
        place = folder / "system_human" / annotator
        place.mkdir(parents=True)
        document = {"doc_id": "7-depth-1", "before_revision": base, "edit_actions": actions}
        content = {"rev_depth_0": {"doc": {"before_revision": base}}, "rev_depth_1": {"doc": document}}
        name = f"{annotator}-HUMAN-7-depth-1-cycle_1-02-17-2022-21-20-03.json"
        (place / name).write_text(json.dumps(content))
        bare = folder / "human_human" / annotator
        bare.mkdir(parents=True)
        (bare / name.replace("-7-", "-8-")).write_text(json.dumps(actions[:1]))


def test_a_judge_is_compared_with_people(desk: Terminal) -> None:
    r3(desk.folder / "data")
    model = JudgingModel(prefers("goes"))

    def work() -> tuple[Ended, Ended]:
        command = ("judge", "--decisions", "data", "--judge", "home")
        return desk.run(*command, "--json", *OUT), desk.run(*command)

    ended, text = with_judge(desk, model, work)
    assert ended.code == 0, ended.err
    found = ended.object
    assert (found["compared"], found["left_out"]) == (4, {"its text is missing": 2})
    groups = {(each["key"], each["value"]): each for each in found["agreement"]}
    assert groups["", ""]["share"] == groups["", ""]["accepting_all"] == 0.75
    assert groups["annotator", "ann1"]["share"] == 1
    assert groups["annotator", "ann1"]["kappa"] == 1
    assert groups["annotator", "ann2"]["share"] == 0.5
    assert groups["intent", "fluency"]["share"] == 1
    assert groups["", ""]["better"] == 2
    assert found["people"][0]["annotators"] == ["ann1", "ann2"]
    shown = [each for body in model.asked[:2] for each in shown_in(body)]
    assert len(shown) == 4, "what both annotators decided is asked once in each order"
    assert {source for source, _, _ in shown} == {""}, "the source would tell which is the original"
    assert "    before: He go home.\n    1: It w" in model.asked[0]["messages"][-1]["content"]
    assert {row["annotator"] for row in rows(desk)} == {"ann1", "ann2"}
    assert rows(desk)[0]["a"] == "He goes home. "
    assert "annotator ann1" in text.text
    assert "ann1 and ann2 agree on 50.0 % of 2 edits" in text.text


def test_the_decisions_of_the_history_and_of_an_export_are_compared_alike(desk: Terminal) -> None:
    essay = desk.write("essay.txt", "We utilise teh method. She have a apple.\n")
    desk.revise(essay, "--decide", "accept", "--max-rounds", "1")
    model = JudgingModel(prefers("the"))
    by_rule = with_judge(desk, model, lambda: desk.run("judge", "--decisions", "--judge", "home"))
    assert (by_rule.code, "no decision of a person" in by_rule.err) == (1, True)
    assert model.asked == []
    r3(desk.folder / "data")
    assert desk.run("import", "r3", "data").code == 0
    assert desk.run("export", "sessions", "-o", "sessions.jsonl").code == 0
    desk.run("revisers", "remove", "home")

    def work() -> list[dict[str, Any]]:
        command = ("--judge", "home", "--json")
        return [
            desk.run("judge", "--decisions", *path, *command).object for path in ((), ("sessions.jsonl",), ("data",))
        ]

    history, export, data = with_judge(desk, JudgingModel(prefers("goes")), work)
    assert history["agreement"] == export["agreement"] == data["agreement"]
    assert history["left_out"]["no person decided it"] >= 1
    assert (history["decisions"], data["decisions"]) == ("the history", "data")
