"""Finds the index of Python packages that this person's tools use, and files on it: often a mirror of an organisation,
because the public index cannot be reached or must not be used.

pip is not needed (programs installed by pipx or uv lack it); its settings and those of uv are read if they exist."""

import configparser
import json
import os
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

import platformdirs

from reviser.errors import UserError
from reviser.messages import message

if TYPE_CHECKING:
    from reviser.revisers.net.download import Downloader

USUAL = "https://pypi.org/simple"
NAME = "the package index"
# The Simple API: PEP 691's JSON, its HTML, and that of PEP 503, which every mirror has.
ACCEPT = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1"
SECTIONS = ("global", "install", "download")  # sections of pip's settings, later ones take precedence


@dataclass(frozen=True, slots=True)
class Index:
    """A package index: addresses of the Simple API, tried in this order. `ca_file` is trusted too, and `proxy`
    overrides the environment's; both are empty if not set."""

    addresses: tuple[str, ...] = (USUAL,)
    ca_file: str = ""
    proxy: str = ""

    @property
    def hosts(self) -> str:
        """The hosts for a message, without user or password."""
        return ", ".join(urlsplit(address).hostname or "" for address in self.addresses)

    def downloader(self) -> "Downloader":
        """The HTTP client for this index."""
        # Imported here, because only a download needs httpx.
        from reviser.revisers.net.download import Downloader

        return Downloader(NAME, ca_files=(self.ca_file,) if self.ca_file else (), proxy=self.proxy)

    async def find(self, downloader: "Downloader", project: str, file: str) -> str:
        """The address of a file of a project, such as a wheel. Raises UserError if no index has it or one fails."""
        from reviser.revisers.net.download import AbsentError

        for address in self.addresses:
            place = f"{address.rstrip('/')}/{project}/"
            try:
                page = await downloader.page(place, ACCEPT)
            except AbsentError:
                continue
            links = _of_json(page.text) if page.kind.endswith("json") else _of_html(page.text, page.address)
            for link in links:
                found = urldefrag(urljoin(page.address, link)).url
                if urlsplit(found).path.rpartition("/")[2] == file:
                    return _with_user(found, place)
        raise UserError(
            message(
                "{file} is not on the package index ({hosts}): ask its operator, or set PIP_INDEX_URL to "
                "another, such as {usual}.",
                file=file,
                hosts=self.hosts,
                usual=USUAL,
            )
        )


def configured_index(environ: Mapping[str, str], pip: Iterable[Path], uv: Iterable[Path]) -> Index:
    """The index of the environment, or else of pip's settings, or else of uv's (in files of which later ones take
    precedence), or else the public index. Raises UserError if no address can be used."""
    settings = _pip_settings(pip)
    own = _uv_settings(uv)
    first = (
        environ.get("PIP_INDEX_URL")
        or environ.get("UV_DEFAULT_INDEX")
        or environ.get("UV_INDEX_URL")
        or settings.get("index-url")
        or own.first
        or USUAL
    )
    more = (
        *environ.get("PIP_EXTRA_INDEX_URL", settings.get("extra-index-url", "")).split(),
        *environ.get("UV_INDEX", environ.get("UV_EXTRA_INDEX_URL", "")).split(),
        *own.more,
    )
    addresses = tuple(dict.fromkeys(filter(_is_usable, map(_without_name, (first, *more)))))
    if not addresses:
        raise UserError(
            message(
                "The configured package index ({host}) is not a web address: correct PIP_INDEX_URL.", host=_host(first)
            )
        )
    return Index(
        addresses,
        environ.get("PIP_CERT", settings.get("cert", "")),
        environ.get("PIP_PROXY", settings.get("proxy", "")),
    )


def pip_files(environ: Mapping[str, str]) -> Iterator[Path]:
    """The files of pip's settings, later ones taking precedence; they need not exist."""
    named = environ.get("PIP_CONFIG_FILE", "")
    if named == os.devnull:
        return
    name = "pip.ini" if sys.platform == "win32" else "pip.conf"
    sites = platformdirs.site_config_dir("pip", appauthor=False, multipath=True)
    yield from (Path(folder, name) for folder in reversed(sites.split(os.pathsep)))
    if sys.platform != "win32":
        yield Path("/etc/pip.conf")
    with suppress(RuntimeError):  # the home folder is unknown
        yield Path.home() / ("pip" if sys.platform == "win32" else ".pip") / name
        yield Path.home() / ".config" / "pip" / name
    yield platformdirs.user_config_path("pip", appauthor=False, roaming=True) / name
    yield Path(sys.prefix, name)
    if named:
        yield Path(named)


def uv_files(environ: Mapping[str, str]) -> Iterator[Path]:
    """The files of uv's settings, later ones taking precedence; they need not exist."""
    yield Path("/etc/uv/uv.toml")
    yield platformdirs.user_config_path("uv", appauthor=False, roaming=True) / "uv.toml"
    if named := environ.get("UV_CONFIG_FILE"):
        yield Path(named)


@dataclass(frozen=True, slots=True)
class _Uv:
    first: str = ""
    more: tuple[str, ...] = ()


def _pip_settings(paths: Iterable[Path]) -> dict[str, str]:
    settings: dict[str, str] = {}
    for path in paths:
        parser = configparser.RawConfigParser()
        try:
            parser.read(path, encoding="utf-8")
        except (configparser.Error, OSError, ValueError):
            continue  # pip reports it
        for section in SECTIONS:
            if parser.has_section(section):
                settings |= {name.replace("_", "-"): value.strip() for name, value in parser.items(section)}
    return settings


def _uv_settings(paths: Iterable[Path]) -> _Uv:
    indexes = _Uv()
    for path in paths:
        try:
            settings = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue  # uv reports it
        entries = settings.get("index")
        listed = [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
        usual = [str(entry.get("url", "")) for entry in listed if entry.get("default") is True]
        others = [str(entry.get("url", "")) for entry in listed if entry.get("default") is not True]
        extra = settings.get("extra-index-url")
        more = (*others, *map(str, extra if isinstance(extra, list) else ()))
        indexes = _Uv(next(iter(usual), str(settings.get("index-url") or "")) or indexes.first, more or indexes.more)
    return indexes


def _without_name(address: str) -> str:
    """The address without a name: uv allows NAME=ADDRESS."""
    name, equals, rest = address.partition("=")
    return rest if equals and name.replace("-", "").replace("_", "").isalnum() else address


def _is_usable(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _host(address: str) -> str:
    with suppress(ValueError):
        parts = urlsplit(address)
        return parts.hostname or parts.path
    return "unreadable"


def _of_json(text: str) -> Sequence[str]:
    """The addresses on a page in the JSON of PEP 691."""
    with suppress(ValueError, AttributeError, TypeError):
        return [str(file.get("url", "")) for file in json.loads(text).get("files", [])]
    return []


def _of_html(text: str, address: str) -> Sequence[str]:
    """The addresses on a page in the HTML of PEP 503."""
    links = _Links()
    links.feed(text)
    return [urljoin(urljoin(address, links.base), link) for link in links.addresses]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.base = ""
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs).get("href")
        if named and tag == "a":
            self.addresses.append(named)
        elif named and tag == "base":
            self.base = named


def _with_user(address: str, index: str) -> str:
    """The address of a file; on the host of the index, with the user and password of the index."""
    whole, ours = urlsplit(address), urlsplit(index)
    place = (whole.scheme, whole.hostname, whole.port) == (ours.scheme, ours.hostname, ours.port)
    user, at, _ = ours.netloc.rpartition("@")
    if not place or not at or "@" in whole.netloc:
        return address
    return whole._replace(netloc=f"{user}@{whole.netloc}").geturl()
