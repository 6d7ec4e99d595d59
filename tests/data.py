"""Where the shared real data lies: beside the checkout, not in it. Tests that need it skip, saying so, without it."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared(*parts: str) -> Path:
    """The path of a shared data file or folder; skips the calling test where it is missing."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"real data not found: {path}")
    return path
