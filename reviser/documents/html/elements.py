"""How elements of HTML are read, by name in lower case; all others are part of a line."""


def _names(words: str) -> frozenset[bytes]:
    return frozenset(words.encode().split())


# Elements that begin and end lines.
BLOCKS = _names(
    """address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol
    optgroup option p pre search section summary table tbody td tfoot th thead tr ul"""
)
# Elements that are a line even if they are empty.
LINES = _names("p h1 h2 h3 h4 h5 h6 li dt dd td th")
# Elements that can be split, and joined with the next, if they contain one line and nothing else.
PARAGRAPHS = _names("p h1 h2 h3 h4 h5 h6 li dt dd div blockquote address")
# Elements whose end tag can be omitted: they end before one of these.
IMPLIED = {
    b"li": _names("li"), b"dt": _names("dt dd"), b"dd": _names("dt dd"), b"td": _names("td th"),
    b"th": _names("td th"), b"tr": _names("td th tr"), b"tbody": _names("td th tr thead tbody"),
    b"tfoot": _names("td th tr thead tbody"),
}  # fmt: skip
# Elements without content and end tag.
VOID = _names("area base br col embed frame hr img input link meta param source track wbr")
# Elements that are invisible with their content.
SILENT = _names("script style template title datalist rp noembed noframes link meta base wbr area param source track")
# Elements whose content is not markup: it ends at the first matching end tag.
RAW = _names("script style title textarea iframe noembed noframes xmp")
# Elements that are one sign each, with their content.
OBJECTS = _names(
    """img svg math iframe object audio video canvas select textarea input button embed frame picture applet rt rtc
    xmp"""
)
# Names in code: shown but locked.
CODE = _names("code kbd samp tt var")
LISTS = _names("ul ol menu dir")
SET_IN = _names("ul ol menu dir dd blockquote")
HEADINGS = {b"h%d" % level: level for level in range(1, 7)}
STRONG = _names("b strong th")
EMPHASIS = _names("i em cite dfn")
