"""Harper as a layer, with the real Harper: what becomes a proposal, what a remark, and what is left alone."""

import pytest
from harper import get_default_lint_config

from reviser.core.edit import Edit, EditType, Intent, Proposal, Remark, apply
from reviser.core.memory import Memory
from reviser.core.text import Span
from reviser.revisers.base import ReadProgress, Request
from reviser.revisers.rules.harper import WHITE_SPACE_GROUP, Harper
from reviser.revisers.rules.intents import KINDS, RULES, intent_of
from reviser.revisers.rules.layout import pieces

LONG = "The man who " + "walked past the house that " * 9 + "they built went away."


@pytest.fixture(scope="module")
def harper() -> Harper:
    return Harper()


def proposals(harper: Harper, request: Request) -> list[Proposal]:
    found = [output for output in harper.find(request) if isinstance(output, Proposal)]
    assert all(request.text.startswith(proposal.edit.before, proposal.edit.start) for proposal in found)
    return found


def changes(harper: Harper, text: str, dialect: str = "American") -> list[tuple[str, str]]:
    found = proposals(harper, Request(text, dialect=dialect))
    return [(proposal.edit.before, proposal.edit.after) for proposal in found]


def test_a_lint_becomes_a_proposal_with_all_that_the_person_needs(harper: Harper) -> None:
    (proposal,) = proposals(harper, Request("We recieve letters every day."))
    assert proposal.edit == Edit(3, "recieve", "receive")
    assert (proposal.rule, proposal.word, proposal.intent) == ("harper/SpellCheck", "recieve", Intent.FLUENCY)
    assert "recieve" in proposal.explanation
    assert "`" not in proposal.explanation
    assert proposal.alternatives
    assert "receive" not in proposal.alternatives
    assert 0 < proposal.confidence <= 1


def test_offsets_are_code_points_beyond_emoji_and_windows_line_ends(harper: Harper) -> None:
    text = "Fine 😀👩‍👩‍👧 today.\r\nShe is an good friend.\r\n\r\nWe recieve 🎉 letters."
    found = {proposal.edit for proposal in proposals(harper, Request(text))}
    assert Edit(text.index("an good"), "an", "a") in found
    assert Edit(text.index("recieve"), "recieve", "receive") in found


def test_a_line_break_inside_a_paragraph_is_white_space_to_grammar(harper: Harper) -> None:
    assert ("an", "a") in changes(harper, "She is an\ngood friend of mine.")


def test_runs_of_white_space_take_one_decision(harper: Harper) -> None:
    found = proposals(harper, Request("Two  spaces here.   Three there.\n\nAnd  again."))
    assert [proposal.edit.before for proposal in found] == ["  ", "   ", "  "]
    assert {proposal.group for proposal in found} == {WHITE_SPACE_GROUP}
    assert {proposal.intent for proposal in found} == {Intent.OTHER}


def test_a_long_sentence_is_a_remark(harper: Harper) -> None:
    outputs = list(harper.find(Request(f"Short one. {LONG}")))
    (remark,) = (output for output in outputs if isinstance(output, Remark))
    assert remark.span == Span(11, 11 + len(LONG))
    assert remark.rule == "harper/LongSentences"
    assert "words" in remark.message


def test_the_dialect_decides_which_spelling_is_a_slip(harper: Harper) -> None:
    text = "We like the color of the house."
    assert changes(harper, text) == []
    assert changes(harper, text, "British") == [("color", "colour")]
    assert changes(harper, "We like the colour of the house.") == [("colour", "color")]
    assert changes(harper, "The colour of the theatre was honoured.") == []  # a document written so throughout


@pytest.mark.parametrize(
    "text",
    [
        "An idea of Vazirani and of Jain.",
        "The Khoi Khoi tribesmen came.",
        "General Eduard von Liebert spoke.",
        "A hyperplan is flat, and each hyperplan has a normal.",
        "The parameter \\varepsilon is small, as is $x  y$ in \\mathcal{O}(n).",
        "A univariate model of optimality with an incircle.",
        "Use the h264 codec and libFoo with non-linear filters.",
        "It was built by Mussati Jr. and another.",
        "Bound for Bombay in September 1914.",
        "She owes etc. and so on.",
    ],
)
def test_names_terms_symbols_and_latex_are_left_alone(harper: Harper, text: str) -> None:
    assert changes(harper, text) == []


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("They did it becouse they wanted to, and becouse they could.", ("becouse", "because")),
        ("There are alot of people.", ("alot", "a lot")),
        ("We found an algorithmfor finding it.", ("algorithmfor", "algorithm for")),
        ("It is a posible answer.", ("posible", "possible")),
        ("He dont know.", ("dont", "don't")),
        ("We saw teh house.", ("teh", "the")),
    ],
)
def test_what_learners_write_is_corrected(harper: Harper, text: str, change: tuple[str, str]) -> None:
    assert change in changes(harper, text)


def test_protected_spans_are_not_read(harper: Harper) -> None:
    text = "We call `recieve an apple` twice and *unbeliev*able things, [teh link](teh) an [apple](x)."
    code, stars = text.index("`"), text.index("*")
    protected = (
        Span(code, text.index("` twice") + 1),
        Span(stars, stars + 1),
        Span(text.index("*able"), text.index("*able") + 1),
        Span(text.index("[teh"), text.index("[teh") + 1),
        Span(text.index("](teh"), text.index(") an") + 1),
        Span(text.index("[apple"), text.index("[apple") + 1),
        Span(text.index("](x"), len(text) - 1),
    )
    found = proposals(harper, Request(text, protected))
    assert not any(span.overlaps(proposal.edit.span) for span in protected for proposal in found)
    assert not any("unbeliev" in proposal.edit.before for proposal in found)


def test_the_persons_words_and_forms_are_words(harper: Harper) -> None:
    assert set(changes(harper, "We recieve teh letters.")) == {("recieve", "receive"), ("teh", "the")}
    memory = Memory(words=frozenset({"recieve", "teh"}))
    assert proposals(harper, Request("We recieve teh letters.", memory=memory)) == []
    memory = Memory(forms=(("colour|color", "colour"),))
    assert proposals(harper, Request("We like the colour of it.", memory=memory)) == []


def test_there_is_progress_for_every_paragraph(harper: Harper) -> None:
    text = "One here.\n\nTwo there.\n\nThree."
    done = [output.done for output in harper.find(Request(text)) if isinstance(output, ReadProgress)]
    assert done == [0, 11, 23, len(text)]


def test_an_empty_document_is_no_error(harper: Harper) -> None:
    assert proposals(harper, Request("")) == []
    assert proposals(harper, Request("\n\n  \n")) == []


def test_white_space_that_means_something_stays(harper: Harper) -> None:
    assert proposals(harper, Request("    An indent.\nA hard break in Markdown.  \nAnother line.  ")) == []


def test_types_follow_iterater(harper: Harper) -> None:
    (proposal,) = (p for p in proposals(harper, Request("However they went home.")) if "," in p.edit.after)
    assert proposal.edit.after.startswith(proposal.edit.before)
    assert proposal.edit.type in (EditType.REPLACE, EditType.ADD)


@pytest.mark.parametrize(
    "text", ["", "a", "a\n\nb", "\n\n\n", "a\r\n\r\nb\r\n", "word " * 3000, "x" * 9000, "A b. " * 2000]
)
def test_pieces_give_the_text_back_and_are_short(text: str) -> None:
    cut = list(pieces(text))
    assert "".join(span.of(text) for span in cut) == text
    assert all(len(span) <= 4000 for span in cut)


def test_the_table_names_rules_and_kinds_that_harper_has() -> None:
    rules = set(get_default_lint_config())
    assert set(RULES) - rules == set()
    assert intent_of("Spelling", "SpellCheck") is Intent.FLUENCY
    assert intent_of("Formatting", "NumericRangeEnDash") is None
    assert intent_of("Unheard", "Of") is Intent.OTHER
    assert set(Intent) - set(KINDS.values()) - set(RULES.values()) == {Intent.COHERENCE}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We dont know where they are.", "We don't know where they are."),
        ("Im here and ive seen that she isnt.", "I'm here and I've seen that she isn't."),
        ("Theyre late, so we wont go, and youve left.", "They're late, so we won't go, and you've left."),
        ("It’s late and we dont know.", "It’s late and we don’t know."),
    ],
)
def test_a_contraction_without_its_apostrophe_gets_it_as_the_writer_writes_it(
    harper: Harper, text: str, wanted: str
) -> None:
    found = proposals(harper, Request(text))
    assert apply(text, [one.edit for one in found if one.rule.endswith(("SpellCheck", "NominalWants"))]) == wanted


def test_your_before_a_noun_stays(harper: Harper) -> None:
    assert changes(harper, "Self-driving cars can be your loyal friends.") == []


TECHNICAL = (
    "The Poincaré half-plane and the GNU-Linux stack of Vazirani 2019 meet in our LSTM-based work with BERT and"
    " Word2Vec. The {word} of Kubernetes is the {word} that Knuth, Dijkstra and Hoare knew in ALGOL-60."
)
PLAIN = "We walked along the river for an hour, and the {word} that we saw was the {word} which we knew from home."


@pytest.mark.parametrize("text", [TECHNICAL, PLAIN])
@pytest.mark.parametrize(
    ("word", "wanted"),
    [("enviroment", "environment"), ("goverment", "government"), ("arguement", "argument"), ("existance", "existence")],
)
def test_a_misspelling_that_is_repeated_is_proposed_wherever_it_stands(
    harper: Harper, text: str, word: str, wanted: str
) -> None:
    assert changes(harper, text.format(word=word)) == [(word, wanted)] * 2


def test_a_short_slip_that_is_repeated_is_proposed_too(harper: Harper) -> None:
    text = TECHNICAL.format(word="tool") + " In teh city adn in teh country, adn at home."
    found = [each for each in proposals(harper, Request(text)) if each.rule == "harper/SpellCheck"]
    assert [(each.edit.before, each.edit.after) for each in found] == [("teh", "the"), ("adn", "and")] * 2


@pytest.mark.parametrize(
    "term",
    (
        "cocycle univariate confocal hyperparameter refspec isogeny lemmatizer polytope foliation mixin backend"
        " kubo tanh cpu gpu iff"
    ).split(),
)
def test_a_term_that_is_repeated_stays(harper: Harper, term: str) -> None:
    assert changes(harper, TECHNICAL.format(word=term)) == []
