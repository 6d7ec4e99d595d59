"""What GitHub reads of the project is as its schemas say: workflows and issue forms. No workflow runs here."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

GITHUB = Path(__file__).resolve().parents[1] / ".github"
CHECKED = [("vendor.github-workflows", path) for path in sorted((GITHUB / "workflows").glob("*.yml"))] + [
    ("vendor.github-issue-config" if path.stem == "config" else "vendor.github-issue-forms", path)
    for path in sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml"))
]


@pytest.mark.parametrize(("schema", "path"), CHECKED, ids=[path.name for _, path in CHECKED])
def test_a_file_is_as_its_schema_says(schema: str, path: Path) -> None:
    if find_spec("check_jsonschema") is None:
        pytest.skip("check-jsonschema, which has GitHub's schemas, is not installed")
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_is_something_to_check() -> None:
    assert {path.name for _, path in CHECKED} >= {"test.yml", "fault.yml", "wish.yml", "config.yml"}
