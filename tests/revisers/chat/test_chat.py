import asyncio
from dataclasses import replace

import pytest

from reviser.core.edit import Anchor, Intent, Proposal, apply
from reviser.core.text import Span
from reviser.messages import verbatim
from reviser.revisers.base import Output, Request
from reviser.revisers.chat.abilities import AskingMode, Remembered
from reviser.revisers.chat.prompts import NAMES
from reviser.revisers.net.sse import inside, list_at
from reviser.revisers.net.wire import (
    AnswerShape,
    Asking,
    Ended,
    Finish,
    KeyRefusedError,
    Model,
    Part,
    Role,
    ServerError,
    ShapeRefusedError,
    Text,
    TooLongError,
)
from tests.fakes import QueuedWire
from tests.revisers.chat.desk import PROMPTS, SERVER, chat, cut_off, edit, hear, listed, prompts_of, steps

TEXT = "The cat sat on teh mat. It were happy there. Nobody saw it.\n"


def test_edits_are_placed_by_quote_in_the_sentence_they_name() -> None:
    wire = QueuedWire(listed(edit(1, "teh mat", "the mat"), edit("2", "It were", "It was", "clarity")))
    heard = hear(chat(wire), Request(TEXT))
    assert heard.error is None
    assert heard.pairs == [("teh", "the"), ("were", "was")]
    assert [proposal.intent for proposal in heard.proposals] == [Intent.FLUENCY, Intent.CLARITY]
    assert {proposal.anchor for proposal in heard.proposals} == {Anchor.EXACT}
    fixed = apply(TEXT, [proposal.edit for proposal in heard.proposals])
    assert fixed == "The cat sat on the mat. It was happy there. Nobody saw it.\n"
    assert "[S1] The cat sat on teh mat.\n[S2] It were happy there." in prompts_of(wire)[0]


def test_an_edit_is_given_on_before_the_answer_has_ended() -> None:
    answer = listed(edit(1, "teh", "the"), edit(2, "were", "was"))
    cut = answer.index("},") + 1
    gate = asyncio.Semaphore(1)
    wire = QueuedWire([Text(answer[:cut]), Text(answer[cut:]), Ended(Finish.STOP)], gate=gate)

    bare = Remembered(streaming={f"{SERVER.address} m"})  # it has answered with nothing but a list before

    async def first() -> Output:
        async for output in chat(wire, abilities=bare).revise(Request(TEXT)):
            if not hasattr(output, "done"):
                return output
        raise AssertionError

    found = asyncio.run(first())  # the gate lets only the first part through
    assert hasattr(found, "edit")
    assert wire.closed == 1


def test_what_is_cut_off_is_no_edit_and_the_rest_is_asked_again_in_halves() -> None:
    answer = listed(edit(1, "teh", "the"), edit(2, "were", "was"))
    wire = QueuedWire([Text(answer[: answer.rindex("was") + 2]), Ended(Finish.LENGTH)])
    heard = hear(chat(wire), Request(TEXT))
    assert heard.pairs == [("teh", "the")]
    assert heard.error is None
    assert [exchange.ended for exchange in heard.exchanges] == ["length", "stop", "stop"]


def test_the_writers_marks_are_kept_and_a_change_of_marks_alone_is_none() -> None:
    text = "She said “it’s fine” and it don’t matter.\n"
    quote = "She said \"it's fine\" and it don't matter."
    wire = QueuedWire(listed(edit(1, quote, "She said \"it's fine\" and it doesn't matter.")))
    heard = hear(chat(wire), Request(text))
    assert heard.pairs == [("don’t", "doesn’t")]
    assert heard.proposals[0].anchor is Anchor.NORMALISED
    wire = QueuedWire(listed(edit(1, quote, quote)))
    assert hear(chat(wire), Request(text)).unusable == {"no change": 1}


def test_a_fuzzy_place_says_so() -> None:
    text = "The results of the experiment were surprising to all of us.\n"
    quote = "The results of the experiments were surprising"
    wire = QueuedWire(listed(edit(1, quote, "The results of the experiment surprised")))
    heard = hear(chat(wire), Request(text))
    assert [proposal.anchor for proposal in heard.proposals] == [Anchor.FUZZY]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (edit(9, "teh", "the"), "a sentence that was not asked about"),
        (edit(1, "dog", "cat"), "the quoted passage is not in the text"),
        (edit(1, "", "x"), "an entry with no quote or no new text"),
        (edit("here", "teh", "the"), "an entry with no sentence number"),
        ({"sid": "S1", "quote": "teh", "after": None}, "an entry with no quote or no new text"),
        (["S1", "teh", "the"], "an entry with no sentence number"),
        (edit(1, "teh", "the" * 1000), "an answer far longer than the passage"),
        (edit(1, "teh", "t\u202ehe"), "text with invisible characters"),
        (edit(1, "teh", "t\x00he"), "an entry with no quote or no new text"),
        (edit(1, "teh", "teh"), "no change"),
    ],
)
def test_what_cannot_be_used_is_counted_with_its_reason(entry: object, why: str) -> None:
    heard = hear(chat(QueuedWire(listed(edit(2, "were", "was"), entry))), Request(TEXT))
    assert heard.pairs == [("were", "was")]
    assert heard.unusable == {why: 1}


def test_edits_that_overlap_are_counted_and_too_many_are_not_read() -> None:
    wire = QueuedWire(listed(edit(1, "teh", "the"), *[edit(1, "teh mat", "a mat") for _ in range(100_000)]), piece=5000)
    heard = hear(chat(wire), Request(TEXT))
    assert heard.pairs == [("teh", "the")]
    assert heard.unusable["a place with another change"] == 199
    assert heard.unusable["more than 200 entries in one answer; the rest was not read"] == 1


def test_protected_and_locked_passages_stay() -> None:
    text = "Read `teh code` now. The cat sat. It were here.\n"
    protected, locked = (Span(5, 15),), (Span(21, 33),)
    wire = QueuedWire(
        listed(edit(1, "teh code", "the code"), edit(2, "cat", "dog"), edit(3, "were", "was"), edit(1, "now", "soon"))
    )
    heard = hear(chat(wire), Request(text, protected, locked=locked))
    assert heard.pairs == [("were", "was"), ("now", "soon")]
    # The second sentence is locked as a whole: it is shown, and not asked about.
    assert heard.unusable == {"a passage that must stay as it is": 1, "a sentence that was not asked about": 1}
    assert "[..] The cat sat." in prompts_of(wire)[0]


def test_changes_in_one_quote_that_depend_go_together_and_others_do_not() -> None:
    text = "Slowly the dog ran over the green and very long hill to teh house.\n"
    moved = "The dog ran over the green and very long hill slowly to the house."
    heard = hear(chat(QueuedWire(listed(edit(1, text.strip(), moved)))), Request(text))
    groups = {proposal.edit.after.strip(): proposal.group for proposal in heard.proposals}
    assert groups == {"The": "test:m/1", "slowly": "test:m/1", "the": ""}
    assert apply(text, [proposal.edit for proposal in heard.proposals]).strip() == moved


def test_stepping_down_is_remembered_for_server_and_model() -> None:
    abilities = Remembered()
    refuse = [ShapeRefusedError(verbatim("no"))]
    wire = QueuedWire(refuse, refuse, listed(edit(1, "teh", "the")))
    heard = hear(chat(wire, abilities=abilities), Request(TEXT))
    assert heard.pairs == [("teh", "the")]
    assert [ask.shape for ask in wire.asks] == [AnswerShape.SCHEMA, AnswerShape.OBJECT, AnswerShape.PLAIN]
    assert [exchange.ended for exchange in heard.exchanges] == ["failed", "failed", "stop"]
    hear(chat(wire, abilities=abilities), Request(TEXT))
    assert wire.asks[-1].shape is AnswerShape.PLAIN


def test_the_schema_is_in_the_prompt_and_prose_around_the_list_does_no_harm() -> None:
    abilities = Remembered({f"{SERVER.address} m": AskingMode.PLAIN})
    answer = f"<think>[S1] {{}} hm</think>Sure! For [S1]:\n```json\n{listed(edit(1, 'teh', 'the'))}\n```\nDone [x]."
    wire = QueuedWire(answer)
    heard = hear(chat(wire, abilities=abilities), Request(TEXT))
    assert heard.pairs == [("teh", "the")]
    assert '"additionalProperties":false' in prompts_of(wire)[0]


def test_a_model_that_gives_no_list_is_asked_sentence_by_sentence() -> None:
    wire = QueuedWire(
        *["I like cats."] * 6, "The cat sat on the mat.", 'Sure! Here it is:\n"It was happy there."', "I can't."
    )
    heard = hear(chat(wire), Request(TEXT))
    assert heard.error is None
    assert heard.pairs == [("teh", "the"), ("were", "was")]
    assert {proposal.intent for proposal in heard.proposals} == {Intent.OTHER}
    assert heard.unusable == {"an answer that is not a version of the sentence": 1}
    assert [ask.shape for ask in wire.asks[6:]] == [AnswerShape.PLAIN] * 3


def test_a_failing_section_does_not_lose_the_others_edits() -> None:
    text = "".join(f"Sentence number {n} is wrng.\n\n" for n in range(1, 400))
    broken: list[Part | Exception] = [Text('{"edits": ['), ServerError(verbatim("The server is on fire."))]
    wire = QueuedWire(listed(edit(1, "wrng", "wrong")), broken)
    heard = hear(chat(wire, parallel=1), Request(text))
    assert heard.pairs == [("wrng", "wrong")]
    count = len(wire.asks)
    assert count > 2
    assert str(heard.error) == (
        f"1 of {count} parts of the text could not be revised; what had arrived is kept. The server is on fire."
    )
    assert [exchange.ended for exchange in heard.exchanges].count("failed") == 1
    assert heard.progress[-1].done == heard.progress[-1].total > 0


def test_a_refused_key_ends_the_asking() -> None:
    text = "".join(f"Sentence number {n} is wrng.\n\n" for n in range(1, 400))
    wire = QueuedWire([KeyRefusedError(verbatim("Your key was refused."))])
    heard = hear(chat(wire, parallel=1), Request(text))
    assert len(wire.asks) == 1
    assert isinstance(heard.error, KeyRefusedError)


def test_a_refusal_is_said() -> None:
    wire = QueuedWire([Ended(Finish.REFUSED, "I do not edit poems.")])
    heard = hear(chat(wire), Request(TEXT))
    assert str(heard.error) == "m refused: I do not edit poems."
    assert [exchange.ended for exchange in heard.exchanges] == ["refused"]


def test_what_does_not_fit_is_asked_in_halves() -> None:
    wire = QueuedWire(
        [TooLongError(verbatim("too long"))], listed(edit(1, "teh", "the")), listed(edit(2, "were", "was"))
    )
    heard = hear(chat(wire), Request(TEXT))
    assert heard.error is None
    assert heard.pairs == [("teh", "the"), ("were", "was")]


def test_a_stream_that_ends_without_an_end_has_failed_and_keeps_what_was_whole() -> None:
    wire = QueuedWire([Text(listed(edit(1, "teh", "the"))[:-2])])
    heard = hear(chat(wire), Request(TEXT))
    assert heard.pairs == [("teh", "the")]
    assert "broke off" in str(heard.error)


def test_an_endless_answer_is_left() -> None:
    wire = QueuedWire([Text("x" * 10_000)] * 1000)
    heard = hear(chat(wire), Request("Only one sentence here."))
    assert [exchange.ended for exchange in heard.exchanges] == ["length"]
    assert "did not end" in str(heard.error)


def test_sections_come_in_order_and_as_many_at_once_as_the_server_may() -> None:
    text = "".join(f"Sentence number {n} is wrng and goes on for a while.\n\n" for n in range(1, 400))

    gate = asyncio.Semaphore(0)
    wire = QueuedWire(gate=gate)
    reviser = chat(wire, parallel=3)

    async def listen() -> list[Output]:
        outputs: list[Output] = []

        async def take() -> None:
            async for output in reviser.revise(Request(text)):
                outputs.append(output)

        task = asyncio.create_task(take())
        for _ in range(50):
            await asyncio.sleep(0)
        assert len(wire.asks) == 3
        for _ in range(10_000):
            gate.release()
        await task
        return outputs

    asyncio.run(listen())
    starts = [int(prompt.split("[S", 2)[2].split("]")[0]) for prompt in prompts_of(wire)]
    assert starts == sorted(starts)
    assert len({ask.messages[0] for ask in wire.asks}) == 1
    assert {ask.stable for ask in wire.asks} == {1}


def test_a_cancelled_round_leaves_its_exchanges_and_what_had_arrived() -> None:
    text = "".join(f"Sentence number {n} is wrng and goes on for a while.\n\n" for n in range(1, 400))
    late: list[Output] = []
    cut = listed(edit(1, "wrng", "wrong"))
    gate = asyncio.Semaphore(2)
    wire = QueuedWire([Text(cut[:-3]), Text("]"), Ended(Finish.STOP)], gate=gate)
    outputs = cut_off(chat(wire, parallel=2), Request(text, late=late.append), steps(50))
    ended = [output.ended for output in late if hasattr(output, "ended")]
    assert ended == ["cancelled", "cancelled"]
    assert wire.closed == 2
    assert outputs


def test_context_is_asked_of_the_server_and_too_small_a_one_is_said() -> None:
    server = replace(SERVER, context=0)
    wire = QueuedWire(offered=(Model("m", 4096),))
    hear(chat(wire, server=server), Request(TEXT))
    assert wire.asks[0].context == 4096
    heard = hear(chat(QueuedWire(), server=replace(SERVER, context=500)), Request(TEXT))
    assert "too small" in str(heard.error)


def test_a_long_document_is_cut_where_paragraphs_end() -> None:
    text = "".join(f"First sentence {n}. Second sentence {n}.\n\n" for n in range(1, 300))
    wire = QueuedWire()
    hear(chat(wire), Request(text))
    asked = [line for prompt in prompts_of(wire) for line in prompt.splitlines() if line.startswith("[S")]
    assert [int(line[2:].split("]")[0]) for line in asked] == list(range(1, 599))
    for prompt in prompts_of(wire)[1:]:
        first = next(line for line in prompt.splitlines() if line.startswith("[S"))
        assert "First sentence" in first


def test_a_burst_of_suggestions_does_not_keep_a_cancellation_waiting() -> None:
    text = "We saw teh cat. " * 60 + "\n"
    answer = listed(*[edit(number, "teh", "the") for number in range(1, 61)])
    got: list[Output] = []

    async def listen() -> None:
        first = asyncio.Event()

        async def take() -> None:
            async for output in chat(QueuedWire(answer, piece=len(answer))).revise(Request(text, late=got.append)):
                got.append(output)
                if isinstance(output, Proposal):
                    first.set()

        task = asyncio.create_task(take())
        await asyncio.wait_for(first.wait(), timeout=10)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(listen())
    assert 0 < sum(isinstance(output, Proposal) for output in got) < 10


def test_the_longest_answer_is_the_persons_or_the_servers_or_the_usual_one() -> None:
    def longest(server: int, *, told: int) -> int:
        wire = QueuedWire(offered=(Model("m", 60_000, told),))
        hear(chat(wire, server=replace(SERVER, context=0, answer=server)), Request(TEXT))
        return wire.asks[0].max_tokens

    assert longest(0, told=0) == 4096
    assert longest(0, told=2000) == 2000
    assert longest(0, told=128_000) == 16_384
    assert longest(20_000, told=2000) == 20_000


def test_a_temperature_of_0_is_sent() -> None:
    wire = QueuedWire()
    hear(chat(wire), Request(TEXT))
    assert [ask.temperature for ask in wire.asks] == [0.0]


def test_how_a_model_is_asked_can_be_set_by_hand() -> None:
    by_sentence = replace(SERVER, asking=Asking.SENTENCE)
    wire = QueuedWire("The cat sat on the mat.", "It was happy there.", "Nobody saw it.")
    assert hear(chat(wire, server=by_sentence), Request(TEXT)).pairs == [("teh", "the"), ("were", "was")]
    by_list = replace(SERVER, asking=Asking.LIST)
    abilities = Remembered({f"{SERVER.address} m": AskingMode.SENTENCES})
    wrong = [edit(1, "dog", "cat")] * 5
    wire = QueuedWire(listed(*wrong, edit(1, "teh", "the")))
    heard = hear(chat(wire, server=by_list, abilities=abilities), Request(TEXT))
    assert heard.pairs == [("teh", "the")]
    assert [ask.shape for ask in wire.asks] == [AnswerShape.PLAIN]
    heard = hear(chat(QueuedWire(*["I like cats."] * 20), server=by_list, abilities=abilities), Request(TEXT))
    assert "readable list" in str(heard.error)


def test_a_sentence_is_asked_for_in_turns_without_fences_and_with_what_the_writer_wants() -> None:
    wire = QueuedWire(*["The cat sat on the mat."] * 3)
    server = replace(SERVER, asking=Asking.SENTENCE)
    hear(chat(wire, server=server), Request(TEXT, instruction="Keep it short.", dialect="British"))
    messages = wire.asks[0].messages
    assert [message.role for message in messages] == [*[Role.USER, Role.ASSISTANT] * 3, Role.USER]
    assert messages[-1].text == "The cat sat on teh mat."
    assert "Keep it short. Spell English as British English." in messages[0].text
    assert "<text" not in "".join(message.text for message in messages)
    assert wire.asks[0].stable == len(messages) - 1


def test_the_schema_names_the_sentences_and_is_not_told_again_where_it_was_kept_to() -> None:
    abilities = Remembered()
    wire = QueuedWire(listed(edit(1, "teh", "the")), listed())
    for _ in range(2):
        hear(chat(wire, abilities=abilities), Request(TEXT))
    schema = wire.asks[0].schema
    assert schema is not None
    entries = inside(schema, "properties", "edits")
    assert list_at(inside(entries, "items"), "required")[:2] == ["sid", "quote"]
    assert list_at(entries, "items", "properties", "sid", "enum") == [1, 2, 3]
    assert inside(entries, "maxItems") == 12
    assert ["additionalProperties" in prompt for prompt in prompts_of(wire)] == [True, False]
    assert wire.asks[1].schema == schema


def test_no_prompt_has_a_number_that_a_small_model_could_take_for_its_answer() -> None:
    texts = {name: PROMPTS.text(name) for name in NAMES}
    texts["choose"] = texts["choose"].replace("Number 0", "").replace("than 0, choose 0", "")  # it is what 0 means
    texts["pinpoint"] = texts["pinpoint"].replace("is 1 (", "(").replace(", 2 (", "(").replace("or 3 (", "(")
    for said in ("versions 1 and 2", '"1" where version 1 is', '"2" where version 2 is', '"0" where'):  # what they mean
        texts["judge"] = texts["judge"].replace(said, "")
    assert {name: text for name, text in texts.items() if any(map(str.isdigit, text))} == {}
