import asyncio
import json
from collections.abc import AsyncIterator, Iterable

import pytest

from reviser.messages import verbatim
from reviser.revisers.net.wire import (
    AnswerShape,
    Api,
    Ask,
    Ended,
    Finish,
    KeyRefusedError,
    Model,
    Part,
    Server,
    ServerError,
    ShapeRefusedError,
    Text,
    Usage,
    Waiting,
)
from reviser.services.servers.secrets import KeyLookup, KeySource, Secret
from reviser.services.servers.server_check import SENTENCE, Report, try_out

EDIT = json.dumps({"edits": [{"quote": "was", "after": "were"}]})
KEY = KeyLookup(Secret("canary"), KeySource.KEYRING, "keyring")
HOSTED = Server("work", Api.OPENAI, "https://a.example/v1", key="work")


class ScriptedWire:
    """A server that offers `models`, and answers each shape with what stands in `answers`; an error is raised there, a
    figure is so many seconds of waiting."""

    def __init__(
        self,
        models: Iterable[str] | Exception,
        answers: dict[AnswerShape, Iterable[Part | Exception | float]] | None = None,
    ) -> None:
        self._models = models
        self._answers = answers or {}
        self.asked: list[Ask] = []
        self.seconds = 0.0

    def clock(self) -> float:
        return self.seconds

    async def models(self) -> tuple[Model, ...]:
        if isinstance(self._models, Exception):
            raise self._models
        return tuple(map(Model, self._models))

    async def stream(self, ask: Ask) -> AsyncIterator[Part]:
        self.asked.append(ask)
        for part in self._answers.get(ask.shape, [ShapeRefusedError(verbatim("no"))]):
            if isinstance(part, Exception):
                raise part
            if isinstance(part, float):
                self.seconds += part
                await asyncio.sleep(0)
            else:
                yield part


def trial(wire: ScriptedWire, server: Server = HOSTED, key: KeyLookup = KEY) -> Report:
    return asyncio.run(try_out(server, key, lambda *_: wire, wire.clock))


def test_all_is_well_in_one_line() -> None:
    answer: list[Part | Exception | float] = [
        0.4,
        Text(EDIT[:9]),
        2.0,
        Text(EDIT[9:]),
        Usage(30, 86),
        Ended(Finish.STOP),
    ]
    wire = ScriptedWire(["m1"], {AnswerShape.SCHEMA: answer})
    report = trial(wire)
    assert report.works
    assert report.line == (
        "Reachable; key accepted (keyring); model m1; structured output; 43 tokens/s; first words after 0.4 s."
    )
    assert [ask.model for ask in wire.asked] == ["m1"]
    assert SENTENCE in wire.asked[0].messages[-1].text


def test_a_server_without_a_key_and_without_figures() -> None:
    local = Server("home", Api.OLLAMA, "http://localhost:11434", model="m2")
    fenced = f"```json\n{EDIT}\n```"
    wire = ScriptedWire(
        ["m1", "m2"], {AnswerShape.OBJECT: [Waiting(1, "busy"), Text(fenced), 1.0, Text(" " * 45), Ended(Finish.STOP)]}
    )
    report = trial(wire, local, KeyLookup())
    assert report.works
    assert report.valid
    assert report.line.startswith("Reachable; no key needed; model m2; JSON without a schema; ")
    assert report.tokens_per_s == round(len(fenced + " " * 45) / 4)
    assert [ask.shape for ask in wire.asked] == [AnswerShape.SCHEMA, AnswerShape.OBJECT]


@pytest.mark.parametrize(
    "answer",
    [
        '{"edits": []}',
        '{"edits": [{"quote": "the words that are wrong", "after": "the words that should stand there"}]}',
        '{"edits": [{"quote": "was", "after": "was"}]}',
        '<think>{"edits": [{"quote": "was", "after": "were"}]}</think>{"edits": []}',
    ],
)
def test_structured_output_works_only_with_an_edit_that_has_a_place(answer: str) -> None:
    report = trial(ScriptedWire(["m"], {AnswerShape.SCHEMA: [Text(answer), Ended(Finish.STOP)]}))
    assert not report.valid
    assert "structured output" not in report.line


@pytest.mark.parametrize(
    "answer", ["", "no", "{}", '{"edits": 3}', '{"edits": [{"quote": 1, "after": ""}]}', '{"edits": [7]}', "{" * 5000]
)
def test_an_answer_of_another_form_is_said(answer: str) -> None:
    report = trial(ScriptedWire(["m"], {AnswerShape.PLAIN: [Text(answer), Ended(Finish.STOP)]}))
    assert not report.valid
    assert "not follow the request" in report.line
    assert report.works == bool(answer)


@pytest.mark.parametrize(("finish", "words"), [(Finish.LENGTH, "cut off"), (Finish.REFUSED, "refused to correct")])
def test_answers_that_do_not_end_well(finish: Finish, words: str) -> None:
    report = trial(ScriptedWire(["m"], {AnswerShape.SCHEMA: [Text("{"), Ended(finish)]}))
    assert not report.works
    assert words in report.line


def test_which_model_is_asked_for_where_several_are_offered() -> None:
    report = trial(ScriptedWire([f"m{number}" for number in range(7)]))
    assert report.line == "Reachable. Choose a model: m0, m1, m2, m3, m4 and 2 more."
    assert not report.works
    assert "lists none" in trial(ScriptedWire([])).line


def test_a_service_that_lists_nothing_can_answer() -> None:
    named = Server("work", Api.OPENAI, "https://a.example/v1", model="m")
    missing = ServerError(verbatim("There is no such page."))
    assert trial(ScriptedWire(missing, {AnswerShape.SCHEMA: [Text(EDIT), Ended(Finish.STOP)]}), named).works
    assert trial(ScriptedWire(missing)).line == "There is no such page."


def test_a_model_that_is_not_offered() -> None:
    named = Server("work", Api.OPENAI, "https://a.example/v1", model="m9")
    wire = ScriptedWire(["m1", "m2"], {AnswerShape.SCHEMA: [ServerError(verbatim("There is no model m9."))]})
    assert trial(wire, named).line == "Reachable. There is no model m9. The server offers: m1, m2."


def test_a_refused_key_and_a_missing_one() -> None:
    refused = ScriptedWire(KeyRefusedError(verbatim("The key was refused.")))
    assert trial(refused).line == "Reachable; key refused (keyring). The key was refused."
    missing = trial(refused, key=KeyLookup(trouble="The keyring is locked."))
    assert "no key" in missing.line
    assert "reviser keys set work" in missing.line
    assert "REVISER_KEY_WORK" in missing.line
    late = ScriptedWire(["m"], {AnswerShape.SCHEMA: [KeyRefusedError(verbatim("The key was refused."))]})
    assert trial(late).line == "Reachable; key refused (keyring). The key was refused."


def test_a_server_that_is_not_there() -> None:
    report = trial(ScriptedWire(ServerError(verbatim("Nothing answers there: start it."))))
    assert report == Report(trouble="Nothing answers there: start it.")
    assert not report.works


def test_one_that_refuses_every_shape() -> None:
    report = trial(ScriptedWire(["m"]))
    assert "rejects every answer format" in report.line


def test_one_that_never_answers() -> None:
    class Silent(ScriptedWire):
        async def models(self) -> tuple[Model, ...]:
            await asyncio.sleep(3600)
            return ()

    wire = Silent([])
    report = asyncio.run(try_out(HOSTED, KEY, lambda *_: wire, wire.clock, deadline_s=0.05))
    assert "did not answer within 0.05 seconds" in report.line


def test_a_wire_that_cannot_be_made_is_said() -> None:
    def connect(*_: object) -> ScriptedWire:
        raise ServerError(verbatim("The certificate file is missing."))

    report = asyncio.run(try_out(HOSTED, KEY, connect, lambda: 0.0))
    assert report.line == "The certificate file is missing."
