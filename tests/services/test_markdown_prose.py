"""Tables, items and headings of a Markdown document are revised like all its prose, by the real layers."""

from collections.abc import Sequence

import pytest

from reviser.core.edit import Edit, Proposal, apply
from reviser.core.memory import Memory
from reviser.documents.markdown import Markdown
from reviser.revisers.embedded import default_layers, outputs_of
from reviser.revisers.rules.layer import Layer
from reviser.services.rounds.proposal_checks import ProposalChecks
from reviser.services.rounds.round_settings import RoundSettings


@pytest.fixture(scope="module")
def layers() -> Sequence[Layer]:
    return default_layers()


def revised(layers: Sequence[Layer], text: str) -> str:
    proposal_checks = ProposalChecks(text, Markdown())
    edits: list[Edit] = []
    for output in outputs_of(layers, proposal_checks.request(Memory(), "American", RoundSettings())):
        if isinstance(output, Proposal):
            assert proposal_checks.admit(output) is not None, output
            edits.append(output.edit)
    return apply(text, edits)


WRONG = "| Recieve it | It allows you to utilize it | wich |\n"
RIGHT = "| Receive it | It allows you to use it | which |\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            f"| One | Two | Three |\n|---|:-:|--:|\n{WRONG}| a | b | c |\n",
            f"| One | Two | Three |\n|---|:-:|--:|\n{RIGHT}| a | b | c |\n",
        ),
        # Laid out in columns, as editors do.
        (
            "| Name               | What it does      |\n|--------------------|-------------------|\n"
            "| The recieve button | We recieve adress |\n| Definately a thing | Untill it ends    |\n",
            "| Name               | What it does      |\n|--------------------|-------------------|\n"
            "| The receive button | We receive address |\n| Definitely a thing | Until it ends    |\n",
        ),
        ("Name | Meaning\n--- | ---\n`teh` | Definately it\n", "Name | Meaning\n--- | ---\n`teh` | Definitely it\n"),
        ("| a | b |\n|---|---|\n| In teh \\| cell | teh |\n", "| a | b |\n|---|---|\n| In the \\| cell | the |\n"),
        ("- Frist we recieve it.\n- Wich is it?\n", "- First we receive it.\n- Which is it?\n"),
        ("* [ ] Recieve it in order to win.\n", "* [ ] Receive it to win.\n"),
        (
            "1. One item.\n   - A recieve\n       - Definately deep\n",
            "1. One item.\n   - A receive\n       - Definitely deep\n",
        ),
        ("1. One.\n\n    Teh second paragraph of it.\n", "1. One.\n\n    The second paragraph of it.\n"),
        ("# Recieve it\n\nTeh text.\n", "# Receive it\n\nThe text.\n"),
        ("Recieve\n=======\n\nTeh text.\n", "Receive\n=======\n\nThe text.\n"),
        ("We explaination  \nand teh end.\n", "We explanation  \nand the end.\n"),
        ("- **Recieve**: in order to win, *definately*.\n", "- **Receive**: to win, *definitely*.\n"),
    ],
)
def test_words_in_them_are_put_right(layers: Sequence[Layer], text: str, wanted: str) -> None:
    assert revised(layers, text) == wanted


def test_a_table_and_a_list_make_no_text_one_about_programs(layers: Sequence[Layer]) -> None:
    """Numbers of items, boxes and borders are no formulas."""
    items = "".join(f"{number}. We recieve an item.\n" for number in range(1, 9))
    rows = "| a | b |\n|---|---|\n" + "| We goes | an mistake |\n" * 4
    result = revised(layers, f"{items}\n{rows}")
    assert "recieve" not in result
    assert "We goes" not in result
    assert "an mistake" not in result


def test_columns_that_no_syntax_makes_are_left(layers: Sequence[Layer]) -> None:
    text = "alpha        teh        one\nbeta         adn        two\n"
    assert revised(layers, text) == text


def test_code_in_a_cell_or_an_item_is_no_prose(layers: Sequence[Layer]) -> None:
    text = "| `teh` | `a \\| teh` |\n|---|---|\n| [x](teh) | <b>`adn`</b> |\n\n- `recieve`\n- \n      teh code\n"
    assert revised(layers, text) == text
