"""The figures of `reviser stats` as charts: the paper's from one command."""

from xml.etree import ElementTree

from reviser.cli.plot import charts
from reviser.datasets.statistics import GroupStatistics
from reviser.services.datasets.chart import ChartKind
from tests.cli.terminal import Terminal
from tests.data import shared

NAMESPACE = "{http://www.w3.org/2000/svg}"


def test_the_figures_of_r3_from_one_command(terminal: Terminal) -> None:
    done = terminal.run("stats", str(shared("r3")), "--plot", "r3.svg")
    assert (done.code, done.err) == (0, "reviser: 3 charts written to r3.svg.\n")
    assert "human_human   1            45    253       128           5.62              2.84   50.59 %" in done.text
    root = ElementTree.parse(terminal.folder / "r3.svg").getroot()
    said = [one.text for one in root.iter(f"{NAMESPACE}text")]
    for title in ("Edits per session", "Accepted edits per session", "Accepted edits"):
        assert f"{title}, by setting and depth" in said
    # In the last third, the accepted share of human_human by depth: 50.59, 67.53 and 75.24 %.
    lines = [one.attrib["points"].split() for one in root.iter(f"{NAMESPACE}polyline")]
    shares = [float(point.split(",")[1]) for point in next(points for points in lines[12:] if len(points) == 3)]
    whole = [float(point.split(",")[1]) for point in lines[-1]]  # of system_only, where all are accepted
    bottom = 2 * whole[0] - whole[0] + (shares[0] - whole[0]) / (1 - 128 / 253)
    assert [round(100 * (bottom - y) / (bottom - whole[0]), 1) for y in shares] == [50.6, 67.5, 75.2]


def test_what_goes_on_is_the_axis_and_the_rest_a_line_each() -> None:
    rows = [GroupStatistics(group, 2, 8, 4) for group in (("b", 2, "x"), ("a", 1, "x"), ("a", 2, ""))]
    first, *_ = charts(rows, ("setting", "depth", "annotator"))
    assert (first.kind, first.categories) == (ChartKind.LINES, ("depth 1", "depth 2"))
    assert [(one.name, one.values) for one in first.series] == [
        ("b, x", (None, 4.0)),
        ("a, x", (4.0, None)),
        ("a, -", (None, 4.0)),
    ]
    groups = charts(rows, ("setting", "type", "annotator"))[2]
    assert (groups.kind, groups.categories, groups.unit) == (ChartKind.GROUPS, ("all", "x"), "%")
    assert charts([GroupStatistics((), 2, 8, 4)], ())[0].categories == ("all",)
    assert charts([], ("depth",)) == []


def test_wrong_use_is_one_sentence_and_nothing_is_written(terminal: Terminal) -> None:
    path = str(shared("r3"))
    for arguments, said in (
        (("--plot", "a.png"), "a.png is not the name of an SVG picture"),
        (("--plot", "a.svg", "--agreement"), "--plot draws counts"),
        (("--plot", "a.svg", "--by", "document,intent"), "cannot be told apart"),
    ):
        done = terminal.run("stats", path, *arguments)
        assert (done.code, done.out) == (2, b"")
        assert said in done.err
    done = terminal.run("stats", path, "--plot", "nowhere/a.svg")
    assert (done.code, "cannot be written" in done.err) == (1, True)
    assert not list(terminal.folder.glob("*.svg"))
