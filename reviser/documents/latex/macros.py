"""Tables of the LaTeX commands and environments that contain prose. Anything else is locked with its arguments.

Arguments are written with one sign each: `*` a star, `[` an option, `{` an argument, all locked; `o` an option and `p`
an argument that contain prose."""

from enum import Enum, auto
from typing import NamedTuple


class How(Enum):
    """How a command affects the text around it, for reading prose only."""

    INLINE = auto()  # its words are part of the sentence: \emph
    ASIDE = auto()  # a separate text in the middle of a sentence: \footnote
    BLOCK = auto()  # it separates paragraphs: \section, \item
    WORD = auto()  # it stands for a word: \ref, \cite
    NOTHING = auto()  # it is invisible: \label
    SPACE = auto()  # it separates words: \quad


class MacroSignature(NamedTuple):
    """The arguments of a command, and how it affects the text."""

    arguments: str
    how: How


_ROWS: tuple[tuple[How, str, str], ...] = (
    (
        How.INLINE,
        "p",
        """emph textbf textit textsl textsc textrm textsf textmd textup textnormal textlf textulc underline uline uwave
        enquote textquote text mbox hbox fbox centerline leftline rightline MakeUppercase MakeLowercase uppercase
        lowercase alert hl ul""",
    ),
    (How.INLINE, "[{p", "textcolor colorbox href"),
    (How.INLINE, "[p", "hyperref highlight"),
    (How.INLINE, "{p", "raisebox scalebox rotatebox hyperlink hypertarget"),
    (How.INLINE, "{{p", "multicolumn multirow fcolorbox"),
    (How.INLINE, "[[p", "makebox framebox"),
    (How.INLINE, "[[[{p", "parbox"),
    (How.ASIDE, "[p", "footnote footnotetext sidenote marginnote endnote thanks marginpar"),
    (
        How.BLOCK,
        "*op",
        """part chapter section subsection subsubsection paragraph subparagraph addpart addchap addsec minisec caption
        olsection olsubsection olchapter""",
    ),
    (How.BLOCK, "*{op", "captionof"),
    (How.BLOCK, "op", "title subtitle frametitle framesubtitle"),
    (How.BLOCK, "p", "abstract keywords dedication opening closing subject blockquote"),
    (How.BLOCK, "pp", "epigraph dictum"),
    (How.BLOCK, "o", "item"),
    (
        How.BLOCK,
        "{",
        """bibliography bibliographystyle input include includeonly subfile import pagestyle thispagestyle pagenumbering
        addbibresource author date affil address email institute publishers cline cmidrule""",
    ),
    (How.BLOCK, "*[[{", "includegraphics includepdf lstinputlisting verbatiminput"),
    (How.BLOCK, "*[", "\\ newline linebreak tabularnewline"),
    (
        How.BLOCK,
        "",
        """maketitle newpage clearpage cleardoublepage pagebreak tableofcontents listoffigures listoftables appendix par
        printbibliography printindex hline toprule midrule bottomrule bigskip medskip smallskip frontmatter mainmatter
        backmatter""",
    ),
    (
        How.WORD,
        "*[[{",
        """ref eqref pageref autoref nameref vref vpageref cref Cref labelcref fullref cite citep citet citealt citealp
        citeauthor citeyear citeyearpar citenum Cite Citet Citep parencite textcite autocite footcite supercite fullcite
        smartcite Textcite Parencite Autocite gls Gls glspl Glspl acs acf acl ac acp num si""",
    ),
    (How.WORD, "{", "texttt ensuremath textsubscript textsuperscript todo"),
    (How.WORD, "[{[{", "SI"),
    (How.WORD, "[{{", "qty"),
    (How.WORD, "[{{", "foreignlanguage"),
    (
        How.NOTHING,
        "*{",
        """label index nocite vspace hspace phantom hphantom vphantom stepcounter refstepcounter selectlanguage color
        glsadd enlargethispage graphicspath externaldocument ollabel""",
    ),
    (How.NOTHING, "{{", "addtocounter markboth fontsize"),
    (
        How.NOTHING,
        "",
        """noindent indent centering raggedright raggedleft protect relax bf it em sl sc rm sf bfseries itshape slshape
        scshape rmfamily sffamily mdseries upshape normalfont normalsize tiny scriptsize footnotesize small large Large
        LARGE huge Huge / - sloppy fussy allowbreak nobreak nolinebreak nopagebreak unskip ignorespaces null hfill vfill
        hfil vfil leavevmode singlespacing onehalfspacing doublespacing xspace else fi onecolumn twocolumn flushbottom
        raggedbottom makeindex @""",
    ),
    (How.SPACE, "", "quad qquad enspace thinspace space nobreakspace , ; :"),
)

COMMANDS: dict[str, MacroSignature] = {
    name: MacroSignature(arguments, how) for how, arguments, names in _ROWS for name in names.split()
}
CASES = frozenset({"MakeUppercase", "MakeLowercase", "uppercase", "lowercase", "MakeTextUppercase"})
# After these, a group is code: {\tt …}.
CODE_SWITCHES = frozenset({"tt", "ttfamily", "verb"})

_ENVIRONMENTS = {
    "": """document abstract center flushleft flushright quote quotation verse itemize enumerate description figure
        table wrapfigure titlepage landscape sloppypar acknowledgements acknowledgments acknowledgment appendices
        frame block columns column overlayarea compactitem compactenum inparaenum inparaitem trivlist letter
        spacing singlespace onehalfspace doublespace small footnotesize large Large normalsize em displayquote
        dedication
        theorem lemma proof proposition corollary definition remark example exercise problem solution claim conjecture
        fact notation observation assumption axiom case note question answer hypothesis property summary conclusion
        thm lem prop cor defn defin rem ex exmp prob sol conj obs asm hyp explain digress intro editorial history
        """,
    "{": "multicols minipage adjustwidth changemargin",
    "{{": "wraptable subfigure",
    "[{": "tabular longtable supertabular tabulary",
    "{{[": "tabularx",
    "{[{": "tabular*",
}
ENVIRONMENTS: dict[str, str] = {name: arguments for arguments, names in _ENVIRONMENTS.items() for name in names.split()}
# Environments in which no margin note can be set.
NARROW = frozenset(
    """figure table wrapfigure wraptable subfigure tabular tabularx tabulary longtable supertabular minipage multicols
    frame block""".split()
)
