"""A real Dask scheduler and its workers, each a process on this machine."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.cli.terminal import TIMEOUT_S
from tests.hands.wait import until


class DaskCluster:
    """Ended with its block. `folder`: where they work and write; `options`: of scheduler and workers."""

    def __init__(self, folder: Path, environment: Mapping[str, str], options: Sequence[str] = ()) -> None:
        self.workers: list[subprocess.Popen[bytes]] = []
        self.address = ""
        self.folder = folder
        self._environment = dict(environment) | {"PYTHONWARNINGS": "default"}
        self._options = list(options)
        self._scheduler: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        where = self.folder / "scheduler"
        said = self.folder / "scheduler.log"
        protocol = "tls" if self._options else "tcp"
        self._scheduler = self._start(
            said, "scheduler", "--host", f"{protocol}://127.0.0.1", "--port", "0", "--no-dashboard",
            "--scheduler-file", str(where),
        )  # fmt: skip
        until(where.exists, "the scheduler is there", patience=TIMEOUT_S)
        line = next(line for line in where.read_text("utf-8").splitlines() if '"address"' in line)
        self.address = line.split('"')[3]
        return self

    def add_worker(self) -> subprocess.Popen[bytes]:
        """Without the nanny that would start it anew."""
        number = len(self.workers)
        said = self.folder / f"worker-{number}.log"
        arguments = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0"]
        worker = self._start(
            said, "worker", self.address, *arguments, "--local-directory", str(self.folder / f"worker-{number}")
        )
        self.workers.append(worker)
        until(lambda: b"Registered to" in said.read_bytes(), "the worker has found its scheduler", patience=TIMEOUT_S)
        return worker

    def kill_scheduler(self) -> None:
        """As the kernel does where memory is short."""
        if self._scheduler is not None:
            self._scheduler.kill()

    def _start(self, said: Path, kind: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments, *self._options]
        with said.open("wb") as out:
            return subprocess.Popen(command, cwd=self.folder, env=self._environment, stdout=out, stderr=out)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        started = [*self.workers, *([] if self._scheduler is None else [self._scheduler])]
        for process in started:
            process.kill()  # told to end, they wait for each other
            process.wait()
