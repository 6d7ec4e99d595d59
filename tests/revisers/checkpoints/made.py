"""Small checkpoints, made by a process of their own; the calling test is skipped where torch or transformers is
missing."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def make(folder: Path, *kinds: str) -> Path:
    """`folder`, with a checkpoint of each of `kinds` (of tests.revisers.checkpoints.small) under its name."""
    for package in ("torch", "transformers"):
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed: tests/README.md says how to install it")
    for kind in kinds:
        done = subprocess.run(
            [sys.executable, "-m", "tests.revisers.checkpoints.small", kind, str(folder / kind)],
            cwd=ROOT,
            env=os.environ | {"HF_HUB_OFFLINE": "1", "CUDA_VISIBLE_DEVICES": ""},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]
    return folder
