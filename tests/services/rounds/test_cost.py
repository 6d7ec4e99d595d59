import asyncio
import json
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.exchange import Exchange
from reviser.core.text import Span
from reviser.messages import verbatim
from reviser.revisers.base import Output, ReadProgress, Request
from reviser.services.rounds.cost import (
    Bill,
    Capped,
    CeilingError,
    Estimate,
    Plan,
    bill,
    bill_line,
    characters_asked,
    estimate,
    reason_not_to_start,
    reason_to_end,
)
from reviser.services.servers.prices import Ceiling, Price, PriceError, Prices, create, load
from tests.fakes import QueuedReviser

DEAR = Price("work:*", Decimal("2"), Decimal("10"), Decimal("0.5"))
TABLE = Prices("EUR", (DEAR,), Ceiling(Decimal("0.10"), Decimal("0.25")))


def exchange(
    tokens_in: int | None = 1000, tokens_out: int | None = 100, cached: int | None = 0, **more: str
) -> Exchange:
    return Exchange(
        server=more.get("server", "work"),
        model=more.get("model", "m"),
        purpose="propose",
        prompt="propose-1",
        sent=more.get("sent", "x" * 4000),
        received="",
        tokens_in=tokens_in,
        tokens_out=tokens_out,
        tokens_cached=cached,
        seconds=1.0,
        ended="stop",
    )


# The table


def test_the_table_that_comes_with_the_program_is_empty_and_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "deeper" / "prices.json"
    assert load(path) == Prices()
    assert create(path)
    assert load(path) == Prices()
    stored = json.loads(path.read_text())
    stored["models"] = [stored["example"]]
    stored["ceiling"] = {"round": 0.1, "document": "2"}
    path.write_text(json.dumps(stored))
    assert not create(path), "what the person wrote stays"
    table = load(path)
    assert table.ceiling == Ceiling(Decimal("0.1"), Decimal(2))
    price = table.find("openai", "some-model-mini")
    assert price is not None
    assert price.of(1_000_000, 1_000_000, 500_000) == Decimal("4.625")
    assert table.find("openai", "another") is None


@pytest.mark.parametrize(
    "content",
    [
        "", "[]", "{", '{"models": {}}', '{"ceiling": [1]}', '{"models": [{}]}', '{"models": [{"model": "m"}]}',
        '{"models": [{"model": "m", "in": -1, "out": 1}]}', '{"models": [{"model": "m", "in": "x", "out": 1}]}',
        '{"models": [{"model": "m", "in": true, "out": 1}]}', '{"ceiling": {"round": NaN}}',
        '{"ceiling": {"round": "Infinity"}}', '{"ceiling": {"document": []}}', "[" * 100_000,
    ],
)  # fmt: skip
def test_a_damaged_table_is_said_never_passed_over(tmp_path: Path, content: str) -> None:
    path = tmp_path / "prices.json"
    path.write_text(content)
    with pytest.raises(PriceError, match="prices"):
        load(path)


def test_the_first_line_that_matches_counts_and_cached_tokens_cost_as_others_unless_said() -> None:
    first = Price("m-large", Decimal(1), Decimal(1), Decimal(1))
    table = Prices(models=(first, Price("m*", Decimal(2), Decimal(2), Decimal(2))))
    assert table.find("anything", "m-large") == first
    found = table.find("anything", "m-small")
    assert found is not None
    assert found.of(500_000, 0, 500_000) == 1


# Bills


def test_a_bill_of_a_round_from_the_servers_figures() -> None:
    round_ = [exchange(), exchange(2000, 50, 1500), exchange(None, None, None)]
    found = bill(round_, TABLE, lambda _: False)
    assert found == Bill(3, 3000, 150, 1500, 1, Decimal("0.00525"))
    assert (
        bill_line(found, "EUR") == "3 requests, 3,000 tokens in (1,500 cached), 150 out, 1 without figures, 0.0052 EUR"
    )


def test_what_has_no_price_is_named_and_what_is_free_costs_nothing() -> None:
    found = bill([exchange(server="other", model="n"), exchange(server="home")], TABLE, lambda name: name == "home")
    assert found.cost == 0
    assert found.unpriced == {"other:n"}
    assert bill_line(found, "EUR").endswith("no price for other:n")


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6)), max_size=8), st.data())
def test_rounds_add_up_to_the_document(figures: list[tuple[int, int, int]], data: st.DataObject) -> None:
    exchanges = [exchange(*figure) for figure in figures]
    cut = data.draw(st.integers(0, len(exchanges)))
    whole = bill(exchanges, TABLE, lambda _: False)
    assert bill(exchanges[:cut], TABLE, lambda _: False) + bill(exchanges[cut:], TABLE, lambda _: False) == whole
    assert whole.cost >= 0


# Ceilings


def test_an_estimate_learns_from_what_the_server_counted() -> None:
    plan = Plan(overhead=2000, section=8000)
    first = estimate(16_000, plan)
    assert first == Estimate(2, 6667, 2667)
    learned = estimate(16_000, plan, [exchange(1000, 100, sent="x" * 4000), exchange(None, None)])
    assert learned == Estimate(2, 5000, 500)
    assert estimate(16_000, Plan(2000, 8000, passes=2)).tokens_in == 13_334
    assert estimate(0, plan) == Estimate(0, 0, 0)


def test_a_round_that_costs_too_much_does_not_start() -> None:
    small, large = Estimate(1, 10_000, 1000), Estimate(9, 45_000, 2000)
    spent = Bill(cost=Decimal("0.23"))
    assert reason_not_to_start(small, "work", "m", TABLE, Bill(), free=False) == ""
    assert "about 0.1100 EUR, more than the 0.1000 EUR" in reason_not_to_start(
        large, "work", "m", TABLE, Bill(), free=False
    )
    assert "after 0.2300 EUR so far" in reason_not_to_start(small, "work", "m", TABLE, spent, free=False)
    assert reason_not_to_start(large, "work", "m", Prices(models=(DEAR,)), spent, free=False) == "", "no ceiling"
    assert reason_not_to_start(large, "home", "m", TABLE, spent, free=True) == ""
    assert "No price is known for other:m" in reason_not_to_start(small, "other", "m", TABLE, Bill(), free=False)


def test_a_capped_reviser_asks_first_and_sends_nothing_where_it_may_not() -> None:
    inner = QueuedReviser([[ReadProgress(1, 2), exchange()], [ReadProgress(2, 2)]])
    capped = Capped(inner, _only_short, [])
    assert capped.name == "queued"
    assert _outputs(capped, "abc") == [ReadProgress(1, 2), exchange()]
    with pytest.raises(CeilingError, match="4 after 1"):
        _outputs(capped, "abcd")
    assert _outputs(capped, "ab") == [ReadProgress(2, 2)]
    assert len(inner.requests) == 2


def _only_short(request: Request, past: tuple[Exchange, ...]) -> None:
    if len(request.text) > 3:
        raise CeilingError(verbatim(f"Too dear: {len(request.text)} after {len(past)}."))


def _outputs(reviser: Capped, text: str) -> list[Output]:
    async def listen() -> list[Output]:
        return [output async for output in reviser.revise(Request(text))]

    return asyncio.run(listen())


def test_what_comes_after_a_cancel_is_reckoned_too_and_goes_on() -> None:
    class Late:
        name = "late"

        async def revise(self, request: Request) -> AsyncIterator[Output]:
            request.late(exchange())
            yield ReadProgress(1, 1)

    late: list[Output] = []
    seen: list[int] = []
    capped = Capped(Late(), lambda _, past: seen.append(len(past)), [])

    async def listen() -> None:
        for _ in range(2):
            async for _ in capped.revise(Request("a", late=late.append)):
                pass

    asyncio.run(listen())
    assert seen == [0, 1]
    assert late == [exchange(), exchange()]


def test_only_what_is_asked_about_is_reckoned() -> None:
    assert characters_asked(Request("abcdef")) == 6
    assert characters_asked(Request("abcdef", scope=(Span(0, 2), Span(3, 4)))) == 3


def test_a_round_that_turns_out_dearer_than_reckoned_is_ended() -> None:
    here = Bill(cost=Decimal("0.11"))
    assert reason_to_end(Bill(cost=Decimal("0.09")), Bill(), TABLE) == ""
    assert "a round may cost at most 0.1000 EUR" in reason_to_end(here, Bill(), TABLE)
    assert "a document may cost" in reason_to_end(Bill(cost=Decimal("0.05")), Bill(cost=Decimal("0.23")), TABLE)
    assert reason_to_end(here, Bill(cost=Decimal(5)), Prices(models=(DEAR,))) == "", "no ceiling"
    costs: list[int] = []

    def watch(exchanges: tuple[Exchange, ...]) -> None:
        costs.append(len(exchanges))
        if len(exchanges) == 2:
            raise CeilingError(verbatim("Enough."))

    inner = QueuedReviser([[exchange()], [exchange(), ReadProgress(1, 2), exchange(), exchange()]])
    capped = Capped(inner, _only_short, [], watch)
    assert _outputs(capped, "ab") == [exchange()]
    heard: list[Output] = []

    async def listen() -> None:
        async for output in capped.revise(Request("abc")):
            heard.append(output)

    with pytest.raises(CeilingError, match="Enough"):
        asyncio.run(listen())
    assert heard == [exchange(), ReadProgress(1, 2), exchange()]
    assert costs == [1, 1, 2], "each round by itself"
