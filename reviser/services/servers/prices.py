"""Prices of models: a JSON table beside the settings, which the person fills in from their service's price list."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatchcase
from pathlib import Path

from reviser import files
from reviser.assets import asset
from reviser.errors import UserError
from reviser.messages import message

MILLION = 1_000_000


class PriceError(UserError):
    """The table is invalid; the sentence says what to correct."""


@dataclass(frozen=True, slots=True)
class Price:
    """The price of models whose "NAME:MODEL" or "MODEL" matches the pattern `model` (* stands for anything), per
    million tokens."""

    model: str
    tokens_in: Decimal
    tokens_out: Decimal
    cached: Decimal

    def of(self, tokens_in: int, tokens_out: int, cached: int = 0) -> Decimal:
        """The cost of so many tokens; `cached` input tokens came from the service's cache."""
        cached = min(cached, tokens_in)
        fresh = (tokens_in - cached) * self.tokens_in
        return (fresh + cached * self.cached + tokens_out * self.tokens_out) / MILLION


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The greatest cost of a round, and of all rounds of a document; None for no limit."""

    round: Decimal | None = None
    document: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Prices:
    """The table. `currency` is only displayed."""

    currency: str = "USD"
    models: tuple[Price, ...] = ()
    ceiling: Ceiling = Ceiling()

    def find(self, server: str, model: str) -> Price | None:
        """The first matching line; None if the price is unknown."""
        for price in self.models:
            if fnmatchcase(f"{server}:{model}", price.model) or fnmatchcase(model, price.model):
                return price
        return None


def load(path: Path) -> Prices:
    """The table in `path`; empty if the file does not exist. Raises PriceError if it is damaged, because ignoring a
    ceiling would cost money."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except FileNotFoundError:
        return Prices()
    except (OSError, ValueError, RecursionError) as error:
        raise PriceError(
            message("{path} cannot be read as a table of prices: correct or remove it.", path=path)
        ) from error
    if not isinstance(stored, Mapping):
        raise PriceError(message("{path} is not a table of prices: correct or remove it.", path=path))
    models = stored.get("models", [])
    ceiling = stored.get("ceiling") or {}
    if not isinstance(models, list) or not isinstance(ceiling, Mapping):
        raise PriceError(
            message(
                "In {path}, “models” must be a list and “ceiling” an object: correct the file, or remove it.", path=path
            )
        )
    currency = stored.get("currency", "USD")
    return Prices(
        currency if isinstance(currency, str) else "USD",
        tuple(_price(entry, path) for entry in models),
        Ceiling(_amount(ceiling.get("round"), path), _amount(ceiling.get("document"), path)),
    )


def create(path: Path) -> bool:
    """Create an empty table with an explanation; False if there is one. Raises UserError on failure."""
    if path.exists():
        return False
    try:
        files.make_folder(path.parent)
        files.write(path, asset("prices.json").read_bytes())
    except OSError as error:
        raise UserError(
            message("The table of prices could not be written to {path}: {reason}.", path=path, reason=error.strerror)
        ) from error
    return True


def _price(entry: object, path: Path) -> Price:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("model"), str):
        raise PriceError(message("In {path}, an entry of “models” has no “model”: correct it.", path=path))
    tokens_in, tokens_out = _amount(entry.get("in"), path), _amount(entry.get("out"), path)
    if tokens_in is None or tokens_out is None:
        raise PriceError(
            message("In {path}, the price of {model} lacks “in” or “out”: add it.", path=path, model=entry["model"])
        )
    cached = _amount(entry.get("cached"), path)
    return Price(entry["model"], tokens_in, tokens_out, tokens_in if cached is None else cached)


def _amount(value: object, path: Path) -> Decimal | None:
    """A sum of money from a file."""
    if value is None:
        return None
    try:
        amount = Decimal(value) if isinstance(value, int | str | Decimal) and not isinstance(value, bool) else None
    except InvalidOperation:
        amount = None
    if amount is None or not amount.is_finite() or amount < 0:
        raise PriceError(
            message("In {path}, a price or ceiling is not an amount of money: write it like 0.25.", path=path)
        )
    return amount
