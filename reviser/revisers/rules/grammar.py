"""Rules for errors that Harper does not find and that need no parser: the comma after an opening phrase, "cannot",
"lose", and "their".

Each rule is a closed list of words, chosen so that it is right wherever it applies. If the neighbouring words leave a
doubt, nothing is proposed."""

import re
from collections.abc import Iterator

from reviser.core.edit import Edit, Intent, Proposal
from reviser.revisers.base import Found, ReadProgress, Request
from reviser.revisers.rules.contextual_spelling import owns
from reviser.revisers.rules.protected_words import masked, merged, symbolic_spans

_MASK = "\ue000"
_PARAGRAPH = re.compile(r"[^\n]*\n?")
_OPENINGS = (
    "after all|all in all|as a consequence|as a matter of fact|as a result|at the same time|finally|first of all"
    "|firstly|for example|for instance|for this reason|furthermore|hence|however|in addition|in conclusion"
    "|in contrast|in fact|in general|in my opinion|in my view|in other words|in particular|in short"
    "|in summary|in the first place|also|besides|because of this|for these reasons|in some cases"
    "|in many cases|in this way"
    "|last but not least|lastly|moreover|nevertheless|nonetheless|nowadays|of course|on the contrary|on the one hand"
    "|on the other hand|secondly|therefore|thirdly|thus|to conclude|to sum up|to summarize"
)
# Words that can begin a clause. An opening counts only before one of them: "In general the", not "in general terms".
_CLAUSE = (
    "i|we|you|he|she|it|they|the|a|an|this|these|those|there|my|our|your|his|her|its|their|people|many|most|some"
    "|if|when"
)
_COMMA = re.compile(rf"(?i)(?:^|(?<=[.!?] )|(?<=[.!?][\"”] ))(?:{_OPENINGS})(?= (?:{_CLAUSE})\b)", re.MULTILINE)
# Words behind "loose" that show that "lose" is meant, such as "weight". Behind "the", nouns that are never let loose.
_LOST = (
    "my|your|his|her|its|our|their|all|hope|weight|money|time|control|interest|faith|everything|touch|sight|track"
    "|patience|confidence|contact|energy|focus|motivation|customers|friends|the (?:game|match|war|chance|battle|race"
    "|job|ability|opportunity|election|money|competition)"
)
_LOOSE = re.compile(
    r"(?i)\b(?:to|will|would|can|could|cannot|may|might|must|should|not|\w+n['’]?t|i|you|we|they|people|and|or) (loos)e"
    rf"(?= (?:{_LOST})\b)"
)
_THEY = re.compile(r"(?i)\b(?:of|in|at|by|for|with|from|about|to|into|without|against) (the)y\b")
_LOOSING = re.compile(r"\b([Ll]o)osing\b(?! (?:\w+ )?(?:arrows?|dogs?|hounds?|bolts?)\b)")
_CANNOT = re.compile(r"\b([Cc])an not\b(?! (?:only|just|merely|but)\b)")


class Grammar:
    """The layer "grammar", with the few rules of this module."""

    @property
    def name(self) -> str:
        return "grammar"

    def find(self, request: Request) -> Iterator[Found]:
        text = request.text
        prose = masked(text, merged((*request.protected, *symbolic_spans(text))), _MASK)
        for paragraph in _PARAGRAPH.finditer(prose):
            start, end = paragraph.span()
            for match in _COMMA.finditer(prose, start, end):
                edit = Edit(match.end(), "", ",")
                yield _proposal(edit, "opening-comma", "A comma sets the opening phrase apart from its sentence.")
            for match in _CANNOT.finditer(prose, start, end):
                edit = Edit(match.start(), match.group(), f"{match.group(1)}annot")
                yield _proposal(edit, "cannot", "“Cannot” is written as one word.")
            for match in _THEY.finditer(prose, start, end):
                if owns(prose, match.end()):
                    edit = Edit(match.start(1), prose[match.start(1) : match.end()], f"{match.group(1)}ir")
                    yield _proposal(edit, "their", "“Their” stands before what they have.")
            for match in _LOOSE.finditer(prose, start, end):
                edit = Edit(match.start(1), prose[match.start(1) : match.end()], f"{match.group(1)[:2]}se")
                yield _proposal(edit, "lose", "“Loose” is the opposite of tight; to fail to keep is “lose”.")
            for match in _LOOSING.finditer(prose, start, end):
                edit = Edit(match.start(), match.group(), f"{match.group(1)}sing")
                yield _proposal(edit, "lose", "“Loose” is the opposite of tight; to fail to keep is “lose”.")
            yield ReadProgress(end, len(text))


def _proposal(edit: Edit, rule: str, explanation: str) -> Proposal:
    return Proposal(edit, Intent.FLUENCY, "embedded", f"grammar/{rule}", explanation, confidence=0.6)
