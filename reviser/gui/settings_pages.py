"""The pages of the settings dialog, so that other modules can open one."""

from enum import IntEnum


class SettingsPage(IntEnum):
    """The pages, in the order of the dialog."""

    GENERAL = 0
    REVIEWING = 1
    KEYS = 2
    LOOK = 3
    MODELS = 4
    LANGUAGE_MODEL = 5
    CHECKPOINTS = 6
