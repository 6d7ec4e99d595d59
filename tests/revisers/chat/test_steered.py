"""What was sent after a round with accepts, rejects and a rewrite: read from the request itself."""

from reviser.core.edit import Decision, Intent, Verdict
from reviser.core.few_shot import Asked, Brief, Example, example
from reviser.core.memory import Memory, Rewritten
from reviser.core.scope import still_open
from reviser.core.segment import sentence_at
from reviser.core.text import Span
from reviser.revisers.base import Request
from reviser.revisers.chat.prompt_builder import fence
from tests.core.recording import Recording, propose
from tests.fakes import QueuedWire
from tests.revisers.chat.desk import chat, edit, hear, listed

TEXT = (
    "# Conics\n\nWe utilise confocal conics here. The foci of teh conics are shared. However we saw it.\n\n"
    "Nothing else was found. Another sentence stands here. It is the last one.\n"
)


def after_a_round() -> tuple[Recording, tuple[Example, ...]]:
    """An accept, a reject with a reason, and a rewrite."""
    recording = Recording(TEXT)
    recording.round(
        propose(TEXT, "teh", "the"),
        propose(TEXT, "utilise", "use", intent=Intent.CLARITY),
        propose(TEXT, "However we", "But we", intent=Intent.STYLE),
    )
    recording.decide(Verdict.ACCEPT, 0)
    recording.decide(Verdict.REWRITE, 2, after="Yet we")
    round_state = recording.state.round_state
    assert round_state is not None
    taught: list[Example] = []
    decisions = {item_id: made.decision for item_id, made in round_state.decisions.items()}
    rejected = round_state.round.items[1]
    decisions[rejected.id] = Decision(rejected.id, Verdict.REJECT, reason="it is my term")
    for item in round_state.round.items:
        sentence = sentence_at(TEXT, item.proposal.edit.start).of(TEXT).strip()
        shown = example(item.proposal, decisions[item.id], sentence)
        assert shown is not None
        taught.append(shown)
    recording.decide(Verdict.REJECT, 1)
    return recording, tuple(taught)


def test_the_next_request_tells_the_accepted_text_the_accept_the_reject_and_the_rewrite() -> None:
    recording, examples = after_a_round()
    now = recording.state.text
    scope = still_open(recording.state.rounds, "test")
    wire = QueuedWire()
    brief = Brief("Write e-mail with a hyphen.", "Conics share two foci.", (Intent.CLARITY, Intent.STYLE), examples)
    locked = (Span(now.index("confocal"), now.index(" here")),)
    hear(
        chat(wire),
        Request(
            now, instruction="Keep my short sentences.", dialect="British", locked=locked, brief=brief, scope=scope
        ),
    )
    (ask,) = wire.asks
    system, asked = (message.text for message in ask.messages)
    assert "Keep my short sentences." in system
    assert "Write e-mail with a hyphen." in system
    assert "British English" in system
    assert "Propose only edits for: clarity, style." in system
    assert "Edits for clarity: 0 of 1 accepted so far." in system
    assert "Edits for style: 1 of 1 accepted so far." in system
    assert "- Accepted: “teh” -> “the” (fluency)" in asked
    assert "- Rejected: “utilise” -> “use” (clarity)" in asked
    assert "the writer's reason: it is my term" in asked
    assert "- Rewritten: “However we” -> “But we” (style); the writer wrote “Yet we” instead" in asked
    assert "Conics share two foci." in asked
    # What was accepted and rewritten is open again, with the heading and its neighbours; the rest is not sent.
    assert "[S3] The foci of the conics are shared." in asked
    assert "[S4] Yet we saw it." in asked
    assert "[..] # Conics" in asked
    assert "[..] We utilise confocal conics here." in asked
    assert "[..] Nothing else was found." in asked
    assert "the last one" not in asked


def test_a_reason_given_by_one_key_is_told_in_words() -> None:
    shown = (Example(Verdict.REJECT, "utilise", "use", "utilise", Intent.STYLE, "voice"),)
    wire = QueuedWire()
    hear(chat(wire), Request(TEXT, brief=Brief(examples=shown)))
    assert "(style); the writer's reason: it is not how I write" in wire.asks[0].messages[-1].text


def test_the_persons_own_wording_comes_in_the_place_of_what_they_rewrote() -> None:
    memory = Memory(words=frozenset({"teh"}), rewrites=(Rewritten("utilise", "use", "apply"),))
    wire = QueuedWire(listed(edit(2, "utilise", "use"), edit(3, "teh", "the")))
    heard = hear(chat(wire), Request(TEXT, memory=memory))
    assert heard.pairs == [("utilise", "apply")]
    assert heard.unusable == {"one of your own words": 1}
    assert "Words that are right as they are: teh" in wire.asks[0].messages[0].text


def test_a_change_that_was_silenced_is_held_back() -> None:
    wire = QueuedWire(listed(edit(2, "utilise", "use")))
    rule = hear(chat(wire), Request(TEXT)).proposals[0].rule
    assert rule == "chat/fluency/utilise→use"
    wire = QueuedWire(listed(edit(2, "We utilise", "We use")))
    heard = hear(chat(wire), Request(TEXT, memory=Memory(silenced=frozenset({rule}))))
    assert heard.unusable == {"a change that you have often rejected": 1}


def test_only_wanted_intents_pass() -> None:
    wire = QueuedWire(listed(edit(2, "utilise", "use", "style"), edit(3, "teh", "the", "fluency")))
    heard = hear(chat(wire), Request(TEXT, brief=Brief(wanted=(Intent.FLUENCY,))))
    assert heard.pairs == [("teh", "the")]
    assert heard.unusable == {"an intent that was not asked for": 1}


def test_a_fence_occurs_in_nothing_it_fences() -> None:
    assert fence("a text") == fence("another")
    first = fence("text-7b1e")
    assert first != "text-7b1e"
    assert fence("text-7b1e", first) not in {"text-7b1e", first}


def test_comments_are_told_with_the_sentences_that_they_are_about() -> None:
    text = "The cat sat.\n\nThe dog ran.\n"
    wire = QueuedWire()
    asked = (Asked(Span(4, 7), "Ann: which cat?"), Asked(Span(18, 21), "Bo: say\nits name"))
    hear(chat(wire), Request(text, brief=Brief(asked=asked)))
    told = wire.asks[0].messages[1].text
    assert "- “cat”: Ann: which cat?\n- “dog”: Bo: say its name\n" in told
    wire = QueuedWire()
    hear(chat(wire), Request(text, brief=Brief(asked=asked), scope=(Span(14, 26),)))
    told = wire.asks[0].messages[1].text
    assert "its name" in told
    wire = QueuedWire()
    hear(chat(wire), Request(text))
    assert "Comments of co-authors" not in wire.asks[0].messages[1].text
