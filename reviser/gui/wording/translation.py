"""The translation of the interface, read from the .ts files that Qt Linguist edits.

The .ts files are read at run time, so nothing has to be compiled, and a translator sees changes at the next start. The
English file holds only the singular and plural forms of English."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from reviser.assets import asset

SOURCE = "en"  # the language of the strings in the program
SYSTEM = "system"


def _one_or_many(count: int) -> int:
    return int(count != 1)


# Which numerus form of a message a count takes, in the order of the .ts file (plural rules of Unicode CLDR for whole
# numbers). Other languages have one form for 1 and one for all other counts.
_FORMS: dict[str, Callable[[int], int]] = {
    "fr": lambda n: int(n > 1),
    "ja": lambda _: 0,
    "ko": lambda _: 0,
    "pl": lambda n: 0 if n == 1 else 1 if n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14} else 2,
    "ru": lambda n: 2 if n % 10 not in {1, 2, 3, 4} or n % 100 in {11, 12, 13, 14} else int(n % 10 != 1),
    "zh": lambda _: 0,
}


@dataclass(frozen=True, slots=True)
class CatalogueMessage:
    """A string of the program: its context, its English source, and its translation in one or more forms."""

    context: str
    source: str
    comment: str
    forms: tuple[str, ...]
    numbered: bool


def read_catalogue(file: Traversable) -> tuple[CatalogueMessage, ...]:
    """The finished messages of a .ts file (Qt's TS format 2.1). Raises ElementTree.ParseError if it is not XML."""
    messages: list[CatalogueMessage] = []
    for context in ElementTree.fromstring(file.read_text(encoding="utf-8")).iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") is not None:
                continue  # unfinished or vanished
            numbered = message.get("numerus") == "yes"
            parts = translation.findall("numerusform") if numbered else [translation]
            forms = tuple(part.text or "" for part in parts)
            if forms and all(forms):
                source, comment = message.findtext("source", ""), message.findtext("comment", "")
                messages.append(CatalogueMessage(name, source, comment, forms, numbered))
    return tuple(messages)


class Catalogue(QTranslator):
    """A QTranslator for the messages of a .ts file."""

    def __init__(self, language: str, messages: tuple[CatalogueMessage, ...]) -> None:
        super().__init__()
        self._form = _FORMS.get(language, _one_or_many)
        self._messages = {(message.context, message.source, message.comment): message for message in messages}

    def sources(self, context: str) -> tuple[str, ...]:
        """The English sources in a context."""
        return tuple(source for of, source, _ in self._messages if of == context)

    def isEmpty(self) -> bool:
        return not self._messages

    def translate(self, context: str, source: str, /, disambiguation: str | None = None, n: int = -1) -> str | None:
        message = self._messages.get((context, source, disambiguation or ""))
        if message is None:
            return None
        return message.forms[min(self._form(n), len(message.forms) - 1)] if message.numbered else message.forms[0]


_spoken: list[Catalogue] = []  # the installed catalogues


def translated_sources(context: str) -> tuple[str, ...]:
    """The English sources of a context that the installed language translates."""
    return tuple(source for catalogue in _spoken for source in catalogue.sources(context))


def languages() -> tuple[str, ...]:
    """The available languages, English first."""
    names = [file.name for file in asset("translations").iterdir() if file.name.endswith(".ts")]
    found = {name.removeprefix("reviser_").removesuffix(".ts") for name in names}
    return (SOURCE, *sorted(found - {SOURCE}))


def language_for(setting: str) -> str:
    """The language for a setting: the one it names, or the system's; English if there is no translation."""
    wanted = QLocale.system().name() if setting == SYSTEM else setting
    there = languages()
    return next((name for name in (wanted, wanted.split("_")[0]) if name in there), SOURCE)


def install_translation(application: QCoreApplication, setting: str) -> tuple[QTranslator, ...]:
    """Set the language of the interface ("de", or "system"), including its number format and Qt's own strings. Call it
    before any window is created. Returns the translators, for `remove_translation`."""
    language = language_for(setting)
    system = QLocale.system()
    QLocale.setDefault(system if system.name().split("_")[0] == language else QLocale(language))
    of_qt = QTranslator()
    of_qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    wanted = dict.fromkeys((SOURCE, language))
    own = [Catalogue(name, read_catalogue(asset("translations", f"reviser_{name}.ts"))) for name in wanted]
    translators = (of_qt, *own)
    _spoken.extend(own)
    for translator in translators:
        application.installTranslator(translator)
    return translators


def remove_translation(application: QCoreApplication, translators: tuple[QTranslator, ...]) -> None:
    """Remove the translators that `install_translation` returned."""
    for translator in translators:
        application.removeTranslator(translator)
        if translator in _spoken:
            _spoken.remove(translator)
