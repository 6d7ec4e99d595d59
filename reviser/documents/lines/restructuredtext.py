"""reStructuredText: directives, comments, tables, literal blocks and inline markup are locked."""

import re

from reviser.documents.lines.line_format import LineFormat
from reviser.documents.lines.masker import Fence, LineSyntax

_ADMONITIONS = "attention|caution|danger|error|hint|important|note|tip|warning|seealso"
_TABLE = r"=+(?:[ \t]+=+)+[ \t]*$"


class ReStructuredText(LineFormat):
    """Documents of Docutils and Sphinx."""

    including = re.compile(r"(?m)^[ \t]*\.\. include::[ \t]+([^<\s][^\r\n]{0,200})$")
    syntax = LineSyntax(
        fences=(Fence(re.compile(_TABLE), lambda _: re.compile(_TABLE), blank=True),),
        indented=re.compile(rf"\.\.(?:[ \t]|$)(?![ \t]*(?:{_ADMONITIONS})::)|__[ \t]"),
        paragraphs=re.compile(r">>>|\+[-=+]+\+"),
        lines=re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*$|\.\. \w+::[ \t]*$|:[\w -]+:[ \t]*\S*$|\|"),
        prefix=re.compile(
            rf"\.\. (?:{_ADMONITIONS})::[ \t]+"
            r"|(?:[-*+•‣⁃]|(?:\d+|#|[A-Za-z]|[ivxlcdm]+)[.)]|\((?:\d+|#|[A-Za-z])\))[ \t]+|:[^:\r\n`]+:[ \t]+"
        ),
        inline=re.compile(
            r"""(?x)
              ``(?:[^`\r\n]|`(?!`)|[\r\n](?!\s*[\r\n])){1,500}``            # literals
            | (?::[\w.:+-]+:)?`(?:[^`\\\r\n]|\\.|[\r\n](?!\s*[\r\n])){1,500}`(?::[\w.:+-]+:|__?)?    # roles and links
            | \*\*?(?=\S)(?:[^*\\\r\n]|\\.|[\r\n](?!\s*[\r\n])){1,500}\*\*?
            | \|(?=\S)[^|\r\n]{1,200}\|_{0,2} | \[[\w#*.-]{1,60}\]_ | (?<!\w)_?\w[\w.-]*\w__?(?!\w)
            | ::(?=[ \t]*$) | \\. | [`*|\\] | (?<=\w)_+(?!\w) | ::
            """,
            re.MULTILINE,
        ),
        underline=re.compile(r"([!-/:-@\[-`{-~])\1{2,}"),
        literal=re.compile(r"::[ \t]*$"),
    )
