"""Reads one key from a terminal without waiting for Enter.

click's own `getchar` discards keys that were typed before the call, but a person who decides hundreds of edits types
ahead."""

import os
import select
import termios
import tty

ALT = "\x1b"  # the first byte of a key that is pressed together with Alt
ESCAPE = ALT.encode()
END = b"\x04"  # Ctrl+D
REST_S = 0.02  # seconds; the rest of an arrow key's sequence comes at once


def read_key(terminal: int) -> str:
    """The next key from the terminal with this file descriptor. A key that sends a sequence (an arrow) is returned as
    that sequence. Raises KeyboardInterrupt for Ctrl+C, EOFError for Ctrl+D or if the terminal is gone."""
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)
        key = _read(terminal, 1)
        if key in (b"", END):
            raise EOFError
        if key == ESCAPE:
            key += _rest(terminal)
        elif key >= b"\xc0":
            # The first byte of a character gives its number of bytes (UTF-8).
            key += _read(terminal, 1 + (key >= b"\xe0") + (key >= b"\xf0"))
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    return key.decode("utf-8", "replace")


def _rest(terminal: int) -> bytes:
    """The bytes that belong to an Escape, without keys that were typed ahead: a key pressed with Alt, or a control
    sequence up to its final byte (ECMA-48, 5.4; after SS3, xterm sends one byte)."""
    rest = _next(terminal)
    if rest == b"O":
        rest += _next(terminal)
    elif rest == b"[":
        while (more := _next(terminal)) and more < b"@":
            rest += more
        rest += more
    return rest


def _next(terminal: int) -> bytes:
    """The next byte if it is available at once; else empty."""
    return _read(terminal, 1) if select.select([terminal], [], [], REST_S)[0] else b""


def _read(terminal: int, count: int) -> bytes:
    try:
        return os.read(terminal, count)
    except OSError:
        return b""  # the terminal was closed
