"""What is not in English is noticed by paragraph, left alone by the embedded layers, and said once."""

import asyncio
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator, Sequence

import pytest

from reviser.core.edit import Proposal, Remark, apply
from reviser.core.memory import Memory
from reviser.core.text import Span
from reviser.revisers.base import LANGUAGE_RULE, Found, Request
from reviser.revisers.embedded import Embedded, build
from reviser.revisers.rules.languages import Foreign, Languages
from tests.data import shared

GERMAN = (
    "Die Preise steigen seit Jahren, und viele Leute gehen nicht mehr ins Kino. Das ist schade, denn ein Film wirkt auf"
    " der großen Leinwand anders als auf dem Sofa.\n\n"
    "Wir haben deshalb drei Häuser in der Stadt besucht und gefragt, was sich ändern muß. Die Antworten waren recht"
    " verschieden; einig waren sich alle, daß die Mieten zu hoch sind.\n"
)
FRENCH = "Les prix montent depuis des années, et beaucoup de gens ne vont plus au cinéma. C'est dommage pour la ville."
SPANISH = "Los precios suben desde hace años y mucha gente ya no va al cine. Es una lástima para la ciudad entera."
ENGLISH = (
    "Prices have risen for years, and many people no longer go to the cinema. We recieve fewer visitors each month."
)


@pytest.fixture(scope="module")
def embedded() -> Iterator[Embedded]:
    reviser = build()
    yield reviser
    reviser.close()


@pytest.fixture(scope="module")
def languages() -> Languages:
    return Languages()


def run(embedded: Embedded, request: Request) -> tuple[list[Proposal], list[Remark]]:
    async def collect() -> list[Found]:
        return [output async for output in embedded.revise(request)]

    found = asyncio.run(collect())
    told = [output for output in found if isinstance(output, Remark) and output.rule == LANGUAGE_RULE]
    return [output for output in found if isinstance(output, Proposal)], told


def foreign(languages: Languages, text: str, hidden: Sequence[Span] = ()) -> list[tuple[str, str]]:
    found = languages.foreign(text, hidden)
    return [(each.span.of(text), each.language) for each in found if isinstance(each, Foreign)]


@pytest.mark.parametrize("text", [GERMAN, FRENCH, SPANISH, f"# Überblick\n\n{GERMAN}\n- Brot\n- Butter und Milch\n"])
def test_nothing_is_proposed_on_a_page_in_another_language_and_it_is_said_once(embedded: Embedded, text: str) -> None:
    proposals, told = run(embedded, Request(text))
    assert proposals == []
    assert len(told) == 1
    assert told[0].message.startswith("The embedded reviser knows English only")


def test_of_a_mixed_document_the_english_paragraphs_are_revised(embedded: Embedded) -> None:
    text = f"{ENGLISH}\n\n{GERMAN}\n{FRENCH}\n\n{ENGLISH.replace('recieve', 'beleive')}\n"
    proposals, told = run(embedded, Request(text))
    assert [proposal.edit.before for proposal in proposals] == ["recieve", "beleive"]
    assert [remark.message for remark in told] == [
        "The embedded reviser knows English only and leaves the rest alone: 2 passages in German, 1 in French."
    ]


def test_nothing_is_said_of_an_english_text_or_where_the_person_silenced_it(embedded: Embedded) -> None:
    assert run(embedded, Request(ENGLISH))[1] == []
    assert run(embedded, Request(GERMAN, memory=Memory(silenced=frozenset({LANGUAGE_RULE}))))[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "In 1774 Goethe wrote Die Leiden des jungen Werthers, and Johann Wolfgang became a name that Europe knew.",
        "On the way to Saint-Germain-des-Prés we passed the Musée d'Orsay, the Sacré-Cœur and the Champs-Élysées.",
        "The word “Weltanschauung” means a view of the world, and “Schadenfreude” a joy at the harm of others.",
        "Oksana Kovalenko and Nguyen Thi Minh met Wojciech Brzezicki in Szczecin, where Siobhan Ni Bhriain read.",
        "I sad yes .",
        "Yes.",
        "Chapter 1",
        "Yestreday I whent too the scool wiht my freinds adn we plaied footbal untill it becam dark.",
        "x = 3\n\nnpm install\n\n- foo\n- bar baz\n",
        "12.5\n\n---\n\n…",
        "",
    ],
)
def test_english_with_names_slips_or_hardly_a_word_stays_english(languages: Languages, text: str) -> None:
    assert foreign(languages, text) == []


def test_a_quotation_and_a_sentence_in_another_language_are_left_alone_inside_an_english_paragraph(
    languages: Languages,
) -> None:
    quoted = "He looked at the crowd and said: “Ich bin ein Berliner, und ich bin stolz darauf.” They cheered for long."
    assert foreign(languages, quoted) == [("“Ich bin ein Berliner, und ich bin stolz darauf.”", "de")]
    between = f"{ENGLISH} Das haben wir in diesem Jahr oft genug gesehen. Nobody was surprised by the figures."
    assert foreign(languages, between) == [("Das haben wir in diesem Jahr oft genug gesehen.", "de")]


def test_what_is_too_short_to_be_sure_takes_the_language_around_it(languages: Languages) -> None:
    heading = "Motivation\n\n"
    assert foreign(languages, heading + ENGLISH) == []
    assert ("Motivation", "de") in foreign(languages, heading + GERMAN)
    # Between two languages, the likelier one.
    assert ("Kino heute", "de") in foreign(languages, f"{ENGLISH}\n\nKino heute\n\n{GERMAN}")
    assert "Cinema now" not in dict(foreign(languages, f"{GERMAN}\nCinema now\n\n{ENGLISH}"))


def test_code_and_other_syntax_say_nothing_of_the_language(languages: Languages) -> None:
    text = "Die `the function that returns all of the values` ist neu und wird von allen Teilen benutzt."
    start = text.index("`")
    assert foreign(languages, text, [Span(start, text.rindex("`") + 1)]) == [(text, "de")]


def test_a_german_paragraph_does_not_make_an_english_text_technical(embedded: Embedded) -> None:
    """A text with many protected places counts as one about programs, in which less is proposed."""
    text = "\n\n".join(part for count in range(4) for part in (ENGLISH.replace("recieve", "mesure"), FRENCH))
    alone = "\n\n".join([ENGLISH.replace("recieve", "mesure")] * 4)
    assert [one.edit.before for one in run(embedded, Request(text))[0]] == [
        one.edit.before for one in run(embedded, Request(alone))[0]
    ]


def test_no_sentence_of_a_learner_is_taken_for_another_language(languages: Languages) -> None:
    for line in shared("jfleg", "dev.src").read_text(encoding="utf-8").splitlines():
        assert foreign(languages, line) == []


@pytest.mark.parametrize(
    "text",
    [
        "My friend said that he would come. Das ist nicht wahr. I did not believe him.",
        "The proverb “Wer zuletzt lacht, lacht am besten” means that the last one laughs best.",
        "The dish is called coq au vin and is served with bread.",
        "She left with a certain je ne sais quoi and a smile.",
        "He said muchas gracias for the letter that we sent.",
    ],
)
def test_a_foreign_phrase_inside_an_english_paragraph_is_left_alone(embedded: Embedded, text: str) -> None:
    assert run(embedded, Request(text))[0] == []


@pytest.mark.parametrize("slips", ["recieve definately", "alot tommorow", "goverment enviroment", "beleive becuase"])
def test_two_misspelled_words_side_by_side_are_no_foreign_phrase(languages: Languages, slips: str) -> None:
    assert not languages.is_foreign(slips)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We utilise teh results. All is well.", "We use the results. All is well."),
        ("I know taht tahy are good, and I like it.", "I know that "),
    ],
)
def test_a_word_with_two_letters_exchanged_is_a_slip_beside_another_too(
    embedded: Embedded, text: str, wanted: str
) -> None:
    found = run(embedded, Request(text))[0]
    assert apply(text, [proposal.edit for proposal in found]).startswith(wanted)
    assert all(" " not in proposal.edit.before for proposal in found)


FULL_DISK = """
import resource
from reviser.errors import UserError
from reviser.revisers.rules.languages import Foreign, Languages

languages = Languages()
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
try:
    languages.load()
except UserError as error:
    said = str(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
print(said)
found = languages.foreign("Das ist ein Satz, der nicht auf Englisch ist.", ())
print([each.language for each in found if isinstance(each, Foreign)])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit can be set on what a process writes")
def test_a_disk_without_room_for_a_temporary_file_is_said_and_tried_again() -> None:
    done = subprocess.run([sys.executable, "-c", FULL_DISK], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said, again = done.stdout.splitlines()
    assert said.startswith("The language of the text cannot be detected")
    assert "TMPDIR" in said
    assert again == "['de']"


def test_what_is_kept_of_many_passages_is_small() -> None:
    languages = Languages()
    languages.load()
    tracemalloc.start()
    try:
        for number in range(200):
            list(languages.foreign(f"The cat sat on the mat, and this is what it said on day {number} there.", []))
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held / 200 < 2_000, "bytes for a passage"
