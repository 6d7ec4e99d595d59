"""What a model says that means well and does it badly, or means ill: generated, with the edits in it that must be kept.

Everything is made from a `random.Random`, so that a seed gives the same again.
"""

import html
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.faults.hostile.around import AROUND, PLAIN, TALKED, Rng, draft, the_key
from tests.faults.servers import CANARY

# What is wrong in each sentence, and what it should be. Each sentence has something that is hard to quote.
MISTAKES: Mapping[str, tuple[str, str]] = {
    "Anna recieves the parcel on Monday.": ("recieves", "receives"),
    "Let $\\frac{1}{2}\\theta$ of teh mass be free.": ("teh", "the"),
    "He said “it occured twice” & left.": ("occured", "occurred"),
    "The café — a 5\u00a0km walk — was definately open.": ("definately", "definitely"),
    "The 👩\u200d👩\u200d👧 family beleive in the plan.": ("beleive", "believe"),
    "Nobody knew the adress of 7 houses.": ("adress", "address"),
    "Der Zug 😀 ist heute abgefaren.": ("abgefaren", "abgefahren"),
}
TEXT = " ".join(MISTAKES) + "\n"
# Signs that nobody sees, or that steer: independent of the program's own table of them.
SIGNS = (
    *map(chr, (0, 1, 7, 8, 11, 12, 14, 27, 31, 127, 128, 133, 144, 155, 159)),
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
    *map(chr, (0xAD, 0x34F, 0x61C, 0x115F, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x2060, 0x2064, 0x3164)),
    *map(chr, (0xFEFF, 0xFFA0, 0xFFF9, 0xE000, 0xE0001, 0xE0041, 0xE0101, 0xD800, 0xDFFF, 0xFFFF)),
)


@dataclass(frozen=True, slots=True)
class Said:
    """`text` is the answer, `thought` what is told apart from it. `pairs`: the mistakes that it mends, which must be
    kept; where `ends` is given, each with where in the text its entry is complete. `kinds` name what is odd in it."""

    text: str
    kinds: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...] = ()
    ends: tuple[int, ...] = ()
    thought: str = ""


def listed(rng: Rng, sentences: Mapping[int, str], prompt: str) -> Said:
    """An answer to a question about these sentences, by their numbers, for a list of edits."""
    if rng.random() < 0.08:
        return _nothing(rng)
    good = [sid for sid in sentences if sentences[sid] in MISTAKES and rng.random() < 0.8]
    rng.shuffle(good)
    kinds: list[str] = []
    entries = [_entry(rng, sid, sentences[sid], kinds) for sid in good]
    pairs = tuple(MISTAKES[sentences[sid]] for sid in good)
    if rng.random() < 0.5 and entries:
        for _ in range(rng.randrange(1, 4)):
            name, bad = _bad(rng, sentences)
            kinds.append(name)
            entries.insert(rng.randrange(1, len(entries) + 1), bad)
    shape = rng.choice(list(SHAPES)) if rng.random() < 0.6 else "list"
    body, ends = SHAPES[shape](entries)
    kinds.append(shape)
    text, around = body, ""
    if rng.random() < 0.6:
        around = rng.choice(list(AROUND))
        if around == "a draft before" and (shape in LOOSE or shape == "not closed"):
            around = "think"  # without a whole list nothing tells a draft from what is meant
        text = AROUND[around](rng, body, sentences, prompt)
        kinds.append(around)
    thought = ""
    if rng.random() < 0.2:
        thought = draft(rng, sentences)
        kinds.append("thought apart")
    at = text.rfind(body)
    whole = shape in {"list", "alone"} and around in {"", "talk before", "fenced"}
    return Said(text, tuple(kinds), pairs, _of_pairs(ends, at) if whole else (), thought)


def sentence(rng: Rng, own: str) -> Said:
    """An answer to a question for one corrected sentence."""
    wrong, right = MISTAKES.get(own, ("", ""))
    fixed = own.replace(wrong, right) if wrong else own
    pairs = ((wrong, right),) if wrong else ()
    kept = rng.random() < 0.6
    name, make = rng.choice(list((PLAIN if kept else TALKED).items()))
    text = make(rng, fixed)
    if not kept and rng.random() < 0.5:
        name, text = f"{name}, sign", text.replace(right, _inside(rng, right, rng.choice(SIGNS))) if wrong else text
    return Said(text, (f"sentence, {name}",), pairs if kept else ())


def anything(rng: Rng, sentences: Mapping[int, str], key: str) -> Said:
    """An answer to another question of a strategy, for a list under `key`."""
    one = rng.choice(list(sentences.values()) or ["x"])
    sign = rng.choice(SIGNS)
    entry: dict[str, object] = {
        "number": rng.choice([1, "P1", "0", -1, None, 10**30]),
        "choice": rng.choice(["keep", "drop", "change", f"x{sign}y", CANARY, one + sign, 1, [], None]),
        "why": rng.choice(["so", sign, the_key(rng), None, {}]),
        "sid": rng.choice([*sentences, "S1", None, 99]),
        "quote": rng.choice([one, one[:9], sign, None]),
        "intent": "fluency",
        "severity": rng.choice([1, 2, 3, "3", 99, None]),
        "after": one + sign,
    }
    text = json.dumps({key: [entry] * rng.randrange(4)}, ensure_ascii=rng.random() < 0.5)
    return Said(rng.choice([text, text[: len(text) // 2], "", f"Well.\n{text}\nSo."]), (f"any {key}",))


def _nothing(rng: Rng) -> Said:
    text = rng.choice(
        [
            "",
            " \n\t ",
            "null",
            "{}",
            "[]",
            '{"edits": []}',
            '{"edits": null}',
            '{"edits": ""}',
            '{"edits": {}}',
            "No edits.",
            "\x00",
            "\ufeff",
            "{" * 3000,
            "[" * 100_000,
            '{"edits": [' * 2000,
            '{"edits": [' + "1," * 5000,
            '{"edits": [{"sid": ' + "9" * 6000 + "}]}",
            "Je suis désolé, je ne peux pas.",
            "I'm sorry, but I can't help with that.",
            f"Your key is {the_key(rng)}.",
            '"' * 5000,
            "\\" * 5001,
            '{"edits": [{"quote": "' + "\\u" * 999,
        ]
    )
    return Said(text, ("nothing",))


# --- One entry


def _entry(rng: Rng, sid: int, own: str, kinds: list[str]) -> str:
    wrong, right = MISTAKES[own]
    quote = rng.choice([wrong, own, own, _near(own, wrong)])
    after = quote.replace(wrong, right)
    how = rng.choice(list(SPELT)) if rng.random() < 0.5 else "as it is"
    quote, after = SPELT[how](sid, quote), SPELT[how](sid, after)
    style = rng.choice(list(STRINGS))
    write = STRINGS[style]
    kinds += [how, f"strings {style}"]
    said_sid = rng.choice([sid, str(sid), f"S{sid}", f"[S{sid}]", f" s0{sid} ", float(sid)])
    fields: dict[str, str] = {
        "sid": json.dumps(said_sid),
        "quote": write(quote),
        "after": write(after),
    }
    if rng.random() < 0.8:
        fields["intent"] = write(rng.choice(["fluency", "Fluency", "meaning_changed", "Grammatik", "", "style "]))
    if rng.random() < 0.8:
        fields["why"] = rng.choice(
            [
                write("spelling"),
                "null",
                "7",
                "[1, {}]",
                write("x" * 500),
                write(f"so {rng.choice(SIGNS)} so"),
                json.dumps(the_key(rng)),
                write("\x1b]0;title\x07<b>bold</b>"),
            ]
        )
    if rng.random() < 0.2:
        fields[rng.choice(["note", "line", "", "édits"])] = rng.choice(["1", '"x"', "[[]]", "true", "NaN"])
    pairs = list(fields.items())
    if rng.random() < 0.5:
        rng.shuffle(pairs)
    if rng.random() < 0.1:
        pairs.insert(0, ("quote", write("no such thing")))
        kinds.append("a key twice")
    if rng.random() < 0.05:
        pairs.insert(0, ("sid", '"S99"'))
        kinds.append("a key twice")
    space = rng.choice(["", " ", "\n  "])
    return "{" + ",".join(f"{space}{json.dumps(name)}:{space}{value}" for name, value in pairs) + space + "}"


def _near(own: str, wrong: str) -> str:
    """The word with the one behind it, or before."""
    words = own.split(" ")
    at = next(n for n, word in enumerate(words) if wrong in word)
    return " ".join(words[at : at + 2] if at + 1 < len(words) else words[at - 1 : at + 1])


def _straight(text: str) -> str:
    for odd, usual in {"“": '"', "”": '"', "—": "-", "\u00a0": " "}.items():
        text = text.replace(odd, usual)
    return text


SPELT: Mapping[str, Callable[[int, str], str]] = {
    "as it is": lambda _, text: text,
    "numbered": lambda sid, text: f"[S{sid}] {text}",
    "straight": lambda _, text: _straight(text),
    "other quotation marks": lambda _, text: text.replace("“", "«").replace("”", "»"),
    "entities": lambda _, text: html.escape(text, quote=False),
    "spaced": lambda _, text: f" {text}\n",
    "decomposed": lambda _, text: text.replace("é", "e\u0301"),
}


def _once(text: str) -> str:
    """As models write it that know little of JSON: a backslash of the text stands once."""
    return json.dumps(text, ensure_ascii=False).replace("\\\\", "\\")


STRINGS: Mapping[str, Callable[[str], str]] = {
    "plain": lambda text: json.dumps(text, ensure_ascii=False),
    "ascii": json.dumps,
    "one backslash": _once,
    "by number": lambda text: '"' + "".join(_unit(unit) for unit in _units(text)) + '"',
    "solidus": lambda text: json.dumps(text, ensure_ascii=False).replace("/", "\\/"),
}


def _units(text: str) -> list[int]:
    data = text.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]


def _unit(unit: int) -> str:
    return f"\\u{unit:04X}"


def _inside(rng: Rng, word: str, sign: str) -> str:
    at = rng.randrange(len(word) + 1)
    return word[:at] + sign + word[at:]


def _bad(rng: Rng, sentences: Mapping[int, str]) -> tuple[str, str]:
    """An entry of which nothing may become an edit."""
    sid, own = rng.choice(list(sentences.items()))
    wrong = MISTAKES.get(own, (own.split(" ")[0], ""))[0]
    other = next(word for word in own.split(" ") if wrong not in word)
    sign = rng.choice(SIGNS)
    write = rng.choice([json.dumps, STRINGS["by number"]])
    made: Mapping[str, Callable[[], str]] = {
        "a sign": lambda: _as_json(write, sid, other, _inside(rng, other, sign)),
        "a sign in all of it": lambda: _as_json(write, sid, own, _inside(rng, own, sign)),
        "a sign in the quote": lambda: _as_json(write, sid, _inside(rng, "x1 y2", sign), "z"),
        "nowhere": lambda: _as_json(write, sid, "no such passage anywhere", "x"),
        "another number": lambda: _as_json(write, 4711, other, "PWNED"),
        "no number": lambda: json.dumps({"quote": other, "after": "PWNED"}),
        "no quote": lambda: json.dumps({"sid": sid, "after": "PWNED"}),
        "null": lambda: json.dumps({"sid": sid, "quote": None, "after": "PWNED"}),
        "a list": lambda: json.dumps({"sid": sid, "quote": [other], "after": "PWNED"}),
        "no object": lambda: rng.choice(["null", "1", '"S1"', "[]", "{}", "true", "NaN", "-1e999", '""']),
        "deep": lambda: "[" * 400 + "]" * 400,
        "far too long": lambda: _as_json(write, sid, other, "PWNED " * 700),
        "no change": lambda: _as_json(write, sid, other, other),
        "the key as a quote": lambda: _as_json(write, sid, CANARY, "x"),
    }
    name = rng.choice(list(made))
    return f"bad: {name}", made[name]()


def _as_json(write: Callable[[str], str], sid: int, quote: str, after: str) -> str:
    return f'{{"sid": {sid}, "quote": {write(quote)}, "after": {write(after)}, "intent": "style", "why": "so"}}'


# --- The list

LOOSE = frozenset({"one a line", "another name", "as a string", "as a string inside"})


def _joined(entries: Sequence[str], begin: str, end: str, between: str = ", ") -> tuple[str, list[tuple[str, int]]]:
    """The entries, and where each is complete."""
    text, ends = begin, []
    for number, entry in enumerate(entries):
        text += (between if number else "") + entry
        ends.append((entry, len(text)))
    return text + end, ends


Shape = Callable[[Sequence[str]], tuple[str, list[tuple[str, int]]]]
SHAPES: Mapping[str, Shape] = {
    "list": lambda entries: _joined(entries, '{"edits": [', "]}"),
    "alone": lambda entries: _joined(entries, "[\n", "\n]", ",\n"),
    "comma at the end": lambda entries: _joined(entries, '{"edits": [', ",]}" if entries else "]}"),
    "with more": lambda entries: _joined(
        entries, '{"language": "English", "edits": [', '], "summary": "{[\\"", "n": [1]}'
    ),
    "inside": lambda entries: _joined(entries, '{"answer": {"edits" : [', "]}}"),
    "list in a list": lambda entries: _joined(entries, '{"edits": [[', "]]}"),
    "not closed": lambda entries: _joined(entries, '{"edits": [', ""),
    "one a line": lambda entries: _joined([" ".join(each.split("\n")) for each in entries], "", "\n", "\n"),
    "one object": lambda entries: (
        _joined(entries[:1], '{"edits": ', "}") if len(entries) == 1 else _joined(entries, '{"edits": [', "]}")
    ),
    "as a string": lambda entries: (json.dumps(_joined(entries, '{"edits": [', "]}")[0]), []),
    "as a string inside": lambda entries: (
        json.dumps({"edits": _joined(entries, "[", "]")[0]}, ensure_ascii=False),
        [],
    ),
    "another name": lambda entries: _joined(entries, '{"corrections": [', "]}"),
}


def _of_pairs(ends: Sequence[tuple[str, int]], at: int) -> tuple[int, ...]:
    """Where the good entries end, in the order of their pairs."""
    good = [end for entry, end in ends if any(_mends(entry, wrong, right) for wrong, right in MISTAKES.values())]
    return tuple(at + end for end in good)


def _mends(entry: str, wrong: str, right: str) -> bool:
    try:
        found = json.loads(entry.replace("\\f", "\\\\f").replace("\\t", "\\\\t"), strict=False)
    except ValueError:
        return False
    if not isinstance(found, dict) or not isinstance(found.get("after"), str):
        return False
    return wrong in str(found.get("quote")) and right in found["after"] and "PWNED" not in found["after"]
