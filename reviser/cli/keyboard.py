"""One key from a terminal, without waiting for Enter.

click's own `getchar` throws away what was typed before it was called, and who decides hundreds of edits types ahead.
"""

import os
import select
import termios
import tty

ALT = "\x1b"  # what a key begins with that is pressed together with Alt
ESCAPE = ALT.encode()
END = b"\x04"  # Ctrl+D
REST_S = 0.02  # the rest of an arrow key's sequence comes at once


def read_key(terminal: int) -> str:
    """The next key of the terminal with this descriptor; a key that sends a sequence (an arrow) as that sequence.
    KeyboardInterrupt for Ctrl+C, EOFError for Ctrl+D or where the terminal is gone."""
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)
        key = _read(terminal, 1)
        if key in (b"", END):
            raise EOFError
        if key == ESCAPE:
            key += _rest(terminal)
        elif key >= b"\xc0":
            # The first byte of a character says how many follow (UTF-8).
            key += _read(terminal, 1 + (key >= b"\xe0") + (key >= b"\xf0"))
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    return key.decode("utf-8", "replace")


def _rest(terminal: int) -> bytes:
    """What belongs to an Escape, and nothing of what was typed ahead: a key pressed with Alt, or a control sequence up
    to its final byte (ECMA-48, 5.4; SS3 as xterm sends it has one byte)."""
    rest = _next(terminal)
    if rest == b"O":
        rest += _next(terminal)
    elif rest == b"[":
        while (more := _next(terminal)) and more < b"@":
            rest += more
        rest += more
    return rest


def _next(terminal: int) -> bytes:
    """The byte that comes at once, if any."""
    return _read(terminal, 1) if select.select([terminal], [], [], REST_S)[0] else b""


def _read(terminal: int, count: int) -> bytes:
    try:
        return os.read(terminal, count)
    except OSError:
        return b""  # hung up
