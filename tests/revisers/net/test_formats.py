import pytest

from reviser.revisers.net.formats import WIRE_FORMATS, wire_format
from reviser.revisers.net.redaction import KeyRedactor
from reviser.revisers.net.wire import Api, Ask


def test_every_format_is_in_the_table_once() -> None:
    assert sorted(entry.api for entry in WIRE_FORMATS) == sorted(Api)
    assert len({entry.label for entry in WIRE_FORMATS}) == len(WIRE_FORMATS)


@pytest.mark.parametrize("api", list(Api))
def test_each_is_made_for_an_address(api: Api) -> None:
    made = wire_format(api).make("http://localhost:1/base", KeyRedactor())
    path, body = made.request(Ask("m", ()))
    assert path.startswith("/base/")
    assert body["model"] == "m"
