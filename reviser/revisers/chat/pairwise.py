"""A chat model as a judge of pairs: several in one request, each known by a number alone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from hashlib import sha256

from reviser.core.exchange import Exchange
from reviser.core.pairwise import PairVerdict, ShownPair, as_shown
from reviser.revisers.base import Output
from reviser.revisers.chat import schema
from reviser.revisers.chat.answer_facts import CutOffError, RefusedError
from reviser.revisers.chat.client import ChatClient, NoListError, NothingError, Question
from reviser.revisers.chat.prompt_builder import compact, fence
from reviser.revisers.chat.prompts import Prompts
from reviser.revisers.chat.reviser import Chat
from reviser.revisers.net.wire import ChatMessage, Role, TooLongError
from reviser.revisers.pairwise_judge import Keep

AT_ONCE = 8  # pairs in one request
ROOM = 6_000  # code points of pairs in one request; a longer pair goes alone
_FRAME, _VERDICT = 100, 120  # tokens of an answer: around its verdicts, and of each with its reason
DEFAULT_CRITERION = (
    "The better revision of the source: correct in grammar and spelling, clear, easy to read, and with the meaning of"
    " the source kept. Where there is no source: the better sentence of the two, by the same standards."
)


def judging_messages(
    prompts: Prompts, criterion: str, batch: Sequence[ShownPair], form: Mapping[str, object]
) -> tuple[ChatMessage, ...]:
    """The messages that ask for the better version of each pair by the schema `form`. Each version is one line between
    fences that occur in none."""
    pairs = "\n".join(_listed(number, shown) for number, shown in enumerate(batch, 1))
    mark = fence(pairs, criterion)
    system = prompts.filled("judge-system", fence=mark, criterion=criterion)
    asked = prompts.filled("judge", fence=mark, pairs=pairs, schema=compact(form))
    return ChatMessage(Role.SYSTEM, system), ChatMessage(Role.USER, asked)


def _listed(number: int, shown: ShownPair) -> str:
    around = (("source", shown.source), ("before", shown.before))
    lines = [f"    {name}: {as_shown(text)}" for name, text in around if text]
    lines += [
        f"    {name}: {as_shown(text) or '(nothing)'}" for name, text in enumerate((shown.first, shown.second), 1)
    ]
    return "\n".join((f"P{number}", *lines))


class ChatPairwiseJudge:
    """Asks a chat model which version of each pair is better."""

    def __init__(self, chat: Chat, criterion: str, sink: Callable[[Exchange], None]) -> None:
        """`chat` asks for lists (`Asking.LIST`), since a judge has no sentence to fall back to. `criterion`: what is
        better, in a sentence or several. `sink` receives the requests."""
        self._chat = chat
        self._criterion = criterion
        self._sink = sink
        self._works = False  # it has given a verdict
        self._talk: ChatClient | None = None

    @property
    def name(self) -> str:
        return self._chat.name

    @property
    def prompt(self) -> str:
        return self._chat.prompts.version("judge")

    @property
    def sees_order(self) -> bool:
        return True

    @property
    def parallel(self) -> int:
        return max(1, self._chat.server.parallel)

    def batches(self, shown: Iterable[ShownPair]) -> list[tuple[ShownPair, ...]]:
        found: list[list[ShownPair]] = []
        room = 0
        for each in shown:
            size = len(_listed(AT_ONCE, each))
            if not found or len(found[-1]) == AT_ONCE or room < size:
                found.append([])
                room = ROOM
            found[-1].append(each)
            room -= size
        return [tuple(batch) for batch in found]

    def begin(self, batches: Sequence[Sequence[ShownPair]]) -> None:
        """Nothing forbids it."""

    def overhead(self) -> int:
        """Code points that a request has around its pairs."""
        messages = judging_messages(self._chat.prompts, self._criterion, (), schema.comparisons(AT_ONCE))
        return sum(len(each.text) for each in messages)

    async def judge(self, batch: Sequence[ShownPair], keep: Keep) -> None:
        self._talk = talk = self._talk or await self._chat.talk()
        most = (await self._chat.model()).answer
        waiting = [tuple(batch)]
        while waiting:
            asked = waiting.pop()
            room = most if talk.thinks else min(most, _FRAME + _VERDICT * len(asked))
            missing = await self._asked(talk, room, asked, keep)
            if missing == asked and talk.thinks and room < most:
                waiting.append(asked)  # it thinks first, and had no room for that
            elif not missing or len(asked) == 1:
                continue
            elif len(missing) < len(asked):
                waiting.append(missing)
            else:  # too long, or refused, or it says nothing of so many
                half = len(asked) // 2
                waiting += [asked[half:], asked[:half]]

    async def _asked(
        self, talk: ChatClient, max_tokens: int, batch: tuple[ShownPair, ...], keep: Keep
    ) -> tuple[ShownPair, ...]:
        """Ask once; the pairs without a verdict."""
        form = schema.comparisons(len(batch))
        messages = judging_messages(self._chat.prompts, self._criterion, batch, form)
        question = Question("judge", self.prompt, messages, "verdicts", form, max_tokens)
        exchanges: list[Exchange] = []
        said: dict[int, PairVerdict] = {}

        def hear(output: Output) -> None:
            if isinstance(output, Exchange):
                exchanges.append(output)
                self._sink(output)

        try:
            async with aclosing(talk.entries(question, schema.comparison, hear)) as found:
                async for compared in found:
                    if compared.choice is not None and 1 <= compared.number <= len(batch):
                        said.setdefault(compared.number, PairVerdict(compared.choice, compared.why))
        except (CutOffError, TooLongError, RefusedError):
            pass  # what is missing is asked for again, fewer at once
        except NothingError:
            if not talk.thinks or max_tokens == (await self._chat.model()).answer:
                raise
        except NoListError:
            if not self._works:
                raise
        finally:  # also where it was cancelled: it will not be asked again
            sent = sha256(exchanges[-1].sent.encode("utf-8", "surrogatepass")).hexdigest() if exchanges else ""
            for number, verdict in said.items():
                keep(batch[number - 1], replace(verdict, exchange=sent))
            self._works = self._works or bool(said)
        return tuple(shown for number, shown in enumerate(batch, 1) if number not in said)
