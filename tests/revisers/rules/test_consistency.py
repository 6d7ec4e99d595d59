"""What a document disagrees with itself about: each kind on its own, and what always holds of all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Intent, Proposal, Remark, apply, check
from reviser.core.memory import Memory
from reviser.core.text import Span
from reviser.revisers.base import ReadProgress, Request
from reviser.revisers.rules.consistency import Consistency
from reviser.revisers.rules.layer import Layer


def proposals(text: str, memory: Memory | None = None, dialect: str = "American", *protected: Span) -> list[Proposal]:
    request = Request(text, protected, memory or Memory(), dialect)
    return [found for found in Consistency().find(request) if isinstance(found, Proposal)]


def settled(text: str, memory: Memory | None = None, dialect: str = "American") -> str:
    """The text with everything accepted."""
    return apply(text, [found.edit for found in proposals(text, memory, dialect)])


def remarks(text: str) -> list[Remark]:
    return [found for found in Consistency().find(Request(text)) if isinstance(found, Remark)]


def test_it_is_a_layer() -> None:
    layer: Layer = Consistency()
    assert layer.name == "consistency"
    assert list(layer.find(Request("")))[-1] == ReadProgress(0, 0)


KINDS = {
    "the majority of one word": (
        "The colour is red. Another colour is blue. This color is green.",
        "The colour is red. Another colour is blue. This colour is green.",
    ),
    "every inflection and a capital": (
        "Colors fade. The colour fades, coloured or not, in colour.",
        "Colours fade. The colour fades, coloured or not, in colour.",
    ),
    "one side for the whole document": (
        "Its flavor and its color are of no honor, he said, but we analyse it.",
        "Its flavor and its color are of no honor, he said, but we analyze it.",
    ),
    "level: the setting": ("They organise it and we organize it.", "They organize it and we organize it."),
    "-ise has no place in American spelling": (
        "Their behavior is to organise; our neighbors have no labor.",
        "Their behavior is to organize; our neighbors have no labor.",
    ),
    "a form that both sides have, only against itself": (
        "My judgement was his judgement. Her judgment differed.",
        "My judgement was his judgement. Her judgement differed.",
    ),
    "e-mail": (
        "Send an email. The email was long. An e-mail is short. E-mail me.",
        "Send an email. The email was long. An email is short. Email me.",
    ),
    "a noun of the table, open": ("The website is up. Our website is new. The web site is down.", None),
    "a hyphen before the same word": ("The human-driven cars. Some human driven cars.", None),
    "self- always has its hyphen": ("A self driving car. The self driving bus. The self-driving van.", None),
    "a term's capital": ("On the internet we met, and the internet grew. Then the Internet died.", None),
    "a term of two words": (
        "We use machine learning, and machine learning is slow, so Machine Learning it is not.",
        "We use machine learning, and machine learning is slow, so machine learning it is not.",
    ),
    "the serial comma": (
        "We saw cats, dogs, and birds. We ate bread, butter, and ham. We like red, green and blue.",
        "We saw cats, dogs, and birds. We ate bread, butter, and ham. We like red, green, and blue.",
    ),
    "no serial comma": (
        "We saw cats, dogs and birds. We ate bread, butter and ham. We like red, green, and blue.",
        "We saw cats, dogs and birds. We ate bread, butter and ham. We like red, green and blue.",
    ),
    "thousands": ("It has 12,000, 15,000 more, and 20000 less.", "It has 12,000, 15,000 more, and 20,000 less."),
    "per cent": ("About 10% or 20%, then 30 percent fell.", "About 10% or 20%, then 30% fell."),
    "digits before the same noun": ("We saw three cars and four cars, then 5 cars.", None),
    "a dash": ("One — two, three — four, five - six.", "One — two, three — four, five — six."),
    "curly marks": ("“One” and ‘two’ aren't “three”.", "“One” and ‘two’ aren’t “three”."),
    "straight marks": ("\"One\" isn't \"two\" but “three”.", "\"One\" isn't \"two\" but \"three\"."),
    "a name": (
        "We met Johansen there. So did Johansen, and Johansen again; but then Johanson left.",
        "We met Johansen there. So did Johansen, and Johansen again; but then Johansen left.",
    ),
    "an abbreviation before it is introduced": (
        "We asked the WHO first. Later the World Health Organization (WHO) answered, and the WHO left.",
        "We asked the World Health Organization (WHO) first. Later the WHO answered, and the WHO left.",
    ),
    "an abbreviation introduced twice": (
        "The World Health Organization (WHO) came. Then the World Health Organization (WHO) left.",
        "The World Health Organization (WHO) came. Then the WHO left.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind(kind: str) -> None:
    text, expected = KINDS[kind]
    result = settled(text)
    if expected is not None:
        assert result == expected
    assert result != text
    assert proposals(result) == []


UNTOUCHED = (
    'The word „Heimat“ means home. She said "I will come" and he said "no" to her.',
    'We read “a paper” and “a book”, „Zeit“ and „Heimat", and „Dom” in Polish.',
    'He wrote ‚Zeit‘ and "time" and "home" and "late".',
    "A document in British spelling alone: the colour of honour was grey, and we organised it.",
    "He said “the color of money” about a colour, a colour. The Department of Labor has honour.",
    "See https://example.com/color and $color^2$ in the colour, the colour.",
    "The U.S. Department of Transportation cares for transportation, transportation, transportation.",
    "In May we may go, and we may stay, if May is warm and they may.",
    "A long-term plan works in the long term. Every day is an everyday event, day-to-day.",
    "In Paris, cats and dogs. With few cars, trucks and bikes. However, cats, dogs, and birds.",
    "In 1999 there were 12,000 of them; in 2003 there were 15,000.",
    "A range of 3–5 pages, a well-known fact, 5 - 3 = 2.\n- one\n- two — three",
    "Austria is not Australia, and Australia, Australia, Australian. Marie is not Maria, Maria, Maria, Maria.",
    "Water (H2O) and a note (see NASA). The company (ABC) is not introduced.",
    "",
    "   \n\n\t",
)


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_consistent_or_not_the_writers_is_left(text: str) -> None:
    assert [found.edit for found in proposals(text)] == []


def test_a_form_accepted_once_overrules_the_majority() -> None:
    text = "The colour is red. Another colour is blue. This color is green."
    memory = Memory(forms=(("spelling/colour", "Colors"),))
    assert settled(text, memory) == text.replace("colour", "color")
    assert settled(settled(text, memory), memory) == settled(text, memory)


@pytest.mark.parametrize(
    ("form", "accepted", "text", "expected"),
    [
        ("compound/email", "e-mail", "Send email, email or an e-mail.", "Send e-mail, e-mail or an e-mail."),
        ("quotes", "'", "“One” isn't two.", '"One" isn\'t two.'),
        ("dash", " – ", "One — two, three — four – five.", "One – two, three – four – five."),
        ("number/percent", " percent", "It is 5% or 6% or 7 percent.", "It is 5 percent or 6 percent or 7 percent."),
        ("number/thousands-more", "10000", "10,000 and 20,000, then 30000.", "10000 and 20000, then 30000."),
        ("serial-comma", "", "We saw a cat, dog, and bird. Then a pig, hen and cow.",
         "We saw a cat, dog and bird. Then a pig, hen and cow."),
        ("capital/internet", "Internet", "The internet, the internet, the Internet.",
         "The Internet, the Internet, the Internet."),
    ],
)  # fmt: skip
def test_accepted_forms_of_every_kind(form: str, accepted: str, text: str, expected: str) -> None:
    memory = Memory(forms=((form, accepted),))
    assert settled(text, memory) == expected
    assert proposals(expected, memory) == []
    assert any(found.form == form for found in proposals(text, memory))


def test_a_level_count_takes_the_dialect() -> None:
    text = "They organise it and we organize it."
    assert settled(text, dialect="British") == "They organise it and we organise it."


def test_oxford_spelling_is_consistent() -> None:
    assert proposals("We organize the colours and realize the honour of it.", dialect="British") == []


def test_explanations_have_counts() -> None:
    (found,) = proposals("An email, an email, an email, and one e-mail.")
    assert found.explanation == "You write “email” 3 times and “e-mail” once."
    assert (found.rule, found.form) == ("consistency/compound/email", "compound/email")
    assert found.intent is Intent.STYLE


def test_marks_and_dashes_are_one_decision() -> None:
    found = proposals("“One” isn't “two”, it's “three” — four — five - six - seven — eight.")
    assert {(one.form, one.group) for one in found} == {("quotes", "consistency/quotes"), ("dash", "consistency/dash")}


def test_an_introduction_moves_as_one_decision() -> None:
    found = proposals("We asked the WHO. Later the World Health Organization (WHO) came.")
    assert len(found) == 2
    assert len({one.group for one in found}) == 1
    assert found[0].group


@pytest.mark.parametrize(
    "text",
    [
        "We use an SVM here. A support vector machine (SVM) is used.",
        "The AVs came. Then the autonomous vehicle (AV) left.",
        "Our WHO's answer. The World Health Organization (WHO) came.",
    ],
)
def test_where_grammar_is_in_the_way_it_is_a_remark(text: str) -> None:
    assert proposals(text) == []
    assert len(remarks(text)) == 1


def test_the_writers_words_stay() -> None:
    text = "The colour is red. Another colour is blue. This color is green."
    assert proposals(text, Memory(words=frozenset(["color"]))) == []


def test_silenced_rules_stay_silent() -> None:
    text = "The colour is red. Another colour is blue. This color is green."
    assert proposals(text, Memory(silenced=frozenset(["consistency/spelling/colour"]))) == []


def test_references_are_left() -> None:
    assert proposals("The colour, the colour.\n\nReferences\n\nSmith, J. A theory of color - a study.") == []


PIECES = (
    *("colour", "color", "Colors", "analyse", "organized", "organise", "e-mail", "email", "web site", "website"),
    *("self driving", "self-driving", "the Internet", "the internet", "cats, dogs, and birds.", "red, green or blue."),
    *(
        "12000",
        "12,000",
        "10%",
        "10 percent",
        "three cars",
        "3 cars",
        " – ",
        "—",
        " - ",
        "--",
        "“so”",
        '"so"',
        "'",
        '"',
    ),
    *("isn't", "isn’t", "met Johansen", "met Johanson", "the World Health Organization (WHO)", "the WHO", "$x - y$"),
    *("https://color.org", ".", ". The", "\n\n", "\n", "# A Colour", "`color`", "a", "(", ")", "naïve", "é̂", "👩‍👩‍👧"),
    "References\n",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)


@given(TEXTS, st.data())
def test_proposals_fit_and_keep_off_protected_text(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    protected = tuple(Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False))
    found = proposals(text, None, "American", *protected)
    check(text, [one.edit for one in found])
    assert all(one.edit.before != one.edit.after for one in found)
    assert not [one for one in found for span in protected if one.edit.span.overlaps(span)]


@given(TEXTS, st.sampled_from(("American", "British")))
def test_accepting_everything_ends_in_agreement(text: str, dialect: str) -> None:
    """Rounds end: no text comes back to what it was, and soon nothing is proposed."""
    seen = [text]
    while (following := settled(seen[-1], dialect=dialect)) != seen[-1]:
        assert following not in seen
        seen.append(following)
        assert len(seen) < 6
    assert proposals(seen[-1], dialect=dialect) == []


WORDS = (
    "colour",
    "color",
    "colours",
    "colors",
    "analyse",
    "analyze",
    "organise",
    "organize",
    "e-mail",
    "email",
    "grey",
    "gray",
)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30))
def test_one_round_makes_words_agree_and_never_the_reverse(words: list[str]) -> None:
    text = "we saw " + " and then ".join(words) + "."
    result = settled(text)
    assert proposals(result) == []
    assert not ({"colour", "colours"} & set(result[:-1].split()) and {"color", "colors"} & set(result[:-1].split()))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30))
def test_an_accepted_form_is_everywhere(words: list[str]) -> None:
    text = "we saw " + " and then ".join(words) + "."
    for found in proposals(text):
        memory = Memory(forms=((found.form, found.edit.before),))
        assert found.edit.after not in settled(text, memory).rstrip(".").split()


def test_progress_comes_often_and_the_work_is_linear() -> None:
    """No more than 5,000 code points pass between two chances to stop, by count: a test of time would be noise."""
    text = (
        "The colour of the web site isn’t the color of a website - 3 cars, 12,000 cats — or “three cars” isn't it. "
        * 400
    )
    steps = sum(1 for _ in Consistency().find(Request(text)))
    assert steps > len(text) / 5000
