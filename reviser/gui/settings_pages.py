"""The pages of the settings, by which others open them."""

from enum import IntEnum


class SettingsPage(IntEnum):
    """The pages, in order."""

    GENERAL = 0
    REVIEWING = 1
    KEYS = 2
    LOOK = 3
    MODELS = 4
    LANGUAGE_MODEL = 5
