"""The real language model: the one that the program uses here, or else the one that packaging/test has fetched. Tests
that need it skip, saying so, without it."""

import os
from pathlib import Path

import pytest

from reviser.locations import models_path
from reviser.revisers.lm.model_file import ModelFile, find

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
MODELS = CACHE / "reviser-test" / "models"
# As they are when this is read: tests set other environments.
_FOLDERS = (models_path(), MODELS)


def known_model() -> ModelFile | None:
    """A model that is known by name; one that the person added judges otherwise."""
    found = (find(folder) for folder in _FOLDERS)
    return next((model for model in found if model is not None and model.known is not None), None)


def real_model() -> ModelFile:
    """The model; skips the calling test where it is missing."""
    found = known_model()
    if found is None:
        pytest.skip(
            f"the language model is neither in {_FOLDERS[0]} (reviser models get) nor in {MODELS}"
            " (packaging/test fetches it, unless --no-model says not to)"
        )
    return found
