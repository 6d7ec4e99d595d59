"""Charts as SVG: whatever the chart, a file that is one; and bars, lines and words where the values say."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.services.datasets.chart import SAVED, Chart, ChartKind, Series
from reviser.services.datasets.chart_svg import EstimatedMeasure, svg

NAMESPACE = "{http://www.w3.org/2000/svg}"


def number(value: float | None, unit: str) -> str:
    return f"{value:g}{unit}" if value is not None else "-"


def drawn(*charts: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(svg(charts, number))


def attributes(found: ElementTree.Element, tag: str, *names: str) -> list[tuple[float, ...]]:
    return [tuple(float(one.attrib[name]) for name in names) for one in found.iter(f"{NAMESPACE}{tag}")]


def texts(found: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in found.iter(f"{NAMESPACE}text")]


names = st.text(max_size=8)
values = st.none() | st.floats(0, 1e6, allow_nan=False)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    count = draw(st.integers(0, 12))
    series = draw(
        st.lists(st.builds(Series, names, st.lists(values, min_size=count, max_size=count).map(tuple)), max_size=9)
    )
    kind = draw(st.sampled_from(ChartKind))
    return Chart(draw(names), kind, tuple(draw(st.lists(names, min_size=count, max_size=count))), tuple(series))


@given(st.lists(charts(), max_size=3))
def test_any_chart_is_a_file_that_can_be_read(found: list[Chart]) -> None:
    root = drawn(*found)
    assert root.attrib["viewBox"] == f"0 0 {SAVED[0]} {SAVED[1] * len(found)}"


def test_a_bar_is_as_high_as_its_value() -> None:
    half, whole = Series("half", (25.0, 50.0)), Series("whole", (None, 100.0))
    root = drawn(Chart("A & B", ChartKind.GROUPS, ("x", "y"), (half, whole), "%", 100))
    *_, first, second, third = [box for box in root.iter(f"{NAMESPACE}rect") if "stroke" in box.attrib]
    heights = [float(box.attrib["height"]) for box in (first, second, third)]
    assert heights == [pytest.approx(heights[2] / 4, abs=0.2), pytest.approx(heights[2] / 2, abs=0.2), heights[2]]
    assert float(second.attrib["x"]) + float(second.attrib["width"]) == pytest.approx(float(third.attrib["x"]), abs=0.2)
    assert third.attrib["fill"].startswith("url(#"), "series differ by pattern too"
    assert [text for text in texts(root) if text in {"A & B", "half", "whole", "x", "y"}] == [
        "A & B", "half", "whole", "x", "y"
    ]  # fmt: skip
    assert {"25%", "50%", "100%"} <= set(texts(root))


def test_parts_of_a_bar_stand_on_each_other() -> None:
    root = drawn(Chart("A", ChartKind.BARS, ("x",), (Series("s", (1.0,)), Series("t", (3.0,)))))
    low, high = [box for box in root.iter(f"{NAMESPACE}rect") if "stroke" in box.attrib][-2:]
    assert float(high.attrib["y"]) + float(high.attrib["height"]) == pytest.approx(float(low.attrib["y"]), abs=0.2)
    assert float(high.attrib["height"]) == pytest.approx(3 * float(low.attrib["height"]), abs=0.4)


def test_a_line_leaves_out_what_is_not_there() -> None:
    root = drawn(Chart("A", ChartKind.LINES, ("x", "y", "z"), (Series("s", (1.0, None, 2.0)),)))
    (line,) = root.iter(f"{NAMESPACE}polyline")
    points = [tuple(map(float, point.split(","))) for point in line.attrib["points"].split()]
    assert len(points) == 2
    assert points[0][1] > points[1][1], "more is higher"
    assert attributes(root, "circle", "cx", "cy") == points


def test_what_xml_cannot_hold_is_a_question_mark() -> None:
    assert "a?b?c" in texts(drawn(Chart("a\x01b\ud800c", ChartKind.BARS, (), ())))


@given(st.text(max_size=30), st.floats(20, 300))
def test_a_text_is_shortened_to_its_room(text: str, room: float) -> None:
    measure = EstimatedMeasure()
    shown = measure.elided(text, room)
    assert shown == text or (measure.width(shown) <= room and text.startswith(shown.removesuffix("…")))
