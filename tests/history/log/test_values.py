"""Whatever a text holds comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.history.log.values import pack, pack_json, unpack, unpack_list, unpack_pairs

# Half of a surrogate pair stands for a byte that was no UTF-8; two side by side are still two.
ANY = st.one_of(st.text(), st.text(st.sampled_from('a\0"\\\ud83d\ude00\udce9é😀')))


@given(st.lists(ANY, min_size=2, max_size=2))
def test_texts_come_back_code_point_by_code_point(texts: list[str]) -> None:
    assert [unpack(pack(text)) for text in texts] == texts
    assert unpack_list(pack_json(texts)) == tuple(texts)
    assert unpack_pairs(pack_json([texts])) == (tuple(texts),)


@pytest.mark.parametrize("stored", [None, 4, 4.5, b"\xff"])
def test_what_no_text_was_stored_as_is_damage(stored: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        unpack(stored)
