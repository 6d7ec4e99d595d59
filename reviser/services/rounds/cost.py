"""The usage and cost of requests, from the servers' figures, and a ceiling that stops a round before it starts."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil

from reviser.core.exchange import Exchange
from reviser.core.pairwise import ShownPair
from reviser.errors import ReviserError
from reviser.messages import Message, filled, joined, message, plural, template
from reviser.revisers.base import Output, Request, Reviser
from reviser.revisers.pairwise_judge import Keep, PairwiseJudge
from reviser.services.models.checkpoints import CHECKPOINT
from reviser.services.servers.prices import Ceiling, Prices

# Before a server has reported anything: more than English needs, so that a ceiling holds.
TOKENS_PER_CHARACTER = 1 / 3
ANSWER_SHARE = 0.5  # output tokens for each token of text in a request


class CeilingError(ReviserError):
    """The round would cost more than the person allows, or its cost is unknown."""


@dataclass(frozen=True, slots=True)
class Bill:
    """The usage of some requests. `untold` counts those without figures. `cost` covers those with a known price;
    `unpriced` names the models of the others."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0
    untold: int = 0
    cost: Decimal = Decimal(0)
    unpriced: frozenset[str] = frozenset()

    def __add__(self, other: "Bill") -> "Bill":
        return Bill(
            self.requests + other.requests,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.tokens_cached + other.tokens_cached,
            self.untold + other.untold,
            self.cost + other.cost,
            self.unpriced | other.unpriced,
        )


def bill(exchanges: Iterable[Exchange], prices: Prices, free: Callable[[str], bool]) -> Bill:
    """The usage of a round's or a document's exchanges. `free` returns whether a server costs nothing. What a
    checkpoint read in this program is no request."""
    total = Bill()
    for exchange in exchanges:
        if not exchange.server.startswith(f"{CHECKPOINT}:"):
            total += _one(exchange, prices, free(exchange.server))
    return total


def _one(exchange: Exchange, prices: Prices, free: bool) -> Bill:
    has_figures = exchange.tokens_in is not None and exchange.tokens_out is not None
    tokens_in, tokens_out = exchange.tokens_in or 0, exchange.tokens_out or 0
    cached = exchange.tokens_cached or 0
    price = None if free else prices.find(exchange.server, exchange.model)
    return Bill(
        1,
        tokens_in,
        tokens_out,
        cached,
        0 if has_figures else 1,
        price.of(tokens_in, tokens_out, cached) if price else Decimal(0),
        frozenset() if free or price else frozenset({f"{exchange.server}:{exchange.model}"}),
    )


def bill_line(of: Bill, currency: str) -> Message:
    """A bill in one line: "3 requests, 4,120 tokens in (1,024 cached), 310 out, 0.0125 USD"."""
    parts = [plural("1 request", "{n:,} requests", of.requests)]
    if of.tokens_cached:
        parts.append(message("{tokens:,} tokens in ({cached:,} cached)", tokens=of.tokens_in, cached=of.tokens_cached))
    else:
        parts.append(message("{tokens:,} tokens in", tokens=of.tokens_in))
    parts.append(message("{tokens:,} out", tokens=of.tokens_out))
    if of.untold:
        parts.append(message("{count:,} without figures", count=of.untold))
    if of.cost:
        parts.append(_money(of.cost, currency))
    if of.unpriced:
        parts.append(message("no price for {models}", models=sorted(of.unpriced)))
    return joined(", ", parts)


def _money(amount: Decimal, currency: str) -> Message:
    if amount >= 1:
        return message("{amount:.2f} {currency}", amount=float(round(amount, 2)), currency=currency)
    return message("{amount:.4f} {currency}", amount=float(round(amount, 4)), currency=currency)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a round of a reviser sends: `overhead` code points around the text of each request, `section` code points of
    text in one, and the whole text `passes` times (2 for a strategy that asks twice)."""

    overhead: int
    section: int
    passes: int = 1


@dataclass(frozen=True, slots=True)
class Estimate:
    """The estimated tokens of a round."""

    requests: int
    tokens_in: int
    tokens_out: int


def estimate(characters: int, plan: Plan, past: Iterable[Exchange] = ()) -> Estimate:
    """The estimate for a round about `characters` code points. `past` are exchanges with the same model, which show how
    many tokens its server counts and how much it answers; without any, the estimate is higher than English needs."""
    sent = told_in = told_out = 0
    for exchange in past:
        if exchange.tokens_in is not None and exchange.tokens_out is not None:
            sent += len(exchange.sent)
            told_in += exchange.tokens_in
            told_out += exchange.tokens_out
    rate = told_in / sent if sent else TOKENS_PER_CHARACTER
    requests = plan.passes * ceil(characters / plan.section)
    tokens_in = ceil(rate * (plan.passes * characters + requests * plan.overhead))
    share = told_out / told_in if told_in else 0.0
    least = ANSWER_SHARE * rate * plan.passes * characters
    return Estimate(requests, tokens_in, ceil(share * tokens_in if told_in else least))


def reason_not_to_start(of: Estimate, server: str, model: str, prices: Prices, spent: Bill, *, free: bool) -> str:
    """Why a round must not start, in a sentence; empty if it may. `spent` is the usage of the document so far."""
    ceiling: Ceiling = prices.ceiling
    if free or (ceiling.round is None and ceiling.document is None):
        return ""
    price = prices.find(server, model)
    if price is None:
        return message(
            "No price is known for {server}:{model}, so your ceiling cannot be enforced: add the price to prices.json.",
            server=server,
            model=model,
        )
    cost = price.of(of.tokens_in, of.tokens_out)
    if ceiling.round is not None and cost > ceiling.round:
        return message(
            "This round would cost about {cost}, more than the {most} that a round may cost: raise the ceiling in"
            " prices.json, or revise a part of the text.",
            cost=_money(cost, prices.currency),
            most=_money(ceiling.round, prices.currency),
        )
    if ceiling.document is not None and spent.cost + cost > ceiling.document:
        return message(
            "This round would cost about {cost} after {spent} so far, more than the {most} that a document may cost:"
            " raise the ceiling in prices.json, or revise a part of the text.",
            cost=_money(cost, prices.currency),
            spent=_money(spent.cost, prices.currency),
            most=_money(ceiling.document, prices.currency),
        )
    return ""


def reason_to_end(here: Bill, spent: Bill, prices: Prices) -> str:
    """Why a running round must stop, in a sentence; empty if it may continue. `here` is its usage so far; `spent` that
    of the document before it."""
    ceiling = prices.ceiling
    over = ceiling.round is not None and here.cost > ceiling.round
    if not over and (ceiling.document is None or spent.cost + here.cost <= ceiling.document):
        return ""
    most = ceiling.round if over else ceiling.document
    said = _OVER_ROUND if over else _OVER_DOCUMENT
    return filled(said, cost=_money(here.cost, prices.currency), most=_money(most or Decimal(0), prices.currency))


_OVER_ROUND = template(
    "The round was stopped at {cost}, because it used more than estimated and a round may cost at most "
    "{most}. What had arrived is kept. Raise the ceiling in prices.json, or revise a part of the text."
)
_OVER_DOCUMENT = template(
    "The round was stopped at {cost}, because it used more than estimated and a document may cost at most "
    "{most}. What had arrived is kept. Raise the ceiling in prices.json, or revise a part of the text."
)

Check = Callable[[Request, tuple[Exchange, ...]], None]
Watch = Callable[[tuple[Exchange, ...]], None]


class Capped:
    """A reviser that checks the ceiling before each round and after each request. `check` receives the request and the
    exchanges so far, `watch` those of this round; both raise CeilingError. Its own exchanges are added to `past`, as
    far as `counts` says that they are this server's."""

    def __init__(
        self,
        reviser: Reviser,
        check: Check,
        past: list[Exchange],
        watch: Watch = lambda _: None,
        counts: Callable[[Exchange], bool] = lambda _: True,
    ) -> None:
        self._reviser = reviser
        self._check = check
        self._past = past
        self._watch = watch
        self._counts = counts

    @property
    def name(self) -> str:
        return self._reviser.name

    async def revise(self, request: Request) -> AsyncIterator[Output]:
        self._check(request, tuple(self._past))
        late, before = request.late, len(self._past)

        def keep(output: Output) -> None:
            self._keep(output)
            late(output)

        outputs = self._reviser.revise(replace(request, late=keep))
        try:
            async for output in outputs:
                self._keep(output)
                yield output
                if isinstance(output, Exchange):
                    self._watch(tuple(self._past[before:]))
        finally:
            if isinstance(outputs, AsyncGenerator):
                await outputs.aclose()

    def _keep(self, output: Output) -> None:
        if isinstance(output, Exchange) and self._counts(output):
            self._past.append(output)


class CappedJudge:
    """A judge that checks the ceiling before it begins and before each batch; the whole comparison is one round.
    `check` receives the pairs in batches; both it and `watch` raise CeilingError."""

    def __init__(
        self, judge: PairwiseJudge, check: Callable[[Sequence[Sequence[ShownPair]]], None], watch: Callable[[], None]
    ) -> None:
        self._judge = judge
        self._check = check
        self._watch = watch

    @property
    def name(self) -> str:
        return self._judge.name

    @property
    def prompt(self) -> str:
        return self._judge.prompt

    @property
    def sees_order(self) -> bool:
        return self._judge.sees_order

    @property
    def parallel(self) -> int:
        return self._judge.parallel

    def batches(self, shown: Iterable[ShownPair]) -> list[tuple[ShownPair, ...]]:
        return self._judge.batches(shown)

    def begin(self, batches: Sequence[Sequence[ShownPair]]) -> None:
        self._check(batches)
        self._judge.begin(batches)

    async def judge(self, batch: Sequence[ShownPair], keep: Keep) -> None:
        self._watch()
        await self._judge.judge(batch, keep)


def characters_asked(request: Request) -> int:
    """How many code points a request asks about."""
    return len(request.text) if request.scope is None else sum(map(len, request.scope))


def characters_shown(batches: Sequence[Sequence[ShownPair]]) -> int:
    """How many code points a judge is shown."""
    return sum(
        len(each.first) + len(each.second) + len(each.source) + len(each.before) for batch in batches for each in batch
    )
