"""Org: keywords, drawers, tables, source blocks, links and inline markup are locked."""

import re

from reviser.documents.lines.line_format import LineFormat
from reviser.documents.lines.masker import Fence, LineSyntax

_PROSE = "quote|center|verse|abstract"


class Org(LineFormat):
    """Documents of Emacs's Org mode."""

    # After the file name can be "src" or "example": then it is code.
    including = re.compile(r'(?im)^[ \t]*#\+include:[ \t]*"([^"\r\n:]{1,200})(?:::[^"\r\n]*)?"[ \t]*(?:$|:)')
    syntax = LineSyntax(
        fences=(
            Fence(re.compile(rf"(?i)#\+(?:begin|end)_(?:{_PROSE})\b"), prose=True),
            Fence(
                re.compile(r"(?i)#\+begin_?(\w*):?"),
                lambda found: re.compile(rf"(?i)#\+end_?{re.escape(found[1])}:?"),
            ),
            Fence(re.compile(r":[\w-]+:[ \t]*$"), lambda _: re.compile(r"(?i):END:[ \t]*$")),
            Fence(re.compile(r"\\begin\{([^{}]+)\}"), lambda found: re.compile(rf".*\\end\{{{re.escape(found[1])}\}}")),
        ),
        lines=re.compile(
            r"(?i)#\+(?!(?:title|subtitle|caption):)|#(?:\s|$)|\||:(?:\s|$)|-{5,}[ \t]*$|%%\(|CLOCK:"
            r"|(?:SCHEDULED|DEADLINE|CLOSED):"
        ),
        heading=re.compile(r"(\*+)[ \t]+\S"),
        prefix=re.compile(
            r"\*+[ \t]+(?:[A-Z]{3,}[ \t]+)?(?:\[\#\w\][ \t]+)?|(?:[-+]|\d+[.)]|[a-zA-Z][.)])[ \t]+(?:\[[ X-]\][ \t]+)?"
            r"|(?i:\#\+(?:title|subtitle|caption):[ \t]*)|\[fn:[\w-]+\][ \t]+"
        ),
        inline=re.compile(
            r"""(?x)
              \[\[[^\]\r\n]{0,300}\](?:\[[^\]\r\n]{0,300}\])?\]
            | \[fn:[^\]\r\n]{0,300}\] | \[cite[^\]\r\n]{0,300}\]
            | <<[^>\r\n]{0,300}>>>?
            | [<\[]\d{4}-\d\d-\d\d[^>\]\r\n]{0,300}[>\]] | \{\{\{[^}\r\n]{0,300}\}\}\} | @@[^@\r\n]{0,300}@@
            | src_\w+(?:\[[^\]\r\n]{0,300}\])?\{[^}\r\n]{0,300}\}
            | \\\([^\r\n]{0,300}?\\\) | \\\[[^\r\n]{0,300}?\\\] | \$[^$\s][^$\r\n]{0,300}\$ | \\[A-Za-z]+(?:\{\})?
            | (?<![\w*/_=~+])([*/_=~+])(?=\S)(?:[^\r\n]{0,300}?\S)?\1(?![\w*/_=~+])
            | [ \t]{1,80}:[\w@:%]{1,80}:[ \t]{0,80}$ | [ \t]{1,9}\[\d{0,4}(?:/\d{0,4}|%)\] | [ \t]::(?=\s|$) | \\\\$
            | [*=~|\\{}\[\]<>$@^_] | \+(?=\S) | (?<=\S)\+
            """,
            re.MULTILINE,
        ),
    )
