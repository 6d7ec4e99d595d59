"""A person's day with a book and a page, by real keys: read as prose, decided, typed in, and saved."""

from reviser.documents import store
from tests.documents.epub.making import chapter, epub
from tests.documents.odt.making import unzipped
from tests.hands.documents import Desk

FIRST = chapter("<h1>One</h1>\n<p>We <i>recieve</i> letters.</p>\n<ul><li>salt</li>\n<li>bread</li></ul>")
SECOND = chapter("<h1>Two</h1>\n<p>The end of the book.</p>")


def test_a_book_is_read_revised_typed_in_and_saved(desk: Desk) -> None:
    program = desk.lay(epub([FIRST, SECOND]), "epub")
    program.key("ctrl+Return")
    program.await_said("1 undecided")
    program.key("F8", "a")
    program.await_said("Accepted")
    program.key("F6", "ctrl+End")
    program.key("Up", "End")
    program.type(" Or so.")
    program.save()
    text = "One\nWe receive letters.\nsalt\nbread\n\nTwo\nThe end of the book. Or so.\n"
    assert store.read(program.path).text == text
    sources = {name: content.decode() for name, _, content in unzipped(program.path.read_bytes()) if "chapter" in name}
    assert list(sources.values()) == [
        FIRST.replace("recieve", "receive"),
        SECOND.replace("the book.", "the book. Or so."),
    ]


def test_a_page_is_read_as_prose_and_its_source_stays(desk: Desk) -> None:
    source = "<!DOCTYPE html>\n<h1>Letters</h1>\n<p>We <b>recieve</b>\n  letters.\n<p>AT&T <img src=x>"
    program = desk.lay(source.encode(), "html")
    program.key("ctrl+Return")
    program.await_said("1 undecided")
    program.key("F8", "a")
    program.await_said("Accepted")
    program.save()
    assert program.path.read_text() == source.replace("recieve", "receive")
