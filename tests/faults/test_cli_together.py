"""Two programs that revise one document at once."""

import subprocess
from pathlib import Path

from tests.cli.terminal import TIMEOUT_S, Terminal


def test_runs_at_once_never_mix_their_events(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    file = tmp_path / "a.txt"
    file.write_text("I has a apple. He go to school. The the cat sat.\n" * 20)
    assert terminal.run("revise", file, "--decide", "reject", "--max-rounds", "1").code == 0
    file.write_text("I has a pear. He go to school. The the cat sat.\n" * 20)
    running = [
        subprocess.Popen(
            terminal.command("revise", file, "--decide", decide),
            cwd=tmp_path,
            env=terminal.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for decide in ("accept", "accept", "reject")
    ]
    for process in running:
        _, said = process.communicate(timeout=TIMEOUT_S)
        assert process.returncode in {0, 1}
        if process.returncode:
            assert b"revised in another window or run" in said
        assert b"fault" not in said
    assert any(process.returncode == 0 for process in running)
    assert terminal.run("verify").code == 0
    assert terminal.run("show", file).code == 0
