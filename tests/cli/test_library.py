"""The library at the terminal: listed, renamed, archived, deleted, and gone for good."""

from tests.cli.terminal import Terminal


def test_documents_are_listed_renamed_archived_deleted_and_gone(terminal: Terminal) -> None:
    document = terminal.write("a.txt", "We utilise zebracanary it. It was was good.\n")
    terminal.revise(document, "--decide", "accept")
    (listed,) = terminal.run("library", "--json").object["documents"]
    assert (listed["title"], listed["file_missing"], listed["archived_at"]) == ("a.txt", False, None)
    assert listed["offered"] >= listed["decided"] > 0
    assert terminal.run("rename", document, "Essay").code == 0
    assert "Essay" in terminal.run("library").text
    assert terminal.run("archive", "1").text == "1 is in the archive.\n"
    assert terminal.run("archive", "1").text == "1 is already in the archive.\n"
    assert "no document" in terminal.run("library").text
    assert "archived" in terminal.run("library", "--all").text
    assert terminal.run("archive", "1", "--restore").code == 0
    assert terminal.run("delete", "1").text == "1 is deleted; --restore brings it back for a while.\n"
    (deleted,) = terminal.run("library", "--all", "--json").object["documents"]
    assert terminal.run("delete", "1").text == "1 is already deleted; --restore brings it back for a while.\n"
    assert terminal.run("library", "--all", "--json").object["documents"] == [deleted]
    assert "deleted" in terminal.run("library", "--all").text
    assert terminal.run("delete", "1", "--restore").text == "1 is in the library.\n"
    assert terminal.run("delete", "1", "--restore").text == "1 was not deleted: it is in the library.\n"
    assert terminal.run("delete", document, "--for-good").code == 0
    assert terminal.run("library", "--all", "--json").object == {"documents": []}
    assert terminal.run("delete", "1").code == 1
    for file in terminal.folder.glob("history.db*"):
        assert b"zebracanary" not in file.read_bytes()
    assert b"zebracanary" in document.read_bytes()
