"""Every text colour reads on every ground it stands on: WCAG 2.1 contrast of at least 4.5 to 1."""

import pytest

from reviser.core.edit import Intent
from reviser.gui.palette import PALETTES, Palette
from reviser.gui.theme import SIGNS, UNDERLINES


def luminance(color: str) -> float:
    """Relative luminance of "#rrggbb", as WCAG 2.1 defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_text_reads_on_its_ground(palette: Palette) -> None:
    grounds = (palette.window, palette.panel, palette.paper, palette.hover, palette.chosen)
    pairs = [(ink, ground) for ink in (palette.ink, palette.soft) for ground in grounds]
    marked = (palette.struck, palette.done, *palette.intents().values())
    pairs += [(ink, ground) for ink in marked for ground in (palette.paper, palette.current, palette.panel)]
    pairs += [(ink, palette.chosen) for ink in marked]
    pairs += [
        (palette.accent, palette.panel),
        (palette.on_accent, palette.accent),
        (palette.on_accent, palette.accent_hover),
        (palette.on_notice, palette.notice),
        (palette.on_warning, palette.warning),
    ]
    poor = {pair: round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < 4.5}
    assert not poor
    assert contrast(palette.edge, palette.panel) >= 3


def test_colour_is_never_the_only_sign() -> None:
    assert len({SIGNS[intent] for intent in Intent}) == len({UNDERLINES[intent] for intent in Intent}) == len(Intent)
