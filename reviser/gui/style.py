"""The Qt style sheet: one template for all themes, filled in from the palette."""

from dataclasses import asdict
from pathlib import Path
from string import Template

from reviser.assets import asset
from reviser.gui.palette import Palette


def stylesheet(palette: Palette) -> str:
    """The style sheet in the colours of a palette."""
    sheet = Template(asset("themes", "window.qss").read_text(encoding="utf-8"))
    icons = Path(str(asset("icons"))).as_posix()  # a style sheet can load pictures from files only
    tick = "dark" if palette.dark else "light"  # the tick drawn on the accent colour
    return sheet.substitute({name: str(value) for name, value in asdict(palette).items()}, icons=icons, tick=tick)
