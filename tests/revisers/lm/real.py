"""The real language model, where packaging/test has fetched it; tests that need it skip, saying so, without it."""

import os
from pathlib import Path

import pytest

from reviser.revisers.lm.model_file import ModelFile, find

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
MODELS = CACHE / "reviser-test" / "models"


def real_model() -> ModelFile:
    """The model; skips the calling test where it is missing."""
    found = find(MODELS)
    if found is None:
        pytest.skip(f"the language model is not in {MODELS}: packaging/test fetches it, unless --no-model says not to")
    return found
