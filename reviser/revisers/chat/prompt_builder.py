"""Builds the messages for a model from the request. Here the writer's decisions steer the model.

The writer's words (text, source, wishes, examples) are put between fences, marks that occur in none of them. The system
message is the same in the whole round, so that a server can cache it. What fits one section best is sent with that
section."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reviser.core.edit import RejectReason, Verdict
from reviser.core.few_shot import Example, IntentShare, Taught, relevant, shares
from reviser.core.text import Span
from reviser.revisers.base import Request
from reviser.revisers.chat.prompts import Prompts
from reviser.revisers.chat.schema import INTENTS, one_line
from reviser.revisers.chat.sections import Section, numbered_text
from reviser.revisers.net.wire import ChatMessage, Role

SOURCE_ROOM = 6_000  # code points of the source that go with one section
_LOCKED_SHOWN = 20
_ASKED_SHOWN = 12
_LONGEST = 400  # code points of an example's parts
_STABLE_SOURCE = "The source that the text must stay true to:"
_SENT = "(it goes with this request)"


def fence(*texts: str) -> str:
    """A word that occurs in none of `texts`. It is the same word whenever possible, so that prompts stay the same."""
    word, count = "text-7b1e", 0
    while any(word in text for text in texts):
        count += 1
        digest = hashlib.sha256("\0".join((*texts, str(count))).encode("utf-8", "surrogatepass"))
        word = f"text-{digest.hexdigest()[:12]}"
    return word


@dataclass(frozen=True)
class PromptBuilder:
    """Builds the messages of one round."""

    request: Request
    prompts: Prompts

    @property
    def examples(self) -> tuple[Example, ...]:
        """The writer's decisions, oldest first."""
        return self.request.brief.examples

    @cached_property
    def _taught(self) -> Taught:
        """The examples, indexed for finding those that fit a passage."""
        return Taught(self.examples)

    @cached_property
    def fence(self) -> str:
        """The fence of this round."""
        request = self.request
        said = [part for example in self.examples for part in (*_parts(example), example.reason)]
        return fence(request.text, request.instruction, request.brief.style_sheet, request.brief.source, *said)

    @cached_property
    def system(self) -> ChatMessage:
        """The system message, the same for every request of the round."""
        text = self.prompts.filled("system", fence=self.fence, wishes=self._wishes(), dialect=self.request.dialect)
        return ChatMessage(Role.SYSTEM, text)

    @property
    def intents(self) -> tuple[str, ...]:
        """The intents for which edits are requested."""
        return tuple(intent.value for intent in self.request.brief.wanted) or INTENTS

    def about(
        self, prompt: str, section: Section, schema: Mapping[str, object] | None, **more: str
    ) -> tuple[ChatMessage, ...]:
        """The messages that ask `prompt` about a section. If `schema` is None, the schema is sent with the request and
        need not be described in words. `more` are further placeholders of the prompt."""
        text = self.prompts.filled(
            prompt,
            fence=self.fence,
            text=numbered_text(self.request.text, section),
            schema=_SENT if schema is None else compact(schema),
            intents=", ".join(self.intents),
            **self._with(section.passage),
            **more,
        )
        return (self.system, ChatMessage(Role.USER, text))

    def sentence(self, span: Span, before: str, after: str) -> tuple[ChatMessage, ...]:
        """The messages that ask for one corrected sentence in plain text. `before` and `after` are its neighbours. The
        prompt is a conversation in which sentences are corrected, if it has turns, because small models can continue
        one."""
        turns = self.prompts.turns(
            "sentence",
            fence=self.fence,
            text=one_line(span.of(self.request.text).strip(), len(span)),
            around="",
            wishes=self._wished(),
            **self._with(span),
        )
        if turns:
            return tuple(ChatMessage(Role(who), text) for who, text in turns)
        around = "\n".join(one_line(text, _LONGEST) or "(nothing)" for text in (before, after))
        text = self.prompts.filled(
            "sentence",
            fence=self.fence,
            text=span.of(self.request.text).strip(),
            around=around,
            wishes=self._wished(),
            **self._with(span),
        )
        return (self.system, ChatMessage(Role.USER, text))

    def judging(self, prompt: str, proposals: str, schema: Mapping[str, object]) -> tuple[ChatMessage, ...]:
        """The messages that ask `prompt` about proposals. `proposals` contains parts of the text and a model's
        words."""
        mark = self.fence if self.fence not in proposals else fence(self.fence, proposals)
        text = self.prompts.filled(
            prompt,
            fence=mark,
            proposals=proposals,
            schema=compact(schema),
            examples=self._examples(proposals),  # the model should not keep what the writer has rejected before
            source=self._source(proposals),
        )
        return (self.system, ChatMessage(Role.USER, text))

    def _wished(self) -> str:
        """The writer's wishes in one or two sentences, to follow another; "" if there are none."""
        request = self.request
        said = [one_line(text, _LONGEST) for text in (request.instruction, request.brief.style_sheet) if text.strip()]
        if request.dialect != "American":
            said.append(f"Spell English as {request.dialect} English.")
        return "".join(f" {text}" for text in said)

    def _wishes(self) -> str:
        """The writer's wishes as a block of lines for the system message."""
        request, lines = self.request, list[str]()
        if request.instruction.strip():
            lines += ["The writer's instruction:", request.instruction.strip()]
        if request.brief.style_sheet.strip():
            lines += ["The style sheet:", request.brief.style_sheet.strip()]
        if request.brief.wanted:
            lines.append(f"Propose only edits for: {', '.join(self.intents)}.")
        lines += [_share(share) for share in shares(self.examples, request.brief.wanted)]
        if request.memory.words:
            lines.append(f"Words that are right as they are: {', '.join(sorted(request.memory.words)[:100])}")
        return "\n".join(lines) or "(nothing in particular)"

    def _with(self, passage: Span) -> dict[str, str]:
        """The placeholders whose values depend on the passage: examples, locked passages and comments, source."""
        text = passage.of(self.request.text)
        return {
            "examples": self._examples(text),
            "locked": self._locked(passage) + self._comments_block(passage),
            "source": self._source(text),
        }

    def _examples(self, passage: str) -> str:
        """The block of the writer's decisions that fit `passage` best."""
        chosen = self._taught.best_for(passage)
        if not chosen:
            return ""
        lines = [_example(example) for example in chosen]
        return self._block("decisions", "What the writer decided of earlier proposals:", lines)

    def _locked(self, passage: Span) -> str:
        """The block of the locked passages in `passage`."""
        text = self.request.text
        near = [span.of(text) for span in self.request.locked if span.overlaps(passage)][:_LOCKED_SHOWN]
        lines = [one_line(each, _LONGEST) for each in near if each.strip()]
        return self._block("locked", "Passages that the writer has locked, to be left exactly as they are:", lines)

    def _comments_block(self, passage: Span) -> str:
        """The block of the comments of co-authors on `passage`."""
        text = self.request.text
        near = [each for each in self.request.brief.asked if each.span.overlaps(passage)][:_ASKED_SHOWN]
        lines = [f"- {_quotation_line(each.span.of(text))}: {one_line(each.text, _LONGEST)}" for each in near]
        heading = "Comments of co-authors on words of the text, which say what is wanted there:"
        return self._block("comments", heading, lines)

    def _source(self, passage: str) -> str:
        """The block of the parts of the source that fit `passage` best."""
        source = self.request.brief.source
        lines = [span.of(source).strip() for span in relevant(source, passage, SOURCE_ROOM)]
        return self._block("source", _STABLE_SOURCE, lines)

    def _block(self, name: str, heading: str, lines: Sequence[str]) -> str:
        """A heading and `lines` between fences; "" if there are no lines."""
        if not lines:
            return ""
        mark = f"{self.fence}-{name}"
        return "\n".join((heading, f"<{mark}>", *lines, f"</{mark}>", "", ""))


def compact(schema: Mapping[str, object]) -> str:
    """The schema as compact JSON, as a prompt describes it."""
    return json.dumps(schema, separators=(",", ":"))


def _parts(example: Example) -> tuple[str, ...]:
    return (example.before, example.proposed, example.after, example.sentence)


def _quotation_line(text: str) -> str:
    return f"“{one_line(text, _LONGEST)}”" if text.strip() else "(nothing)"


def _example(example: Example) -> str:
    """One line for the model about one decision."""
    change = f"{_quotation_line(example.before)} -> {_quotation_line(example.proposed)} ({example.intent})"
    where = f' in "{one_line(example.sentence, _LONGEST)}"' if example.sentence.strip() else ""
    known = RejectReason.of(example.reason)
    reason = one_line(example.reason) if known is None else known.for_model
    why = f"; the writer's reason: {reason}" if reason else ""
    if example.verdict is Verdict.REJECT:
        return f"- Rejected: {change}{where}{why}"
    if example.verdict is Verdict.REWRITE:
        return f"- Rewritten: {change}; the writer wrote {_quotation_line(example.after)} instead{where}{why}"
    return f"- Accepted: {change}{where}{why}"


def _share(share: IntentShare) -> str:
    """One line for the model about how many edits with an intent were accepted."""
    if not share.decided:
        return f"Edits for {share.intent}: none decided yet."
    return f"Edits for {share.intent}: {share.accepted} of {share.decided} accepted so far."
