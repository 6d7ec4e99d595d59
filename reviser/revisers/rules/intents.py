"""The intent of each of Harper's findings, which is what a person reads and filters by.

Harper has twenty kinds and over 900 rules. The kind decides the intent; an entry for the rule overrides it. A rule that
is mapped to None is not used: its entry has the reason, so that the choice can be checked."""

from reviser.core.edit import Intent

KINDS: dict[str, Intent] = {
    "Agreement": Intent.FLUENCY,
    "BoundaryError": Intent.FLUENCY,
    "Capitalization": Intent.FLUENCY,
    "Eggcorn": Intent.FLUENCY,
    "Enhancement": Intent.STYLE,
    "Formatting": Intent.OTHER,
    "Grammar": Intent.FLUENCY,
    "Malapropism": Intent.FLUENCY,
    "Miscellaneous": Intent.FLUENCY,
    "Nonstandard": Intent.STYLE,
    "Punctuation": Intent.FLUENCY,
    "Readability": Intent.CLARITY,
    "Redundancy": Intent.CLARITY,
    "Regionalism": Intent.STYLE,
    "Repetition": Intent.FLUENCY,
    "Spelling": Intent.FLUENCY,
    "Style": Intent.STYLE,
    "Typo": Intent.FLUENCY,
    "Usage": Intent.FLUENCY,
    "WordChoice": Intent.FLUENCY,
}

RULES: dict[str, Intent | None] = {
    "Spaces": Intent.OTHER,
    "NoFrenchSpaces": Intent.OTHER,
    "OxfordComma": None,  # the consistency layer proposes what the document itself does
    "NoOxfordComma": None,  # the same
    "NumericRangeEnDash": None,  # the same, and it cannot tell a range from a subtraction or a version
    "DisjointPrefixes": None,  # "non-linear" is spelled as the writer spells it
    "MergeWords": None,  # joins names: "Khoi Khoi" -> "KhoiKhoi"
    "SplitWords": None,  # spelling.py weighs what was run together: "confocal" is not "con focal"
    "VeryLess": None,  # "considerably less cavities than" -> "considerably few cavities than"
    "VeryUnique": None,  # "unique", says the plain layer: "special" is something else
    "TheirToTheyre": None,  # "to license their submitted code" is right
    "OkToOkay": None,  # both are English
    "MissingTo": None,  # wrong five times in seven on learners' sentences: "what he wants [to] will be"
    "WrongNegative": None,  # takes misspellings for prefixes: "untill" -> "distill"
    "ModalBeAdjective": None,  # wrong three times in three: "may [be] fell afraid"
    "WantBe": None,  # "if you want be" -> "if you won't be"
    "WouldNeverHave": None,  # both orders are English
    "QuiteQuiet": None,  # "in quite a fast speed" -> "in quiet a fast speed"
    "UseEllipsisCharacter": None,  # typography: the writer's choice, and no keyboard has the sign
    "CallThem": None,  # "a call such as" keeps its "as"
    "InDetail": None,  # "they differ in details" is right
    "OutOfDate": None,  # "it is out of date" is right
    "ToDoHyphen": None,  # without its hyphen it names a file, or a mark in code
    "IncludingButNotLimitedToPunctuation": None,  # the law's own phrase
    "Excellent": None,  # "very good" is not "excellent"
    "Freezing": None,  # nor is "very cold" "freezing",
    "Starving": None,  # or "very hungry" "starving"
    "LitotesDirectPositive": None,  # "not impossible" is less than "possible"
    "FatalOutcome": None,  # "it had a fatal outcome" -> "it had a death"
    "AvoidCurses": None,  # the writer's words, and no reviser puts asterisks in their place
    "PreferSneaked": None,  # both are English
    "PreferPleaded": None,  # the same
    "Regionalisms": None,  # what a thing is called where the writer lives is no error
    "CapitalizePersonalPronouns": Intent.FLUENCY,
    "WhomSubjectOfVerb": None,  # wrong in "both of whom were"
    "UpdatePlaceNames": Intent.MEANING_CHANGED,  # says something else about the place and the time
}

# Prefix of the rules that spell out short forms. "stderr", "dir" and "param" are names, and a writer who shortens
# another word knows the long form.
_EXPANDING = "Expand"

# Rules that are right in essays and wrong in technical texts: "ps" is not "PS", and a stack overflow is not a website.
NOT_TECHNICAL = frozenset(
    {
        "CompaniesProductsAndTrademarks",
        "CompoundNouns",
        "HowTo",
        "IDo",
        "InflectedVerbAfterTo",
        "MassNouns",
        "MissingDeterminer",
        "NounVerbConfusion",
        "OrthographicConsistency",
        "Overall",
        "PhrasalVerbAsCompoundNoun",
        "PronounVerbAgreement",
        "Without",
    }
)

# Explanations for rules whose own message would puzzle a writer.
EXPLANATIONS: dict[str, str] = {
    "NoFrenchSpaces": "One space is enough between two sentences.",
}


def intent_of(kind: str, rule: str) -> Intent | None:
    """The intent of a finding of Harper's. None if the rule is not used; OTHER for an unknown kind."""
    if rule in RULES:
        return RULES[rule]
    if rule.startswith(_EXPANDING):
        return None
    return KINDS.get(kind, Intent.OTHER)
