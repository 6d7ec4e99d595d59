"""Checkpoints are fetched from a hub on this machine: what is needed, at one commit, whole or not at all."""

import asyncio
import importlib.util
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from filelock import FileLock

from reviser.errors import UserError
from reviser.revisers.checkpoints.kinds import MODEL
from reviser.services.models.checkpoint_adding import CheckpointAdder, CheckpointDraft, source_from
from reviser.services.models.checkpoints import Checkpoints
from reviser.services.models.fetched_folder import RECORD, delete_fetched, read_fetched
from reviser.services.models.hub import Hub, HubConnection, HubId, hub_id
from reviser.services.models.model_status import ModelStep
from tests.revisers.checkpoints.folders import write_folder
from tests.services.hub_server import COMMIT, TOKEN, HubServer, hub_server
from tests.services.shelf import Heard

NAME = "grammarly/small"
WEIGHTS = 300_000  # bytes


@pytest.fixture
def served(tmp_path: Path) -> Path:
    """A checkpoint's folder that a hub has, with files beside it that nobody needs."""
    folder = write_folder(tmp_path / "served" / "small", license_name="cc-by-nc-4.0")
    (folder / "model.safetensors").write_bytes(os.urandom(WEIGHTS))
    (folder / "pytorch_model.bin").write_bytes(b"a pickle" * 10)
    (folder / "tf_model.h5").write_bytes(bytes(100))
    (folder / "modeling_own.py").write_text("raise RuntimeError", encoding="utf-8")
    (folder / "spiece.model").write_bytes(b"pieces")
    return folder


@pytest.fixture
def fetched(tmp_path: Path) -> Path:
    return tmp_path / "models" / "checkpoints"


def added(
    hub: HubServer,
    fetched: Path,
    *,
    token: str = "",
    given: str = NAME,
    heard: Heard | None = None,
    draft: CheckpointDraft | None = None,
) -> Checkpoints:
    """Add `given`, and what the list of checkpoints is then."""
    checkpoints = Checkpoints(fetched.parent / "checkpoints.json")
    connection = HubConnection(hub.endpoint, {"Authorization": f"Bearer {token}"} if token else {})
    adder = CheckpointAdder(checkpoints, Hub(fetched, lambda: connection))

    async def work() -> None:
        found = await adder.look({MODEL: source_from(given)})
        await adder.add(draft or CheckpointDraft("t5-instruction"), found, heard or Heard())

    asyncio.run(work())
    return checkpoints


def refused(hub: HubServer, fetched: Path, *, given: str = NAME, token: str = "") -> str:
    with pytest.raises(UserError) as error:
        added(hub, fetched, given=given, token=token)
    said = str(error.value)
    assert said.count("\n") == 0
    assert not Checkpoints(fetched.parent / "checkpoints.json").all()
    return said


def test_what_is_needed_is_fetched_and_nothing_else(served: Path, fetched: Path) -> None:
    heard = Heard()
    with hub_server({NAME: served}) as hub:
        (one,) = added(hub, fetched, heard=heard).all()
    assert (one.name, one.license, one.origins) == ("small", "cc-by-nc-4.0", {MODEL: f"{NAME}@{COMMIT}"})
    assert one.folder == fetched / f"grammarly--small--{COMMIT[:12]}"
    names = {"config.json", "tokenizer.json", "spiece.model", "README.md", "model.safetensors"}
    assert {path.name for path in one.folder.iterdir()} == {*names, RECORD}
    assert all((one.folder / name).read_bytes() == (served / name).read_bytes() for name in names)
    done = heard.at(ModelStep.FETCHING)
    assert done == sorted(done)
    assert done[-1] == sum((served / name).stat().st_size for name in names)


def test_a_cut_connection_goes_on_where_it_was_also_by_the_next_call(served: Path, fetched: Path) -> None:
    with hub_server({NAME: served}) as hub:
        hub.cuts = [100_000, 50, 30]  # a try that brings less than a megabyte counts, and three are made
        assert "was lost: try again" in refused(hub, fetched)
        (part,) = fetched.rglob("*.part")
        assert part.stat().st_size == 100_080
        hub.cuts, hub.requests = [], []
        (one,) = added(hub, fetched).all()
        assert [each["Range"] for each in hub.asked("model.safetensors")] == ["bytes=100080-"] * 2
        assert not hub.asked("tokenizer.json")
    assert (one.folder / "model.safetensors").read_bytes() == (served / "model.safetensors").read_bytes()
    assert not list(fetched.rglob("*.part"))


def test_what_is_whole_is_not_fetched_again(served: Path, fetched: Path) -> None:
    with hub_server({NAME: served}) as hub:
        added(hub, fetched)
        hub.requests = []
        added(hub, fetched, draft=CheckpointDraft("t5-instruction", "other"))
        assert not hub.asked("model.safetensors")


def test_bytes_that_have_another_hash_are_no_checkpoint(served: Path, fetched: Path) -> None:
    with hub_server({NAME: served}) as hub:
        hub.damaged = True
        assert "does not have the hash that it tells" in refused(hub, fetched)
    assert not list(fetched.rglob("*.safetensors"))
    assert not list(fetched.rglob("*.part"))


def test_a_half_of_something_else_is_begun_anew(served: Path, fetched: Path) -> None:
    with hub_server({NAME: served}) as hub:
        hub.cuts = [0, 0, 0]
        refused(hub, fetched)
        (part,) = fetched.rglob("*.part")
        part.write_bytes(bytes(1000))
        (one,) = added(hub, fetched).all()
    assert (one.folder / "model.safetensors").read_bytes() == (served / "model.safetensors").read_bytes()


def test_a_revision_is_fetched_at_its_commit(served: Path, fetched: Path) -> None:
    with hub_server({NAME: served}) as hub:
        assert added(hub, fetched, given=f"{NAME}@{COMMIT}").all()[0].origins == {MODEL: f"{NAME}@{COMMIT}"}
        assert all(COMMIT in path for _, path, _ in hub.requests if "/resolve/" in path)
        said = refused(hub, fetched.with_name("other") / "checkpoints", given=f"{NAME}@v9")
        assert f"127.0.0.1 has no model {NAME}@v9, and there is no folder of that name" in said


def test_what_is_not_there_or_not_for_everybody_is_said(served: Path, fetched: Path) -> None:
    with hub_server({NAME: served}, gated=frozenset({NAME})) as hub:
        assert "has no model no/body, or shows it only to people who are logged in" in refused(
            hub, fetched, given="no/body"
        )
        assert "has no model no/body, and there is no folder of that name" in refused(
            hub, fetched, given="no/body", token=TOKEN
        )
        said = refused(hub, fetched)
        assert f"gives {NAME} only to people who agreed to its terms: do that at {hub.endpoint}/{NAME}" in said
        added(hub, fetched, token=TOKEN)
        # The other host, which keeps the large files, hears nothing of the token.
        stored = [headers for _, path, headers in hub.requests if path == f"/{NAME}/model.safetensors"]
        assert stored
        assert all("Authorization" not in headers for headers in stored)
    assert "Nothing answers at 127.0.0.1: check your connection and proxy" in refused(
        hub, fetched / "x" / "checkpoints"
    )


def test_a_server_that_is_no_hub_is_said(served: Path, fetched: Path) -> None:
    with hub_server({NAME: served}) as hub:
        other = HubServer({}, endpoint=f"{hub.endpoint}/{NAME}/resolve/main/README.md?")
        assert "does not answer as a model hub does: check HF_ENDPOINT" in refused(other, fetched)


def test_what_does_not_go_together_is_said_before_anything_is_fetched(served: Path, fetched: Path) -> None:
    with hub_server({NAME: served}) as hub:
        with pytest.raises(UserError, match="holds a t5 model, and gector is for"):
            added(hub, fetched, draft=CheckpointDraft("gector"))
        (served / "model.safetensors").unlink()
        with pytest.raises(UserError, match=r"are pickled\..*--allow-pickle"):
            added(hub, fetched)
        assert not hub.asked("tokenizer.json")
        assert not fetched.exists()
        (one,) = added(hub, fetched, draft=CheckpointDraft("t5-instruction", pickle=True)).all()
    assert (one.folder / "pytorch_model.bin").exists()


def test_too_little_room_is_said_before_anything_is_fetched(served: Path, fetched: Path) -> None:
    with hub_server({NAME: served}) as hub:
        hub.sizes = {"model.safetensors": 1 << 50}
        assert "There is not enough space for grammarly/small" in refused(hub, fetched)
        assert not hub.asked("tokenizer.json")


def test_removing_deletes_what_was_fetched_and_nothing_that_was_given(served: Path, fetched: Path) -> None:
    with hub_server({NAME: served}) as hub:
        checkpoints = added(hub, fetched)
        added(hub, fetched, draft=CheckpointDraft("t5-instruction", "second"))
    added(hub, fetched, given=str(served), draft=CheckpointDraft("t5-instruction", "own"))
    own = checkpoints.find("small").folder
    assert checkpoints.remove("second").deleted == ()  # the first one still needs it
    (own / "notes.txt").write_text("mine", encoding="utf-8")
    gone = checkpoints.remove("small")
    assert (gone.deleted, gone.freed > WEIGHTS) == ((own,), True)
    assert [path.name for path in own.iterdir()] == ["notes.txt"]
    assert checkpoints.remove("own").deleted == ()
    assert (served / "model.safetensors").stat().st_size == WEIGHTS


def test_what_was_begun_and_not_ended_is_listed(served: Path, fetched: Path) -> None:
    with hub_server({NAME: served}) as hub:
        hub.cuts = [100_000, 0, 0]
        refused(hub, fetched)
    (begun,) = Checkpoints(fetched.parent / "checkpoints.json").unused(fetched)
    assert (begun.origin, begun.whole) == (f"{NAME}@{COMMIT}", False)
    assert WEIGHTS > begun.here > 100_000


def test_nothing_is_deleted_while_another_program_fetches(served: Path, fetched: Path) -> None:
    with hub_server({NAME: served}) as hub:
        checkpoints = added(hub, fetched)
    (folder,) = fetched.glob("*/")
    with FileLock(fetched / ".lock"):
        with pytest.raises(UserError, match="Another program is downloading"):
            checkpoints.remove("small")
        assert (folder / "model.safetensors").exists()
    (unused,) = checkpoints.unused(fetched)
    assert delete_fetched(unused) > WEIGHTS
    assert not folder.exists()


@pytest.mark.parametrize(
    ("given", "name", "revision"),
    [
        ("grammarly/coedit-large", "grammarly/coedit-large", "main"),
        ("a/b.c@v1.0", "a/b.c", "v1.0"),
        ("a/b@refs/pr/3", "a/b", "refs/pr/3"),
    ],
)
def test_what_names_a_model_on_a_hub(given: str, name: str, revision: str) -> None:
    assert hub_id(given) == HubId(name, revision)


@pytest.mark.parametrize("given", ["coedit", "./a/b", "/a/b", "a/b/c", "a/..", "a/b@", "~/b", "a b/c", ""])
def test_what_names_none(given: str) -> None:
    assert hub_id(given) is None


def test_a_folder_goes_before_a_hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert source_from("a/b") == tmp_path / "a" / "b"
    assert source_from("a/c") == HubId("a/c")


def test_a_record_that_is_damaged_names_nothing_to_delete(tmp_path: Path) -> None:
    for content in (b"", b"[]", b"\xff", json.dumps({"name": "a/b", "files": 3}).encode()):
        (tmp_path / RECORD).write_bytes(content)
        assert read_fetched(tmp_path) is None


@pytest.mark.skipif(importlib.util.find_spec("huggingface_hub") is None, reason="huggingface_hub is not installed")
def test_the_hub_of_these_tests_is_one_to_its_own_client(served: Path, tmp_path: Path) -> None:
    """The real client of the real hub fetches from it, so that what we talk to here has the shape of that."""
    code = """import sys
from huggingface_hub import HfApi, hf_hub_download
found = HfApi().model_info(sys.argv[1], revision="main", files_metadata=True)
print(found.sha, found.card_data.license)
for each in found.siblings:
    print(each.rfilename, each.size, each.lfs and each.lfs.sha256, hf_hub_download(sys.argv[1], each.rfilename))
"""
    with hub_server({NAME: served}) as hub:
        more = {"HF_ENDPOINT": hub.endpoint, "HF_HOME": str(tmp_path / "home"), "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
        done = subprocess.run(
            [sys.executable, "-c", code, NAME],
            env=os.environ | more,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 0, done.stderr
    first, *lines = done.stdout.splitlines()
    assert first == f"{COMMIT} cc-by-nc-4.0"
    found = {name: (size, digest, Path(path)) for name, size, digest, path in (line.split(" ", 3) for line in lines)}
    assert set(found) == {path.name for path in served.iterdir()}
    size, digest, path = found["model.safetensors"]
    assert (size, digest) == (str(WEIGHTS), sha256((served / "model.safetensors").read_bytes()).hexdigest())
    assert path.read_bytes() == (served / "model.safetensors").read_bytes()
