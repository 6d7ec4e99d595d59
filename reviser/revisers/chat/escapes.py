"""Backslashes in JSON that a model did not mean as JSON escapes, mostly those of LaTeX commands.

JSON has nine escapes. A backslash before any other character is read as itself. Five of the nine also begin LaTeX
commands, and JSON turns them into control characters. Such a character is read as a backslash and its letter if, with
the letters after it, they are a command."""

import html
import re
from collections.abc import Iterable

_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|\\')
_CUT = re.compile(r"\\(?:u[0-9a-fA-F]{0,3})?")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_SWALLOWED = re.compile(r"([\x08\t\n\x0c\r])([A-Za-z]+)")
_LETTERS = {"\b": "b", "\t": "t", "\n": "n", "\f": "f", "\r": "r"}

# The commands of LaTeX, amsmath, amssymb and usual packages that begin with one of these five letters.
LATEX = frozenset(
    """
    backmatter backprime backsim backsimeq backslash backref bar barwedge baselineskip baselinestretch bcancel
    because begin begingroup belowdisplayskip beta beth between bf bfseries bgroup bibitem bibliography
    bibliographystyle bibname big bigcap bigcirc bigcup bigg Bigg biggl biggr biggm bigl bigm bigodot bigoplus
    bigotimes bigr bigskip bigsqcup bigstar bigtriangledown bigtriangleup biguplus bigvee bigwedge binom
    blacklozenge blacksquare blacktriangle blacktriangledown blacktriangleleft blacktriangleright bm bmod boldmath
    boldsymbol bookmark bot bottomrule bowtie box boxdot boxed boxminus boxplus boxtimes breve bullet bumpeq fbox
    fboxrule fboxsep fi filbreak flushbottom flushleft flushright fnsymbol fontencoding fontfamily fontseries
    fontshape fontsize footcite footnote footnotemark footnoterule footnotesize footnotetext foreignlanguage forall
    frac frame framebox frenchspacing frontmatter frown fussy fullcite nabla ncong ne nearrow neg negmedspace
    negthickspace negthinspace neq newcommand newcounter newenvironment newif newlength newline newpage newtheorem
    nexists ngeq ngeqq ngeqslant ngtr ni nleftarrow nLeftarrow nleftrightarrow nleq nleqq nleqslant nless nmid
    noalign nobreak nobreakspace nocite noindent nolimits nolinebreak nonfrenchspacing nonumber nopagebreak
    normalfont normalsize not notag notin nparallel nprec npreceq nrightarrow nRightarrow nshortmid nsim nsubseteq
    nsucc nsucceq nsupseteq ntriangleleft ntriangleright nu numberline numberwithin nvdash nwarrow raggedbottom
    raggedleft raggedright raisebox raise rangle rbrace rbrack rceil ref refstepcounter relax renewcommand
    renewenvironment resizebox rfloor rgroup rhd rho right rightarrow Rightarrow rightarrowtail rightharpoondown
    rightharpoonup rightleftarrows rightleftharpoons rightline rightmargin rightrightarrows rightsquigarrow
    rightthreetimes rm rmdefault rmfamily root rotatebox rowcolor rtimes rule rvert rVert tab tabbing tabcolsep
    tableofcontents tabular tabularnewline tag tan tanh tau tbinom tcite TeX text textasciicircum textasciitilde
    textbackslash textbar textbf textbullet textcite textcolor textcopyright textdegree textellipsis textemdash
    textendash textgreater textheight textit textless textmd textnormal textquotedbl textquotedblleft
    textquotedblright textquoteleft textquoteright textregistered textrm textsc textsf textsl textsubscript
    textsuperscript texttrademark texttt textup textwidth tfrac tg thanks the thebibliography theequation thefigure
    thepage therefore thesection theta thickapprox thicksim thinspace thispagestyle tikz tilde times tiny title to
    today top topmargin toprule totalheight triangle triangledown triangleleft trianglelefteq triangleq
    triangleright trianglerighteq tt ttdefault ttfamily twocolumn twoheadleftarrow twoheadrightarrow twoside typeout
    """.split()
)


_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});")


def mended(text: str) -> str:
    """JSON text in which a backslash that begins no escape is itself escaped."""
    return _ESCAPE.sub(lambda found: found[0] if len(found[0]) > 1 else "\\\\", text) if "\\" in text else text


class Escapes:
    """The same as `mended`, for text that arrives in pieces."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, text: str) -> str:
        """The corrected `text`, without an incomplete escape at its end, which is held back."""
        text, self._held = self._held + text, ""
        if "\\" in text:
            *_, last = _ESCAPE.finditer(text)
            if len(last[0]) == 1 and _CUT.fullmatch(text, last.start()):
                text, self._held = text[: last.start()], text[last.start() :]
        return mended(text)

    def rest(self) -> str:
        """The text that was held back."""
        held, self._held = self._held, ""
        return mended(held)


def commands_in(texts: Iterable[str]) -> frozenset[str]:
    """The LaTeX commands in texts, without their backslashes."""
    return frozenset(name for text in texts for name in _COMMAND.findall(text))


def as_meant(json_value: object, known: frozenset[str]) -> object:
    """A JSON value in whose strings a control character is replaced by a backslash and its letter, if it took the place
    of the beginning of a command: one of LaTeX's, or one of `known`. A real line end stays."""
    if isinstance(json_value, str):
        return _SWALLOWED.sub(lambda match: _with_backslash(match, known), json_value)
    if isinstance(json_value, list):
        return [as_meant(each, known) for each in json_value]
    if isinstance(json_value, dict):
        return {name: as_meant(value, known) for name, value in json_value.items()}
    return json_value


def without_entities(answer: str, text: str) -> str:
    """A model's words about `text` with HTML entities ("&amp;") decoded, unless the text itself contains entities."""
    if "&" not in answer or _ENTITY.search(text):
        return answer
    return _ENTITY.sub(lambda match: html.unescape(match[0]), answer)


def _with_backslash(match: re.Match[str], known: frozenset[str]) -> str:
    name = _LETTERS[match[1]] + match[2]
    return f"\\{name}" if name in LATEX or name in known else match[0]
