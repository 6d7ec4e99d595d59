"""What stands around an answer: talk, marks of thinking, fences, echoes, drafts."""

import base64
import html
import json
import random
from collections.abc import Callable, Mapping
from urllib.parse import quote

from tests.faults.servers import CANARY

Rng = random.Random


def the_key(rng: Rng) -> str:
    """The key that came with the request, as somebody may write it down."""
    return rng.choice(
        [
            CANARY,
            CANARY[5:],
            "".join(f"\\u{ord(sign):04x}" for sign in CANARY),
            quote(CANARY.replace("-", "/"), safe="").replace("%2F", "%2D"),
            html.escape(CANARY).replace("-", "&#45;"),
            base64.b64encode(CANARY.encode()).decode(),
            base64.b64encode(f"Bearer {CANARY}".encode()).decode(),
            json.dumps(json.dumps({"Authorization": f"Bearer {CANARY}"})),
        ]
    )


def draft(rng: Rng, sentences: Mapping[int, str]) -> str:
    """What a model thinks, with edits that it does not mean."""
    sid, own = rng.choice(list(sentences.items()))
    word = own.split(" ")[0]
    entry = json.dumps({"sid": sid, "quote": word, "after": "DRAFT", "intent": "style", "why": "draft"})
    return rng.choice(
        [
            "Hm.",
            f'First try:\n{{"edits": [{entry}]}}\nNo, that is not good.',
            f"```json\n[{entry}]\n```\nWait.",
            f"{entry}\n",
            f'The key is {CANARY}; {{"edits": [',
            'If nothing is wrong I answer {"edits": []}.',
        ]
    )


Around = Callable[[Rng, str, Mapping[int, str], str], str]


def _thinking(begin: str, end: str) -> Around:
    return lambda rng, body, sentences, _: f"{begin}{draft(rng, sentences)}{end}{body}"


def _echo(rng: Rng, body: str, _: Mapping[int, str], prompt: str) -> str:
    del rng
    return f"{prompt}\n\n{body}"


AROUND: Mapping[str, Around] = {
    "talk before": lambda rng, body, *_: (
        rng.choice(["Sure! Here it is:\n\n", "Voici la liste :\n", "以下是修改：\n"]) + body
    ),
    "talk after": lambda rng, body, *_: (
        body
        + rng.choice(
            ["\n\nLet me know!", "\nI hope {this} [helps].", '\nNote: "edits": none left.', "\n修正は以上です。"]
        )
    ),
    "talk after with an empty list": lambda _, body, *__: (
        f'{body}\n\nIf nothing should change, I would answer {{"edits": []}}.'
    ),
    "fenced": lambda rng, body, *_: f"```{rng.choice(['json', '', 'JSON', 'jsonc'])}\n{body}\n```",
    "fenced by tildes": lambda _, body, *__: f"~~~json\n{body}\n~~~\n",
    "fenced and talk": lambda _, body, *__: f"Okay:\n```json\n{body}\n```\nDone; [1] and {{2}}.",
    "think": _thinking("<think>\n", "\n</think>\n\n"),
    "think, no beginning": _thinking("", "\n</think>\n"),
    "thinking": _thinking("<thinking>", "</thinking>"),
    "reasoning": _thinking("<reasoning>", "</reasoning>\n"),
    "kimi": _thinking("◁think▷", "◁/think▷"),
    "mistral": _thinking("[THINK]", "[/THINK]"),
    "cohere": _thinking("<|START_THINKING|>", "<|END_THINKING|>"),
    "seed": _thinking("<seed:think>", "</seed:think>"),
    "channels": _thinking("<|channel|>analysis<|message|>", "<|end|><|start|>assistant<|channel|>final<|message|>"),
    "channels, commentary": _thinking(
        "<|channel|>commentary to=functions.x <|constrain|>json<|message|>",
        "<|call|><|start|>assistant<|channel|>final <|constrain|>json<|message|>",
    ),
    "channels, bare": _thinking("analysis", "assistantfinal"),
    "never ended thinking": lambda _, body, *__: f"<think>Hm. {body}",
    "end of turn": lambda rng, body, *_: (
        body + rng.choice(["<|im_end|>", "<|return|>", "</s>", "<|eot_id|>", "<end_of_turn>"])
    ),
    "echo of the question": _echo,
    "a draft before": lambda rng, body, sentences, _: f"{draft(rng, sentences)}\n\nThe final answer:\n\n{body}",
    "marks in a tag": lambda _, body, *__: f"<answer>\n{body}\n</answer>",
    "byte order mark": lambda _, body, *__: f"\ufeff{body}",
}

PLAIN: Mapping[str, Callable[[Rng, str], str]] = {
    "bare": lambda _, fixed: fixed,
    "quoted": lambda _, fixed: f'"{fixed}"',
    "fenced": lambda _, fixed: f"```\n{fixed}\n```",
    "thought": lambda _, fixed: f"<think>\nHm: DRAFT\n</think>\n\n{fixed}",
    "led": lambda rng, fixed: (
        rng.choice(["Corrected: ", "Sure! Here is the corrected sentence:\n\n", "Output: "]) + fixed
    ),
    "spaced": lambda _, fixed: f"\n\n {fixed} \n",
    "tagged": lambda _, fixed: f"<text>{fixed}</text>",
    "remark": lambda _, fixed: f"{fixed}\n\n(Changed the spelling.)",
    "bold": lambda _, fixed: f"**{fixed}**",
}
TALKED: Mapping[str, Callable[[Rng, str], str]] = {
    "talk": lambda rng, _: rng.choice(
        [
            "The sentence is correct.",
            "I corrected the spelling.",
            "Der Satz ist richtig.",
            "没有错误。",
            "yes",
            "N/A",
            ".",
        ]
    ),
    "talk before": lambda rng, fixed: rng.choice(["Voici la phrase : ", "Hier ist der Satz: ", "Resultado: "]) + fixed,
    "JSON": lambda _, fixed: json.dumps({"sentence": fixed}),
    "several": lambda _, fixed: f"1. {fixed}\n2. {fixed}\n3. {fixed}",
    "twice": lambda _, fixed: f"{fixed} {fixed}",
    "long": lambda _, fixed: fixed + " So it is." * 400,
    "plain": lambda _, fixed: fixed,
    "key": lambda _, fixed: f"{fixed[:-1]} {CANARY}.",
    "empty": lambda rng, _: rng.choice(["", " ", "\n", "\x00"]),
}
