"""Which list of an answer is meant, and what is said where there is none."""

import asyncio
import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.text import Span
from reviser.messages import verbatim
from reviser.revisers.base import Output, Request
from reviser.revisers.chat.abilities import AskingMode, Remembered
from reviser.revisers.chat.escapes import LATEX, Escapes, as_meant, mended
from reviser.revisers.chat.sentence_answer import corrected
from reviser.revisers.chat.thinking import spoken, without
from reviser.revisers.net.wire import AnswerShape, Ended, Finish, Part, ServerError, Text, Thought
from tests.fakes import QueuedWire
from tests.revisers.chat.desk import SERVER, chat, edit, hear, listed

TEXT = "The cat sat on teh mat. It were happy there. Nobody saw it.\n"
KEY = f"{SERVER.address} m"
REAL = listed(edit(1, "teh", "the"))
DRAFT = listed(edit(2, "happy", "sad"))
EMPTY = '{"edits": []}'

ANSWERS = [
    REAL,
    f"<think>{DRAFT}</think>{REAL}",
    f"<THINKING>\n{DRAFT}\n</THINKING>\n\n{REAL}",
    f"I would say {DRAFT}, no.\n</think>\n{REAL}",  # opened in the prompt
    f"{DRAFT}\n</think>\n\n{REAL}",
    f"◁think▷{DRAFT}◁/think▷{REAL}",
    f"[THINK]{DRAFT}[/THINK]{REAL}",
    f"<|START_THINKING|>{DRAFT}<|END_THINKING|>{REAL}",
    f"<seed:think>{DRAFT}</seed:think>{REAL}",
    f"<|channel|>analysis<|message|>{DRAFT}<|end|><|start|>assistant<|channel|>final<|message|>{REAL}<|return|>",
    f"<|channel|>analysis<|message|>{DRAFT}<|end|><|channel|>final <|constrain|>json<|message|>{REAL}",
    f"analysisThe list is {DRAFT}.assistantfinal{REAL}",
    f"<think>one</think>{DRAFT}<think>no: two</think>{REAL}",
    f"{DRAFT}\n\nWait, that is wrong.\n\n{REAL}",
    f"{REAL}\n<think>{DRAFT}",
    f"<think>\nI see one mistake.\n{REAL}",  # the mark that was never set
    f"The format is {EMPTY}.\n```json\n{REAL}\n```",
    f"```json\n{REAL}\n```\nIf nothing should change, I would have answered {EMPTY}.",
    f"The form: {{\"edits\": [{{\"sid\": …}}]}}\n{REAL}",
    f"As in \"edits\": [ I answer {REAL}",
    f"{listed({'a': 1})}\n{REAL}",
    f"{REAL}\n{listed({'a': 1})}",
    json.dumps(json.loads(REAL)["edits"]),
    f"```\n{json.dumps(json.loads(REAL)['edits'], indent=1)}\n```",
]  # fmt: skip


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("piece", [3, 4000])
def test_the_list_that_is_meant_counts(answer: str, piece: int) -> None:
    heard = hear(chat(QueuedWire(answer, piece=piece)), Request(TEXT))
    assert (heard.pairs, heard.error) == ([("teh", "the")], None)
    assert len(heard.exchanges) == 1


@pytest.mark.parametrize("answer", [f"{REAL}\n\nOn second thoughts, nothing:\n\n{EMPTY}", f"<think>{REAL}</think>[]"])
def test_a_model_may_take_back_what_it_said(answer: str) -> None:
    heard = hear(chat(QueuedWire(answer)), Request(TEXT))
    assert (heard.pairs, heard.error) == ([], None)


def test_a_list_that_stands_in_the_text_is_no_answer() -> None:
    theirs = json.dumps({"edits": [edit(1, "teh", "a")]})
    text = f"We wrote {theirs} by hand. We read teh list.\n"
    wire = QueuedWire(f"{listed(edit(2, 'teh', 'the'))}\nThe text has {theirs} in it.")
    assert hear(chat(wire), Request(text)).pairs == [("teh", "the")]


def test_a_mark_of_thinking_inside_an_edit_is_its_words() -> None:
    text = "Write </think> at teh end.\n"
    wire = QueuedWire(listed(edit(1, "Write </think> at teh end.", "Write </think> at the end.")))
    assert hear(chat(wire), Request(text)).pairs == [("teh", "the")]
    assert corrected(text.strip(), "Write </think> at the end.") == "Write </think> at the end."


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_stands_behind_the_last_end_of_thinking_is_spoken(one: str, other: str) -> None:
    assert without(f"<think>{one}</think>{other}") == without(f"{one}</think>{other}")
    assert spoken("a</think>b", [Span(0, 10)]) == Span(0, 10)


def test_a_model_of_whose_lists_one_was_bare_streams_until_one_is_not() -> None:
    abilities = Remembered()
    hear(chat(QueuedWire(REAL), abilities=abilities), Request(TEXT))
    assert abilities.streams(KEY)
    heard = hear(chat(QueuedWire(f"{DRAFT}\nNo:\n{REAL}"), abilities=abilities), Request(TEXT))
    assert ("teh", "the") in heard.pairs
    assert not abilities.streams(KEY)
    heard = hear(chat(QueuedWire(f"{DRAFT}\nNo:\n{REAL}"), abilities=abilities), Request(TEXT))
    assert heard.pairs == [("teh", "the")]


def test_a_mark_of_thinking_in_brackets_is_no_list_that_streams() -> None:
    heard = hear(
        chat(QueuedWire(f"[THINK]{DRAFT}[/THINK]{REAL}"), abilities=Remembered(streaming={KEY})), Request(TEXT)
    )
    assert heard.pairs == [("teh", "the")]


@pytest.mark.parametrize("streams", [True, False])
def test_what_came_with_the_piece_that_is_too_much_is_kept(streams: bool) -> None:
    answer = listed(edit(1, "teh", "the"), {**edit(2, "were", "was"), "why": "so " * 99_999})
    wire = QueuedWire(answer, piece=len(answer))
    heard = hear(chat(wire, abilities=Remembered(streaming={KEY} if streams else set())), Request(TEXT))
    assert ("teh", "the") in heard.pairs


@pytest.mark.parametrize("answer", [json.dumps(edit(1, "teh", "the")), f"<think>Hm.\n{REAL}", json.dumps(REAL)])
def test_a_proper_end_of_the_connection_is_one_of_these_too(answer: str) -> None:
    heard = hear(chat(QueuedWire([Text(answer), Ended(Finish.UNSAID)])), Request(TEXT))
    assert (heard.pairs, heard.error) == ([("teh", "the")], None)
    heard = hear(chat(QueuedWire([Text(answer[:-4]), Ended(Finish.UNSAID)])), Request(TEXT))
    assert "broke off" in str(heard.error)


def test_what_was_whole_when_the_round_was_cancelled_is_kept() -> None:
    kept: list[Output] = []
    gate = asyncio.Semaphore(1)
    wire = QueuedWire(
        [Text(listed(edit(1, "teh", "the"), edit(2, "were", "was"))[:-20]), Ended(Finish.STOP)], gate=gate
    )

    async def main() -> None:
        async def take() -> None:
            async for output in chat(wire).revise(Request(TEXT, late=kept.append)):
                kept.append(output)

        task = asyncio.create_task(take())
        for _ in range(50):
            await asyncio.sleep(0)
        assert not any(hasattr(output, "edit") for output in kept)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
    assert [output.edit.after for output in kept if hasattr(output, "edit")] == ["the"]
    assert [output.ended for output in kept if hasattr(output, "ended")] == ["cancelled"]


WHOLE_BY_ITSELF: list[list[Part | Exception]] = [
    [Text(REAL), Ended(Finish.UNSAID)],
    [Text(REAL), Ended(Finish.LENGTH)],
    [Text(REAL), ServerError(verbatim("The connection broke off."))],
    [Text(f"```json\n{REAL}"), ServerError(verbatim("It fell silent."))],
    [Text(REAL)],
    [Text(EMPTY), Ended(Finish.UNSAID)],
]


@pytest.mark.parametrize("parts", WHOLE_BY_ITSELF)
def test_a_whole_list_is_an_answer_whatever_the_server_says(parts: list[Part | Exception]) -> None:
    heard = hear(chat(QueuedWire(parts)), Request(TEXT))
    assert heard.error is None
    assert heard.pairs == ([("teh", "the")] if parts[0] != Text(EMPTY) else [])
    assert [exchange.ended for exchange in heard.exchanges] == ["stop"]


@pytest.mark.parametrize("end", [Ended(Finish.UNSAID), ServerError(verbatim("The connection broke off."))])
def test_a_list_without_its_end_is_not_whole_where_nothing_says_so(end: Part | Exception) -> None:
    heard = hear(chat(QueuedWire([Text(REAL[:-2]), end])), Request(TEXT))
    assert heard.pairs == [("teh", "the")]
    assert "broke off" in str(heard.error)
    assert [exchange.ended for exchange in heard.exchanges] == ["failed"]


def test_a_sentence_is_whole_with_its_last_sign() -> None:
    weak = Remembered({KEY: AskingMode.SENTENCES})
    fixed: list[Part | Exception] = [Text("The cat sat on the mat."), Ended(Finish.UNSAID)]
    cut: list[Part | Exception] = [Text("It was happy"), Ended(Finish.UNSAID)]
    heard = hear(chat(QueuedWire(fixed, cut), abilities=weak, parallel=1), Request(TEXT))
    assert heard.pairs == [("teh", "the")]
    assert "broke off" in str(heard.error)


NOTHING: list[tuple[list[Part | Exception], str]] = [
    ([Ended(Finish.STOP)], "gave an empty answer"),
    ([Text(" \n"), Ended(Finish.STOP)], "gave an empty answer"),
    ([Thought("hm"), Ended(Finish.STOP)], "thought, and then gave an empty answer"),
    ([Text("<think>hm</think>"), Ended(Finish.STOP)], "gave an empty answer"),
    ([Text("{}"), Ended(Finish.STOP, tool=True)], "answered with a tool call"),
    ([Thought("hm"), Ended(Finish.LENGTH)], "used all"),
    ([Text("<think>hm"), Ended(Finish.LENGTH)], "used all"),
    ([Ended(Finish.LENGTH)], "used all"),
]


@pytest.mark.parametrize(("parts", "said"), NOTHING)
@pytest.mark.parametrize("mode", list(AskingMode))
def test_nothing_is_called_by_its_name_soon(parts: list[Part | Exception], said: str, mode: AskingMode) -> None:
    if mode is AskingMode.SENTENCES and parts[0] == Text("{}"):
        return  # a short text is no tool call there
    heard = hear(chat(QueuedWire(*[parts] * 20), abilities=Remembered({KEY: mode})), Request("One sentence here.\n"))
    assert said in str(heard.error)
    assert len(heard.exchanges) <= 2


def test_an_empty_answer_to_a_form_is_asked_for_in_plain_text_and_that_is_remembered() -> None:
    abilities = Remembered()
    wire = QueuedWire("", REAL)
    assert hear(chat(wire, abilities=abilities), Request(TEXT)).pairs == [("teh", "the")]
    assert [ask.shape for ask in wire.asks] == [AnswerShape.SCHEMA, AnswerShape.PLAIN]
    assert abilities.mode(KEY) is AskingMode.PLAIN


def test_thinking_is_kept_with_the_exchange() -> None:
    parts: list[Part | Exception] = [Thought(DRAFT), Text(REAL), Ended(Finish.STOP)]
    heard = hear(chat(QueuedWire(parts)), Request(TEXT))
    assert heard.pairs == [("teh", "the")]
    assert heard.exchanges[0].received == f"<think>\n{DRAFT}\n</think>\n{REAL}"


def test_three_edits_without_a_place_end_the_asking_for_lists_within_the_answer() -> None:
    wrong = [edit(1, "dog", "cat")] * 40
    wire = QueuedWire(listed(*wrong), "The cat sat on the mat.", "It was happy there.", "Nobody saw it.", piece=60)
    abilities = Remembered()
    heard = hear(chat(wire, abilities=abilities), Request(TEXT))
    assert (heard.pairs, heard.error) == ([("teh", "the"), ("were", "was")], None)
    assert abilities.mode(KEY) is AskingMode.SENTENCES
    assert heard.unusable["the quoted passage is not in the text"] < 10
    assert heard.exchanges[0].ended == "cancelled"


def test_an_answer_that_runs_to_its_limit_without_an_edit_ends_the_asking_for_lists() -> None:
    endless: list[Part | Exception] = [Text('{"edits": [{"sid": 1, "quote": "' + "la " * 100), Ended(Finish.LENGTH)]
    wire = QueuedWire(endless, "The cat sat on the mat.", "It was happy there.", "Nobody saw it.")
    heard = hear(chat(wire), Request(TEXT))
    assert (heard.pairs, heard.error) == ([("teh", "the"), ("were", "was")], None)


def raw(sid: int, quote: str, after: str) -> str:
    """An entry as a model writes it that does not escape backslashes."""
    return f'{{"edits": [{{"sid": {sid}, "intent": "style", "quote": "{quote}", "after": "{after}", "why": "x"}}]}}'


@pytest.mark.parametrize(
    ("quote", "after", "pair"),
    [
        ("two", "\\textbf{two}", ("two", "\\textbf{two}")),
        ("half", "\\frac{1}{2}", ("half", "\\frac{1}{2}")),
        ("half", "\\nu", ("half", "\\nu")),
        ("half", "\\rho and \\beta", ("half", "\\rho and \\beta")),
        ("half", "\\alpha", ("half", "\\alpha")),
        ("half", "\\underline{half}", ("half", "\\underline{half}")),
        ("half", "\\\\textit{half}", ("half", "\\textit{half}")),
        ("\\fooz{three}", "\\fooz{four}", ("three", "four")),  # stands in the text
        ("half", "a \\\"half\\\"", ("half", "a \"half\"")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("streams", [True, False])
def test_a_backslash_that_a_model_meant_stays_one(quote: str, after: str, pair: tuple[str, str], streams: bool) -> None:
    text = "We receive two parcels and half of \\fooz{three} boxes.\n"
    abilities = Remembered(streaming={KEY} if streams else set())
    heard = hear(chat(QueuedWire(raw(1, quote, after), piece=1), abilities=abilities), Request(text))
    changed = text
    for proposal in reversed(heard.proposals):
        changed = changed[: proposal.edit.start] + proposal.edit.after + changed[proposal.edit.end :]
    assert changed == text.replace(*pair)


@pytest.mark.parametrize("after", ["\\tabby", "\\fobidden", "\\bobbin", "two\\tparcels"])
def test_a_control_character_that_is_no_command_is_refused(after: str) -> None:
    heard = hear(chat(QueuedWire(raw(1, "two parcels", after))), Request("We receive two parcels.\n"))
    assert (heard.pairs, len(heard.unusable)) == ([], 1)


def test_an_honest_line_end_stays() -> None:
    assert as_meant("first\nsecond", frozenset()) == "first\nsecond"
    assert as_meant({"a": ["x\nu"]}, frozenset()) == {"a": ["x\\nu"]}
    assert as_meant("\tabby", frozenset({"tabby"})) == "\\tabby"
    assert {name[0] for name in LATEX} <= set("bfnrtTRB")


@given(st.text(alphabet='\\"/bfnrtu01aé', max_size=12), st.lists(st.integers(0, 12)))
def test_escapes_are_mended_however_they_come(text: str, cuts: list[int]) -> None:
    marks = sorted({0, len(text), *(cut for cut in cuts if cut <= len(text))})
    reader = Escapes()
    found = "".join(reader.feed(text[a:b]) for a, b in pairwise(marks)) + reader.rest()
    assert found == mended(text)
    assert mended(found) == found


@given(st.text())
def test_what_json_writes_is_not_mended(text: str) -> None:
    assert mended(json.dumps(text)) == json.dumps(text)


def test_one_empty_answer_about_a_sentence_is_counted_and_a_second_is_said() -> None:
    by_sentence = Remembered({KEY: AskingMode.SENTENCES})
    wire = QueuedWire("The cat sat on the mat.", "", "Nobody saw it.")
    heard = hear(chat(wire, abilities=by_sentence), Request(TEXT))
    assert (heard.pairs, heard.error, heard.unusable) == ([("teh", "the")], None, {"an empty answer": 1})
    heard = hear(chat(QueuedWire("", ""), abilities=by_sentence), Request(TEXT))
    assert "gave an empty answer" in str(heard.error)


def test_a_model_that_thinks_before_a_sentence_gets_room_for_it() -> None:
    thinking: list[Part | Exception] = [Thought("hm"), Ended(Finish.LENGTH)]
    wire = QueuedWire(thinking, "The cat sat on the mat.", "It was happy there.", "Nobody saw it.")
    heard = hear(chat(wire, abilities=Remembered({KEY: AskingMode.SENTENCES})), Request(TEXT))
    assert (heard.pairs, heard.error) == ([("teh", "the"), ("were", "was")], None)
    assert [ask.max_tokens > 4000 for ask in wire.asks] == [False, True, True, True]
