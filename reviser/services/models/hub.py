"""Checkpoints on a model hub (Hugging Face's, or a server that speaks its API): what one is, and how it is fetched.

Whose token is sent and where the hub is, huggingface_hub knows. The bytes come through the downloader of this program:
since version 2 the package deletes what had come when a download is cancelled, and here the next one goes on."""

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from reviser import files
from reviser.errors import ReviserError, UsageError, UserError
from reviser.messages import message
from reviser.revisers.checkpoints.folder import CheckpointConfig, config_from
from reviser.revisers.net.addresses import is_loopback
from reviser.services.models.fetched_folder import FetchedFolder, HubFile, fetched_path, write_record
from reviser.services.models.model_disk import writing
from reviser.services.models.model_files import alone, fetch_rest, hash_of, require_room
from reviser.services.models.model_status import ModelStep, OnModelStep

if TYPE_CHECKING:
    from reviser.revisers.net.download import Downloader

USUAL_REVISION = "main"
_ID = re.compile(r"([A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95})(?:@(\w[\w./-]{0,199}))?", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}")
_SAFETENSORS = re.compile(r"model(?:-\d+-of-\d+)?\.safetensors(?:\.index\.json)?")
_PICKLED = re.compile(r"pytorch_model(?:-\d+-of-\d+)?\.bin(?:\.index\.json)?")
# What a tokenizer, a config and a model card are called; nothing else is fetched beside the weights.
_TEXTS = {
    "config.json",
    "generation_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "spiece.model",
    "sentencepiece.bpe.model",
    "tokenizer.model",
    "vocab.json",
    "vocab.txt",
    "merges.txt",
    "verb-form-vocab.txt",
    "README.md",
    "LICENSE",
    "LICENSE.txt",
    "LICENSE.md",
}


@dataclass(frozen=True, slots=True)
class HubId:
    """`name` is OWNER/NAME, `revision` a branch, a tag or a commit."""

    name: str
    revision: str = USUAL_REVISION

    def __str__(self) -> str:
        return self.name if self.revision == USUAL_REVISION else f"{self.name}@{self.revision}"


def hub_id(given: str) -> HubId | None:
    """OWNER/NAME or OWNER/NAME@REVISION; None where `given` is nothing of the kind."""
    match = _ID.fullmatch(given)
    return None if match is None else HubId(match[1], match[2] or USUAL_REVISION)


@dataclass(frozen=True, slots=True)
class HubConnection:
    """Where the hub is, and what is sent with each request: the person's token, which no repr shows."""

    endpoint: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def host(self) -> str:
        return urlsplit(self.endpoint).hostname or self.endpoint


def connect_hub() -> HubConnection:
    """The hub that HF_ENDPOINT names, else Hugging Face's, with the token of `hf auth login` or HF_TOKEN, which is sent
    over no open connection. ReviserError where huggingface_hub is missing, or told to stay offline."""
    try:
        # Imported here: it takes a third of a second, and only fetching needs it.
        from huggingface_hub import constants, get_token
    except ImportError as error:
        raise ReviserError(
            message(
                "Fetching a checkpoint needs huggingface_hub, which is missing: pip install 'reviser[models]'."
                " Or name a folder."
            )
        ) from error
    if constants.HF_HUB_OFFLINE:
        raise ReviserError(
            message("HF_HUB_OFFLINE is set, so nothing is fetched: unset it, or name the checkpoint's folder.")
        )
    address = urlsplit(constants.ENDPOINT)
    token = get_token() if address.scheme == "https" or is_loopback(address.hostname or "") else None
    return HubConnection(constants.ENDPOINT.rstrip("/"), {"Authorization": f"Bearer {token}"} if token else {})


@dataclass(frozen=True, slots=True)
class HubModel:
    """A checkpoint on a hub at one commit. `files`: all that can be of use, by name. `license`: empty where its card
    names none."""

    id: HubId
    commit: str
    files: tuple[HubFile, ...]
    license: str
    config: CheckpointConfig

    @property
    def pickled(self) -> bool:
        """Whether its weights are pickles, as no safetensors are there."""
        return not any(_SAFETENSORS.fullmatch(file.name) for file in self.files)

    def needed(self, *, pickle: bool) -> tuple[HubFile, ...]:
        """The files to fetch, small ones first. UsageError where its weights are pickled and `pickle` is not allowed;
        ReviserError where it has none."""
        weights = _PICKLED if self.pickled else _SAFETENSORS
        found = [file for file in self.files if weights.fullmatch(file.name)]
        if not found:
            raise ReviserError(message("{id} has no weights that transformers could load: choose another.", id=self.id))
        if self.pickled and not pickle:
            raise UsageError(
                message(
                    "The weights of {id} are pickled. They are read by torch's reader for weights alone, which runs no"
                    " code; say that you want that with --allow-pickle.",
                    id=self.id,
                )
            )
        texts = [file for file in self.files if file.name in _TEXTS]
        return (*texts, *sorted(found, key=lambda file: file.size))

    @property
    def size(self) -> int:
        """Bytes to fetch in all."""
        return sum(file.size for file in self.needed(pickle=True))

    @property
    def memory(self) -> int:
        """Bytes that the weights take once loaded, as 32-bit floats."""
        weights = _PICKLED if self.pickled else _SAFETENSORS
        size = sum(file.size for file in self.files if weights.fullmatch(file.name))
        return 2 * size if self.config.halves else size


class Hub:
    """`folder`: where fetched checkpoints go; it need not exist. `connect` is called when the hub is needed."""

    def __init__(self, folder: Path, connect: Callable[[], HubConnection] = connect_hub) -> None:
        self.folder = folder
        self._connect = connect

    async def look(self, wanted: HubId) -> HubModel:
        """What a checkpoint is; only its list of files and its config.json are fetched. UserError where there is none,
        it is closed to this person, or the hub is not reached."""
        connection = await asyncio.to_thread(self._connect)
        listing = await self._page(
            connection,
            wanted,
            f"{connection.endpoint}/api/models/{wanted.name}/revision/{quote(wanted.revision, safe='')}?blobs=true",
        )
        commit, found, license_name = _listed_files(listing, connection)
        if not any(file.name == "config.json" for file in found):
            raise ReviserError(
                message("{id} has no config.json: it is no checkpoint of transformers. Choose another.", id=wanted)
            )
        config = await self._page(connection, wanted, _address(connection, wanted, commit, "config.json"))
        return HubModel(wanted, commit, found, license_name, config_from(config, str(wanted)))

    async def fetch(self, model: HubModel, *, pickle: bool, on_step: OnModelStep = lambda *_: None) -> Path:
        """The folder that holds the checkpoint, fetched as far as it is not there. Cancelling stops at once and keeps
        what came. UserError on failure."""
        path = fetched_path(self.folder, model.id.name, model.commit)
        fetched = FetchedFolder(path, model.id.name, model.commit, model.needed(pickle=pickle))
        if fetched.whole:
            return path
        connection = await asyncio.to_thread(self._connect)
        downloader = _downloader(connection)
        async with alone(self.folder, on_step):
            require_room(self.folder, fetched.size - fetched.here, model.id.name)
            write_record(fetched)
            before = 0  # bytes of the files before the one in hand
            for file in fetched.files:
                if not fetched.has(file):
                    address = _address(connection, model.id, model.commit, file.name)
                    told = _Offset(on_step, before, fetched.size)
                    await self._fetch_file(downloader, connection, model.id, fetched, file, address, told)
                before += file.size
        return path

    async def _fetch_file(
        self,
        downloader: "Downloader",
        connection: HubConnection,
        wanted: HubId,
        fetched: FetchedFolder,
        file: HubFile,
        address: str,
        told: "_Offset",
    ) -> None:
        """Bring one file into its folder, whole and with the hash that the hub tells."""
        from reviser.revisers.net.download import AbsentError, ForbiddenError

        part = fetched.part(file)
        for attempt in (1, 2):
            try:
                began = await fetch_rest(downloader, address, part, file.size, told.fetching)
            except ForbiddenError:
                raise _gated(connection, wanted) from None
            except AbsentError:
                raise _absent(connection, wanted) from None
            if not file.sha256 or await hash_of(part, file.size, told) == file.sha256:
                break
            with writing(fetched.path):
                part.unlink(missing_ok=True)
            if began == 0 or attempt == 2:
                raise UserError(
                    message(
                        "What {host} sent for {file} of {id} does not have the hash that it tells: try again. If it"
                        " happens again, check your network or proxy.",
                        host=connection.host,
                        file=file.name,
                        id=wanted,
                    )
                )
        with writing(fetched.path):
            files.move_into_place(part, fetched.path / file.name, private=False)

    async def _page(self, connection: HubConnection, wanted: HubId, address: str) -> str:
        from reviser.revisers.net.download import AbsentError, ForbiddenError

        try:
            return (await _downloader(connection).page(address, "application/json, */*;q=0.5")).text
        except AbsentError:
            raise _absent(connection, wanted) from None
        except ForbiddenError:
            raise (_gated if "/resolve/" in address else _hidden)(connection, wanted) from None


class _Offset:
    """The progress of one file, as that of all of them."""

    def __init__(self, on_step: OnModelStep, before: int, of: int) -> None:
        self._on_step = on_step
        self._before = before
        self._of = of

    def fetching(self, done: int) -> None:
        self._on_step(ModelStep.FETCHING, self._before + done, self._of)

    def __call__(self, step: ModelStep, done: int, of: int) -> None:
        self._on_step(step, done, of)


def _downloader(connection: HubConnection) -> "Downloader":
    # Imported here, because only a download needs httpx.
    from reviser.revisers.net.download import Downloader

    return Downloader(message("the model hub"), headers=connection.headers)


def _address(connection: HubConnection, wanted: HubId, commit: str, file: str) -> str:
    return f"{connection.endpoint}/{wanted.name}/resolve/{commit}/{quote(file)}"


def _listed_files(text: str, connection: HubConnection) -> tuple[str, tuple[HubFile, ...], str]:
    """The commit, the files that can be of use and the licence that the hub's answer names."""
    try:
        answer = json.loads(text)
        commit = str(answer["sha"])
        found = [_file(each) for each in answer["siblings"] if _is_of_use(str(each["rfilename"]))]
        card = answer.get("cardData") or {}
        license_name = str(card.get("license_name") or card.get("license") or "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        commit, found, license_name = "", [], ""
    if not _COMMIT.fullmatch(commit):
        raise ReviserError(
            message(
                "{host} does not answer as a model hub does: check HF_ENDPOINT, or your proxy.", host=connection.host
            )
        )
    return commit, tuple(sorted(found, key=lambda file: file.name)), license_name


def _file(entry: Mapping[str, object]) -> HubFile:
    stored = entry.get("lfs")
    hashed = str(stored.get("sha256") or "") if isinstance(stored, Mapping) else ""
    size = entry["size"]
    if not isinstance(size, int) or size < 0:
        raise ValueError(size)
    return HubFile(str(entry["rfilename"]), size, hashed)


def _is_of_use(name: str) -> bool:
    return name in _TEXTS or bool(_SAFETENSORS.fullmatch(name) or _PICKLED.fullmatch(name))


def _absent(connection: HubConnection, wanted: HubId) -> ReviserError:
    return ReviserError(
        message(
            "{host} has no model {id}, and there is no folder of that name: check how it is written.",
            host=connection.host,
            id=wanted,
        )
    )


def _hidden(connection: HubConnection, wanted: HubId) -> ReviserError:
    """A hub says the same of a model that is private, and of none."""
    return ReviserError(
        message(
            "{host} has no model {id}, or shows it only to people who are logged in: check how it is written, or log in"
            " with: hf auth login.",
            host=connection.host,
            id=wanted,
        )
    )


def _gated(connection: HubConnection, wanted: HubId) -> ReviserError:
    return ReviserError(
        message(
            "{host} gives {id} only to people who agreed to its terms: do that at {page}, then log in with: hf auth"
            " login.",
            host=connection.host,
            id=wanted,
            page=f"{connection.endpoint}/{wanted.name}",
        )
    )
