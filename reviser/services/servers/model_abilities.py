"""What is known about how models can be asked (answer format, streaming, system role), stored across runs in a JSON
file beside the servers. Losing it costs only a few requests, so nothing here raises."""

import json
from contextlib import suppress
from pathlib import Path

from reviser import files
from reviser.revisers.chat.abilities import AskingMode, Remembered
from reviser.services.json_files import JsonFile

MOST = 200  # models; those asked longest ago are forgotten


class KeptAbilities(Remembered):
    """Abilities in the file at `path`; written when they change."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        for key, entry in JsonFile.read(path).entries.items():
            if not isinstance(entry, dict):
                continue
            mode, rounds = entry.get("mode"), entry.get("rounds")
            if isinstance(mode, str) and mode in set(AskingMode):
                self.modes[key] = AskingMode(mode)
            if entry.get("streams") is True:
                self.streaming.add(key)
            if isinstance(rounds, int):
                self.rounds[key] = rounds
            if entry.get("system") is False:
                self.without_system.add(key)

    def remember(self, key: str, mode: AskingMode) -> None:
        super().remember(key, mode)
        self._write(key)

    def remember_streams(self, key: str, *, streams: bool) -> None:
        if streams != self.streams(key):
            super().remember_streams(key, streams=streams)
            self._write(key)

    def remember_no_system(self, key: str) -> None:
        if self.takes_system(key):
            super().remember_no_system(key)
            self._write(key)

    def begin(self, key: str) -> None:
        before = self.rounds.get(key)
        super().begin(key)
        if self.rounds.get(key) != before:
            self._write(key)

    def _write(self, key: str) -> None:
        """Add what is known of one model to what other programs have written meanwhile."""
        stored = dict(JsonFile.read(self._path).entries)
        stored.pop(key, None)
        mode = self.modes.get(key)
        stored[key] = {
            "mode": None if mode is None else mode.value,
            "streams": key in self.streaming,
            "rounds": self.rounds.get(key, 0),
            "system": self.takes_system(key),
        }
        kept = dict(list(stored.items())[-MOST:])
        with suppress(OSError):
            files.make_folder(self._path.parent)
            files.write(self._path, json.dumps(kept, indent=2).encode())
