"""What hands do, in a line that can be read, kept and given again:

'text'              typed, letter by letter
ctrl+shift+Right    a chord
@12 @12x2 @12x3     a click before character 12 (UTF-16 units), two, three
@12m                a click of the middle button there
shift+@12           a click with a key held
@12-20              a drag from one to the other
wheel+3 wheel-3     notches of the wheel over the text, up and down
~                   a pause: until what was typed is in the history
"""

import re
from collections.abc import Mapping

from tests.hands.editors import Editor

_STEP = re.compile(r"'[^']*'|\S+")
_MOUSE = re.compile(r"(?:(?P<held>[a-z+]+)\+)?@(?P<at>\d+)(?:-(?P<to>\d+)|x(?P<times>\d)|(?P<middle>m))?")
_WHEEL = re.compile(r"wheel([+-]\d+)")
PAUSE = "~"


def steps_of(line: str) -> list[str]:
    return _STEP.findall(line)


def do(editor: Editor, step: str, same: Mapping[str, str] | None = None) -> None:
    """Let the hands do one step. `same`: chords that are another one in this editor."""
    if step.startswith("'"):
        editor.type(step[1:-1])
    elif step == PAUSE:
        editor.pause()
    elif (wheel := _WHEEL.fullmatch(step)) is not None:
        editor.wheel(*editor.text.box.middle, int(wheel[1]))
    elif (mouse := _MOUSE.fullmatch(step)) is not None:
        at = int(mouse["at"])
        if mouse["to"]:
            editor.drag_over(at, int(mouse["to"]))
        else:
            button = 2 if mouse["middle"] else 1
            editor.click_at(at, button, times=int(mouse["times"] or 1), held=mouse["held"] or "")
    else:
        editor.key((same or {}).get(step, step))
