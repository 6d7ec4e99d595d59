from pathlib import Path

import pytest

from reviser.revisers.chat.prompts import NAMES, PromptError, Prompts

USUAL = Prompts.load()


def test_every_prompt_comes_with_the_program_and_has_a_version() -> None:
    for name in NAMES:
        assert USUAL.text(name).strip()
        assert USUAL.version(name).startswith(f"{name}-")
        assert len(USUAL.version(name)) == len(name) + 9
    assert len({USUAL.version(name) for name in NAMES}) == len(NAMES)


def test_a_copy_of_ones_own_takes_the_place_of_the_built_in_one_and_has_another_version(tmp_path: Path) -> None:
    (tmp_path / "propose.txt").write_text("Mend $text between <$fence>, as $schema. It costs $$5.", encoding="utf-8")
    own = Prompts.load(tmp_path)
    filled = own.filled(
        "propose", text="a $fence b", fence="F", schema="{}", examples="", locked="", source="", intents=""
    )
    assert filled == "Mend a $fence b between <F>, as {}. It costs $5."
    assert own.version("propose") != USUAL.version("propose")
    assert own.version("choose") == USUAL.version("choose")
    (tmp_path / "system.txt").write_text("<$fence> $wishes", encoding="utf-8")
    assert Prompts.load(tmp_path).version("choose") != USUAL.version("choose")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("propose", "Mend $text <$fence>", r"propose\.txt lacks \$schema"),
        ("propose", "Mend $text <$fence> $schema $colour", r"propose\.txt contains the unknown placeholder \$colour"),
        ("sentence", "Mend $text <$fence> for $ 5", r"write \$\$ for a dollar sign"),
    ],
)
def test_a_prompt_that_cannot_work_is_refused_with_the_reason(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    with pytest.raises(PromptError, match=said):
        Prompts.load(tmp_path)


def test_a_prompt_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "propose.txt").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(PromptError, match=r"propose\.txt cannot be read"):
        Prompts.load(tmp_path)
