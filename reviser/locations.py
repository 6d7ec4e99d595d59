"""Where the program's files lie: as the environment names them, else in the platform's folders."""

import os
from pathlib import Path

import platformdirs


def database_path(given: Path | None = None) -> Path:
    """Where the history lies: as given, else REVISER_DB, else the platform's data folder."""
    if given is not None:
        return given
    named = os.environ.get("REVISER_DB")
    return Path(named) if named else platformdirs.user_data_path("reviser", appauthor=False) / "history.db"


def settings_path() -> Path:
    """Where the settings lie."""
    return platformdirs.user_config_path("reviser", appauthor=False) / "settings.json"


def servers_path() -> Path:
    """Where the person's servers lie, without their keys."""
    return settings_path().with_name("servers.json")


def prices_path() -> Path:
    """Where the person's table of prices lies."""
    return settings_path().with_name("prices.json")


def prompts_path() -> Path:
    """Where the person's own prompts lie, in place of those that come with the program."""
    return settings_path().with_name("prompts")


def models_path() -> Path:
    """The folder of language models: as REVISER_MODELS names it, else `models` in the platform's data folder."""
    named = os.environ.get("REVISER_MODELS")
    return Path(named) if named else platformdirs.user_data_path("reviser", appauthor=False) / "models"


def checkpoints_path() -> Path:
    """Where it is written down which checkpoints the person added."""
    return settings_path().with_name("checkpoints.json")


def fetched_checkpoints_path() -> Path:
    """The folder of checkpoints that were fetched from a hub."""
    return models_path() / "checkpoints"


def log_path() -> Path:
    """Where faults of the program are written down."""
    return platformdirs.user_log_path("reviser", appauthor=False) / "errors.log"
