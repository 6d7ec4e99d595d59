import json

import pytest
from hypothesis import given

from reviser.revisers.chat.sentence_answer import corrected
from tests.core.strategies import plain_texts

SENTENCE = "The cat sat on teh mat."
BETTER = "The cat sat on the mat."


@pytest.mark.parametrize(
    "answer",
    [
        BETTER,
        f"  {BETTER}\n",
        f'"{BETTER}"',
        f"“{BETTER}”",
        f"Sure! Here is the corrected sentence: {BETTER}",
        f"Sure! Here is the corrected sentence:\n\n{BETTER}",
        f"Here's the corrected sentence:\n\n“{BETTER}”",
        f"Certainly! {BETTER}",
        f"```\n{BETTER}\n```",
        f"```text\n{BETTER}\n```",
        f"Corrected: {BETTER}",
        f"[S12] {BETTER}",
        f"<text-7b1e>\n{BETTER}\n</text-7b1e>",
        f"<think>Let me see: teh is wrong.</think>\n{BETTER}",
        f"{BETTER}\n\nI corrected “teh”.",
        f"**{BETTER}**",
        f"The corrected sentence should read: {BETTER}",
        f"{BETTER} (I changed “teh” to “the”.)",
        f"◁think▷teh is wrong◁/think▷{BETTER}",
        f"Voici la phrase : {BETTER}",
        f"Hier ist der Satz: “{BETTER}”",
        f"修正：{BETTER}",
        f"1. {BETTER}\n2. {BETTER}",
        f"- {BETTER}",
        f"<text>{BETTER}",
        f"**{BETTER}",
        f"“{BETTER}",
        f"```text\n{BETTER}",
        f"{BETTER} {BETTER}",
        f"{BETTER}\n\n{BETTER}",
        json.dumps({"sentence": BETTER}),
        f"```json\n{json.dumps({'corrected': BETTER}, indent=1)}\n```",
    ],
)
def test_the_sentence_is_found_in_what_models_say_around_it(answer: str) -> None:
    assert corrected(SENTENCE, answer) == BETTER


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "I'm sorry, but I can't help with that.",
        "I cannot edit this text.",
        "As an AI language model, I sat on the mat.",
        "No changes needed.",
        "The sentence is already correct.",
        "The sentence is “The cat sat on the mat.”",
        "I have corrected the cat on the mat.",
        "There is no error: the cat sat on the mat.",
        "This sentence sat on the mat.",
        "You should write that the cat sat on the mat.",
        "It is correct: the cat sat on the mat.",
        "The weather is fine in the south of France today.",
        "The cat sat on the mat, and then it got up and walked about in the garden for some time before it came back.",
        "The",
        "Sure! Here is the corrected sentence:",
        "The cat sat on\n\nthe mat, I think.",
        '{"sentence": "The cat sat on',
        json.dumps({"before": SENTENCE, "after": BETTER}),
        json.dumps({"sentence": [BETTER]}),
    ],
)
def test_what_is_not_the_sentence_is_refused(answer: str) -> None:
    assert corrected(SENTENCE, answer) is None


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_what_nobody_sees_cuts_no_sentence(sign: str) -> None:
    """Where it goes on with the sign in it, the sign is refused later."""
    found = corrected(SENTENCE, BETTER.replace("on ", f"on{sign} "))
    assert found is None or sign in found


def test_what_belongs_to_the_sentence_stays() -> None:
    assert corrected('"Sure, here it is: go," she said.', '"Sure, here it is: go," she said.') is not None
    assert corrected("“I cannot go.”", "“I cannot go.”") == "“I cannot go.”"
    assert corrected("I'm sorry that he go.", "I'm sorry that he goes.") == "I'm sorry that he goes."
    assert corrected("Answer: teh cat.", "Answer: the cat.") == "Answer: the cat."
    for wrong, right in (
        ("Teh sentence are long.", "The sentence is long."),
        ("I has corrected teh text.", "I have corrected the text."),
        ("You shuold write it down.", "You should write it down."),
        ("Their is no mistake in it.", "There is no mistake in it."),
        ("He left (the first) early.", "He left (the first) early."),
    ):
        assert corrected(wrong, right) == right
    assert corrected("Okay, teh cat sat.", "Okay, the cat sat.") == "Okay, the cat sat."
    assert corrected("1. Teh cat: it sat.", "1. The cat: it sat.") == "1. The cat: it sat."
    assert corrected("Twas night.", "'Twas night.") == "'Twas night."
    assert corrected("“Go, he said.", "“Go, he says.") == "“Go, he says."
    assert corrected("Bye bye", "Bye bye") == "Bye bye"
    assert corrected("He went to town: Paris.", "He went to the town: Paris.") == "He went to the town: Paris."


@given(plain_texts(30))
def test_a_sentence_given_back_is_the_sentence(text: str) -> None:
    sentence = " ".join(text.split())
    if any(map(str.isalnum, sentence)):
        assert corrected(sentence, sentence) == sentence
