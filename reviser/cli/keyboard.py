"""One key from a terminal, without waiting for Enter.

click's own `getchar` throws away what was typed before it was called, and who decides hundreds of edits types ahead.
"""

import os
import select
import termios
import tty

ESCAPE = b"\x1b"
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
            while select.select([terminal], [], [], REST_S)[0] and (more := _read(terminal, 16)):
                key += more
        elif key >= b"\xc0":
            # The first byte of a character says how many follow (UTF-8).
            key += _read(terminal, 1 + (key >= b"\xe0") + (key >= b"\xf0"))
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    return key.decode("utf-8", "replace")


def _read(terminal: int, count: int) -> bytes:
    try:
        return os.read(terminal, count)
    except OSError:
        return b""  # hung up
