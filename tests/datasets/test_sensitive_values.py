"""A value is found however it is spelled."""

import re
import unicodedata

import pytest

from reviser.datasets.sensitive_values import EMAILS, LINKS, NAMES, NUMBERS, Value, ValueFinder


def found(kind: str, text: str, *names: str) -> list[str]:
    values = ValueFinder([kind], names).values(text)
    assert {value.kind for value in values} <= {kind}
    return [text[value.start : value.end] for value in values]


def letters(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub(r"</?[a-z]+>", " ", text))


@pytest.mark.parametrize(
    "spelled",
    [
        "Bob Stone",
        "Bob\nStone",
        "Bob\r\n  Stone",
        "Bob  Stone",
        "Bob\u00a0Stone",
        "Bob\u202fStone",
        "BOB STONE",
        "bob stone",
        "Bob-Stone",
        "Bob\u2011Stone",
        "Bob–Stone",
        "Bob_Stone",
        "BobStone",
        "Bob, Stone",
        "Bo\u00adb Sto\u00adne",
        "B\u200bob Stone",
        "Bob Sto-\nne",
        "Bob Sto\u00ad\n  ne",
        "Bob Sto-ne",
        "**Bob** Stone",
        "*Bob* _Stone_",
        "B**o**b St`on`e",
        "Bob \\Stone",
        "[Bob](https://a.org/x) Stone",
        "Bob <b>Stone</b>",
        "B<i>o</i>b Stone",
        "Bob[^1] Stone",
        "Bob&nbsp;Stone",
        "Bob&shy; St&#111;ne",
        "Ｂｏｂ Ｓｔｏｎｅ",
        "𝐁𝐨𝐛 𝑆𝑡𝑜𝑛𝑒",
        "Bo\u0301b Sto\u0308ne",
    ],
)
def test_a_name_is_found_however_it_is_spelled(spelled: str) -> None:
    for around in ("{}", "So {}'s book, ", "“{}”.", "**{}**", "Über {} hinaus", "see_{}_3.txt"):
        text = around.format(spelled)
        (value,) = found(NAMES, text, "Bob Stone")
        assert text.count(value) == 1
        assert letters(text.replace(value, " ")) == letters(around.format(" "))


@pytest.mark.parametrize(
    "other",
    ["Bobby Stone", "Bob Stoned", "Jim-Bob 3 Stone", "Bob", "Stone", "a b o b stone", "Bob" + " " * 300 + "Stone"],
)
def test_what_is_another_word_is_no_name(other: str) -> None:
    assert found(NAMES, other, "Bob Stone") == []


def test_names_of_other_scripts_and_with_marks_are_found() -> None:
    for name in ("Zoë Åström", "王伟", "Владимир Ильин", "मोहन दास", "สมชาย", "O'Brien", "Anne-Marie"):
        for form in ("NFC", "NFD"):
            spelled = unicodedata.normalize(form, name)
            assert found(NAMES, f"by {spelled}.", name) == [spelled]
    assert found(NAMES, "我叫王伟。", "王伟") == ["王伟"]
    assert found(NAMES, "Annemarie, ANNE MARIE, OBrien", "Anne-Marie", "O'Brien") == [
        "Annemarie",
        "ANNE MARIE",
        "OBrien",
    ]
    assert found(NAMES, "the ina, in a", "Ina") == ["ina"]


def test_the_longest_name_is_found_and_one_that_has_no_letters_is_none() -> None:
    assert found(NAMES, "Ann Lee, Ann and Bo Jr. met Anna.", "Ann", "Ann Lee", "Bo Jr.") == ["Ann Lee", "Ann", "Bo Jr"]
    assert found(NAMES, "- . -", "-", ".") == []


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/a",
        "HTTPS://Example.ORG",
        "http://example.org/a_(b)c",
        "ftp://host/file",
        "ssh://git@host:22/x",
        "www.example.is",
        "example.org",
        "bob-stone.de",
        "docs.example.is",
        "example.is/people?id=3",
        "example.it:8080/x",
        "localhost:8080/x",
        "mailto:bob",
        "exam\u00adple.org",
        "exam**ple**.org",
        "exam<wbr>ple.org",
        "ｅｘａｍｐｌｅ.org",
        "münchen.de",
        "http://[::1]/x",
    ],
)
def test_links_are_found(link: str) -> None:
    for around in ("{}", "See {}.", "([it]({}))", "<{}>", "“{}”, so"):
        (value,) = found(LINKS, around.format(link))
        assert value == link


@pytest.mark.parametrize("text", ["Stop.It was", "e.g. this", "main.py", "a.b", "1.5", "and/or", "10:30", "Ph.D.", "…"])
def test_what_only_looks_like_a_link_is_none(text: str) -> None:
    assert found(LINKS, text) == []


@pytest.mark.parametrize(
    "address",
    [
        "bob@example.org",
        "BOB@EXAMPLE.ORG",
        "bob@localhost",
        "bob.stone+x@a-b.co.uk",
        "b\u00adob@exam\u200bple.org",
        "**bob**@example.org",
        "bob@\nexample.org",
        "bob @ example.org",
        "bob\\@example.org",
        "bob&#64;example.org",
        "bob＠example.org",
        "bob (at) example.org",
        "bob[at]example[dot]org",
        '"bob stone"@example.org',
        "bob@[10.0.0.1]",
        "jörg@müller.de",
    ],
)
def test_addresses_are_found(address: str) -> None:
    for around in ("{}", "Write to {}.", "<{}>", "({})"):
        text = around.format(address)
        (value,) = found(EMAILS, text)
        assert text.replace(value, "").count("@") == 0
        assert value.endswith(address[-3:].strip("*"))


@pytest.mark.parametrize(
    "number", ["3", "12.5", "1 000", "1\u00a0000", "½", "3½", "③", "Ⅻ", "²", "٣", "３", "1/2", "10:30", "㏠"]
)
def test_number_signs_are_found(number: str) -> None:
    assert found(NUMBERS, f"a{number}b") == [number]


def test_one_value_has_one_key_and_another_value_another() -> None:
    def keys(kinds: str, *texts: str) -> set[str]:
        return {value.key for text in texts for value in ValueFinder([kinds], ["Bob Stone"]).values(text)}

    assert len(keys(NAMES, "Bob Stone", "BOB\nSTONE", "**Bo\u00adb** Stone")) == 1
    assert len(keys(EMAILS, "bob@a.org", "Bob@A.org", "bob @ a.org")) == 1
    assert len(keys(EMAILS, "bo.b@a.org", "bob@a.org")) == 2
    assert len(keys(NUMBERS, "10²", "102", "3½", "30.5")) == 4
    assert len(keys(NUMBERS, "12", "１２")) == 1


def test_values_that_overlap_are_one_and_masks_are_none() -> None:
    finder = ValueFinder([EMAILS, LINKS, NUMBERS], ["Bob Stone"])
    assert finder.values("bob.stone7@example.org") == [Value(0, 22, EMAILS, "bob.stone7@example.org")]
    assert finder.values("[EMAIL_1] and [NAME_12]") == []
    assert [value.kind for value in finder.values("[NUMBER_1]7 [LINK_1]Bob Stone")] == [NUMBERS, NAMES]


def test_what_takes_long_to_look_through_does_not() -> None:
    """Each of these is quadratic to a pattern that begins anywhere."""
    for sign in ("a", ".", "a.", "@", "-", "1.", "(", "&", "<", "*", "]("):
        ValueFinder([EMAILS, LINKS, NUMBERS], ["Bob Stone"]).values(sign * 20_000)


def test_many_names_are_found_as_few_are() -> None:
    few = ["Bob Stone", "Ann-Marie Lee", "李"]
    many = [*few, *(f"Nobody{number}x" for number in range(300))]
    texts = ["bob\nSTONE said", "Ann‐ Marie\u00a0Lee", "见李先生", "Bo bStone", "Annmarie Lee and Bob-Stone", ""]
    for text in texts:
        assert ValueFinder([], few).values(text) == ValueFinder([], many).values(text)
    assert len(ValueFinder([], few).values(texts[0])) == 1
