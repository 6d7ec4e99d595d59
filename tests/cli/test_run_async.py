"""Ctrl+C ends what the terminal waits for, also where the signal interrupts no system call."""

import asyncio
import signal
import subprocess
import sys

import pytest

from reviser.cli.run_async import run

# The signal comes to the second thread, when the first one has long begun to wait in its loop. Where it has not, it
# ends all the same: the pause decides only whether a fault would be seen.
WAITING = """
import signal, threading, time
import asyncio
from reviser.cli.run_async import run

def ask():
    time.sleep(0.5)
    signal.pthread_kill(threading.get_ident(), signal.SIGINT)

async def hour():
    threading.Thread(target=ask).start()
    await asyncio.sleep(3600)

try:
    run(hour)
except KeyboardInterrupt:
    print("ended")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a thread")
def test_a_signal_that_another_thread_gets_ends_it() -> None:
    ended = subprocess.run([sys.executable, "-c", WAITING], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.stdout, ended.stderr, ended.returncode) == ("ended\n", "", 0)


def test_what_it_gives_comes_back_and_nothing_is_left_behind() -> None:
    async def five() -> int:
        return await asyncio.to_thread(lambda: 5)

    assert run(five) == 5
    assert signal.set_wakeup_fd(-1) == -1
