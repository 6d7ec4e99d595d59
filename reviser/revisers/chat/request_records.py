"""Records each request that one question takes: what was sent and what came back."""

from collections.abc import Callable

from reviser.core.exchange import Exchange
from reviser.revisers.chat.request_text import as_sent
from reviser.revisers.net.wire import Ended, Part, Sent, Text, Thought, Usage, Waiting

CANCELLED, FAILED = "cancelled", "failed"  # how an Exchange ended, in addition to the values of Finish


class RequestRecords:
    """Turns each request of one question into an Exchange, which goes to `sink` when the request is over."""

    def __init__(
        self,
        server: str,
        model: str,
        purpose: str,
        prompt: str,
        clock: Callable[[], float],
        sink: Callable[[Exchange], None],
    ) -> None:
        """The names are those of an Exchange. `clock` returns seconds."""
        self._names = (server, model, purpose, prompt)
        self._clock = clock
        self._sink = sink
        self._thoughts: list[str] = []
        self._sent = ""  # the current request; "" if there is none
        self._begun = 0.0
        self._received: list[str] = []
        self._usage = Usage()

    def add(self, part: Part) -> None:
        """Add a part to the record of the current request."""
        match part:
            case Sent():
                self.end(FAILED)
                self._sent, self._begun = as_sent(part), self._clock()
                self._received, self._thoughts, self._usage = [], [], Usage()
            case Text(text):
                self._received.append(text)
            case Thought(text):
                self._thoughts.append(text)
            case Usage():
                self._usage = part
            case Waiting():
                self.end(FAILED)
            case Ended():
                pass

    def end(self, ended: str) -> None:
        """The current request, if there is one, is over. `ended` is one of CANCELLED, FAILED or the values of
        Finish."""
        if not self._sent:
            return
        thoughts = "".join(self._thoughts)
        received = "".join((f"<think>\n{thoughts}\n</think>\n" if thoughts else "", *self._received))
        self._sink(
            Exchange(
                *self._names,
                sent=self._sent,
                received=received,
                tokens_in=self._usage.tokens_in,
                tokens_out=self._usage.tokens_out,
                tokens_cached=self._usage.tokens_cached,
                seconds=self._clock() - self._begun,
                ended=ended,
            )
        )
        self._sent = ""
