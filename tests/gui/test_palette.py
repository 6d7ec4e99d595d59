"""Every text colour reads on every ground it stands on: WCAG 2.1 contrast of at least 4.5 to 1."""

import re
from dataclasses import asdict

import pytest

from reviser.assets import asset
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
    pairs += [
        (ink, ground) for ink in marked for ground in (palette.paper, palette.current, palette.found, palette.panel)
    ]
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


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_what_cannot_be_done_now_is_told_from_what_can(palette: Palette) -> None:
    assert min(contrast(palette.idle, ground) for ground in (palette.panel, palette.window)) >= 3
    assert contrast(palette.idle, palette.ink) >= 2
    disabled = [body for selector, body in rules() if selector.endswith(":disabled") and "::indicator" not in selector]
    texts = {named(body["color"]) for body in disabled if "color" in body}
    assert texts == {"idle", "soft"}  # the latter on a ground of its own


RULE = re.compile(r"([^{}]+)\{([^}]*)\}")
GROUNDS = ("window", "panel", "paper")


def rules() -> list[tuple[str, dict[str, str]]]:
    """The style sheet's selectors with what they set."""
    sheet = asset("themes", "window.qss").read_text(encoding="utf-8")
    found = []
    for selector, body in RULE.findall(sheet):
        pairs = (line.split(":", 1) for line in body.split(";") if ":" in line)
        found.append((selector.strip(), {name.strip(): value.strip() for name, value in pairs}))
    return found


def named(value: str) -> str:
    """The palette's colour in a value, if there is one."""
    found = re.search(r"\$(\w+)", value)
    return found[1] if found else ""


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_what_the_style_sheet_puts_together_reads(palette: Palette) -> None:
    # What is disabled need not (WCAG 2.1, 1.4.3); a border that shows the focus needs 3 to 1 (1.4.11).
    colors = asdict(palette)
    checked, poor = 0, []
    for selector, made in rules():
        if ":disabled" in selector or "color" not in made:
            continue
        own = named(made.get("background", ""))
        for ground in [own] if own else GROUNDS:
            checked += 1
            if contrast(colors[named(made["color"])], colors[ground]) < 4.5:
                poor.append((selector, made["color"], ground))
    for selector, made in rules():
        border = named(made.get("border", ""))
        if ":focus" in selector and border:
            checked += 1
            poor += [(selector, border, ground) for ground in GROUNDS if contrast(colors[border], colors[ground]) < 3]
    assert checked > 40
    assert not poor


def test_colour_is_never_the_only_sign() -> None:
    assert len({SIGNS[intent] for intent in Intent}) == len({UNDERLINES[intent] for intent in Intent}) == len(Intent)
