"""The colours of the window, named by their use: light, dark and high-contrast palettes."""

from dataclasses import dataclass

from reviser.core.edit import Intent


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by their use, as "#rrggbb". Every text colour has a contrast of at least 4.5:1 on each background it is
    used on."""

    name: str
    dark: bool
    window: str  # behind everything
    panel: str  # lists and the inspector
    paper: str  # behind the text
    hover: str
    chosen: str  # the current row of a list
    current: str  # the current proposal in the text
    found: str  # matches of a search in the text
    line: str
    edge: str  # edges of controls, 3:1 on panel and window
    idle: str  # disabled text: 3:1 on panel and window, clearly different from the ink
    ink: str
    soft: str  # secondary text
    struck: str
    accent: str
    on_accent: str
    accent_hover: str
    done: str  # decided
    notice: str  # background of the message bar
    on_notice: str
    warning: str
    on_warning: str
    fluency: str
    clarity: str
    coherence: str
    style: str
    meaning: str
    other: str

    def intent(self, intent: Intent) -> str:
        match intent:
            case Intent.FLUENCY:
                return self.fluency
            case Intent.CLARITY:
                return self.clarity
            case Intent.COHERENCE:
                return self.coherence
            case Intent.STYLE:
                return self.style
            case Intent.MEANING_CHANGED:
                return self.meaning
            case Intent.OTHER:
                return self.other

    def intents(self) -> dict[Intent, str]:
        return {intent: self.intent(intent) for intent in Intent}


LIGHT = Palette(
    name="light",
    dark=False,
    window="#f3f2ef",
    panel="#faf9f7",
    paper="#ffffff",
    hover="#efede8",
    chosen="#e3ecf7",
    current="#fff1d6",
    found="#ffe48f",
    line="#e2dfd8",
    edge="#8b877e",
    idle="#8b877e",
    ink="#22211e",
    soft="#5f5b53",
    struck="#69635c",
    accent="#1f5fa8",
    on_accent="#ffffff",
    accent_hover="#184d8a",
    done="#35608f",
    notice="#e3ecf7",
    on_notice="#1b3e66",
    warning="#fdeccf",
    on_warning="#6b3d00",
    fluency="#1a5aa6",
    clarity="#a04800",
    coherence="#6a3fa0",
    style="#0a6470",
    meaning="#a0185a",
    other="#55585f",
)

DARK = Palette(
    name="dark",
    dark=True,
    window="#1b1c1f",
    panel="#212327",
    paper="#18191c",
    hover="#2b2e33",
    chosen="#283a52",
    current="#453a22",
    found="#324020",
    line="#33363c",
    edge="#7d838d",
    idle="#7d838d",
    ink="#e6e4df",
    soft="#aeaba4",
    struck="#b0aca5",
    accent="#7db2ee",
    on_accent="#10243b",
    accent_hover="#9cc5f4",
    done="#8fb6e0",
    notice="#24344a",
    on_notice="#cfe2f8",
    warning="#46361c",
    on_warning="#ffd9a0",
    fluency="#82b8f4",
    clarity="#f2a65e",
    coherence="#c3a6f2",
    style="#6fc7d3",
    meaning="#f291bd",
    other="#b8bcc4",
)

CONTRAST = Palette(
    name="high contrast",
    dark=True,
    window="#000000",
    panel="#000000",
    paper="#000000",
    hover="#1c1c1c",
    chosen="#00305f",
    current="#4a3500",
    found="#1d4a1d",
    line="#ffffff",
    edge="#ffffff",
    idle="#a0a0a0",
    ink="#ffffff",
    soft="#f0f0f0",
    struck="#d8d8d8",
    accent="#66b3ff",
    on_accent="#000000",
    accent_hover="#99ccff",
    done="#b3d9ff",
    notice="#00254a",
    on_notice="#ffffff",
    warning="#402b00",
    on_warning="#ffe0b0",
    fluency="#7cc0ff",
    clarity="#ffb45e",
    coherence="#d9bfff",
    style="#7fe5f2",
    meaning="#ff9ecb",
    other="#e0e0e0",
)

PALETTES = (LIGHT, DARK, CONTRAST)
