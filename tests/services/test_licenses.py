"""What the program is made of: every package that it needs is listed, with a licence."""

import tomllib
from pathlib import Path

from packaging.requirements import Requirement

from reviser.services.licenses import OURS, components

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def _alike(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def test_every_package_that_is_needed_is_listed_with_its_licence() -> None:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    needed = {_alike(Requirement(each).name) for each in project["dependencies"]}
    listed = {_alike(each.name): each for each in components()}
    assert needed <= set(listed)
    assert {"shiboken6", "numpy", "httpcore"} <= set(listed)  # needed by what is needed
    assert not {"pytest", "mypy", "hypothesis"} & set(listed)
    assert [each.name for each in listed.values() if not each.license or "\n" in each.license] == []


def test_our_own_comes_first_with_its_text_and_what_is_shipped_last() -> None:
    ours, *_, fonts, words = components()
    assert (ours.name, ours.license) == (OURS, "Apache-2.0")
    assert "Apache License" in ours.read()
    assert "SIL Open Font License" in fonts.read()
    assert "Kevin Atkinson" in words.read()


def test_qt_comes_with_the_text_of_the_lgpl_and_the_notice_says_so() -> None:
    qt = [each for each in components() if "LGPL" in each.license]
    assert {each.name for each in qt} >= {"PySide6_Essentials", "shiboken6"}
    for each in qt:
        assert "GNU LESSER GENERAL PUBLIC LICENSE" in each.read()
        assert "GNU GENERAL PUBLIC LICENSE" in each.read()
    notice = (PROJECT.parent / "NOTICE").read_text(encoding="utf-8")
    assert all(each.name in notice for each in qt)


def test_most_have_the_text_of_their_licence() -> None:
    all_ = components()
    assert len([each for each in all_ if each.read()]) > len(all_) * 0.9
