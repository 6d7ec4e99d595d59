"""AsciiDoc: attributes, listings, tables, macros and inline markup are locked."""

import re

from reviser.documents.lines.line_format import LineFormat
from reviser.documents.lines.masker import Fence, LineSyntax


class AsciiDoc(LineFormat):
    """Documents of Asciidoctor."""

    including = re.compile(r"(?m)^include::([^\s\[\]{}][^\r\n\[\]{}]{0,200})\[[^\]\r\n]*\][ \t]*$")
    syntax = LineSyntax(
        fences=(
            Fence(re.compile(r"(?:={4,}|\*{4,}|_{4,}|--)[ \t]*$"), prose=True),
            Fence(re.compile(r"(?:-{4,}|\.{4,}|\+{4,}|/{4,}|[|!:,]={3,})[ \t]*$")),
            Fence(re.compile(r"```"), lambda _: re.compile(r"```[ \t]*$")),
        ),
        # A title with its author lines; a paragraph with a style that is not prose.
        paragraphs=re.compile(
            r"\[(?:source|listing|literal|stem|latexmath|asciimath|plantuml|mermaid|ditaa|graphviz|pass|%?(?:cols|options))\b"
        ),
        lines=re.compile(
            r":!?[\w-]+!?:|\[.*\][ \t]*$|//|[a-z][\w-]*::\S*\[.*\][ \t]*$|(?:'''|<<<|\+|---|\*\*\*)[ \t]*$|\|"
            r"|[\w .-]+ <[^<>@\s]+@[^<>\s]+>[ \t]*$|v\d[\w.]*(?:,.*)?$"
        ),
        prefix=re.compile(
            r"(?:={1,6}|\#{1,6}|\*{1,5}|-|\.{1,5}|\d+\.|[a-zA-Z]\.|<\d+>|<\.>)[ \t]+(?:\[[ x*]\][ \t]+)?"
            r"|\.(?=[^\s.])|(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+|[^\s:\r\n][^:\r\n]{0,100}?:{2,4}[ \t]+"
        ),
        inline=re.compile(
            r"""(?x)
              \[\[[^\]\r\n]{0,300}\]\] | <<[^>\r\n]{0,300}>> | \{[\w-]+(?::[^}\r\n]{0,300})?\}
            | \(\(\(?[^)\r\n]{0,300}\)?\)\)
            | [a-zA-Z][\w+-]{0,20}:[^\s\[\]]{0,300}\[(?:[^\]\\\r\n]|\\.|[\r\n](?!\s*[\r\n])){0,1000}\]  # macros, links
            | (?:\[[^\]\r\n]{0,300}\])?(?:``?[^`\r\n]{1,300}``?
               |\+\+?\+?[^+\r\n]{1,300}\+\+?\+?|\*\*?[^*\s][^*\r\n]{0,300}\*\*?
               |__?[^_\s][^_\r\n]{0,300}__?|\#\#?[^\#\r\n]{1,300}\#\#?|\^[^\s^]{1,300}\^|~[^\s~]{1,300}~)
            | [ ]\+(?=[ \t]*$) | [`*_+\#^~{}|\\<>\[\]] | ::
            """,
            re.MULTILINE,
        ),
        heading=re.compile(r"(={1,6}|#{1,6})[ \t]+\S"),
        underline=re.compile(r"([-=~^+])\1{2,}"),
        indent_is_code=True,
    )
