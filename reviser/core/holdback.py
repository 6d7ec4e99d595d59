"""Rejected edits do not come back: enforced here, not hoped for from a reviser.

A rejection belongs to a place and moves with the text. It is compared by what it would do: normalised, and without the
words that both sides share, so that another intent or a longer quote does not bring it back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from reviser.core.edit import Edit, Proposal, apply
from reviser.core.segment import Sentences, sentence_at
from reviser.core.text import Span, normalise, words
from reviser.core.working import Working


@dataclass(frozen=True, slots=True)
class Rejection:
    """A rejected edit, where it stands in the current base. `id` is the rejected proposal's."""

    id: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class Held:
    """What is left of a proposal after rejections: `proposal` is None where nothing is. `because`: rejected ids."""

    proposal: Proposal | None
    because: tuple[str, ...]


def examine(base: str, proposal: Proposal, rejections: Iterable[Rejection]) -> Held:
    """`proposal` without its rejected parts. Only rejections near it are looked at; they are few."""
    edit = proposal.edit
    near = [held for held in rejections if held.edit.start <= edit.end + 1 and edit.start <= held.edit.end + 1]
    if not near:
        return Held(proposal, ())
    for held in near:
        if _same_effect(base, edit, held.edit):
            return Held(None, (held.id,))
    atoms = _atoms(base, edit)
    keys = {_key(base, atom): atom for atom in atoms}
    because: list[str] = []
    gone: set[Edit] = set()
    for held in near:
        rejected = {_key(base, atom) for atom in _atoms(base, held.edit)}
        if rejected and rejected <= keys.keys():
            because.append(held.id)
            gone |= {keys[key] for key in rejected}
    if not because:
        return Held(proposal, ())
    left = [atom for atom in atoms if atom not in gone]
    if not left:
        return Held(None, tuple(because))
    start, end = left[0].start, left[-1].end
    moved = [replace(atom, start=atom.start - start) for atom in left]
    reduced = Edit(start, base[start:end], apply(base[start:end], moved))
    return Held(replace(proposal, edit=reduced, alternatives=()), tuple(because))


def carried(working: Working, rejections: Iterable[Rejection]) -> tuple[Rejection, ...]:
    """The rejections that still hold when the text of `working` becomes the new base, moved to it.

    One ends where an edit over it was accepted, or where the person changed a word of its sentence by typing.
    """
    moved: list[Rejection] = []
    before, after = Sentences(working.base), Sentences(working.text)
    for held in rejections:
        if any(region.owner for region in working.touching(held.edit.span)):
            continue
        if working.touching(held.edit.span) or _typed_in_its_sentence(working, held.edit, before, after):
            continue
        moved.append(replace(held, edit=replace(held.edit, start=working.place(held.edit.span).start)))
    return tuple(moved)


def _typed_in_its_sentence(working: Working, edit: Edit, before: Sentences, after: Sentences) -> bool:
    """Whether the person changed a word of the sentence that `edit` stands in: took one out of it as it was in the
    base, or put one into it as it is in the text. `before` and `after` are the sentences of the two."""
    base, text = working.base, working.text
    old = before.at(edit.start)
    new = after.at(working.place(edit.span).start)
    for region in working.near(Span(min(old.start, edit.start), max(old.end, edit.end))):
        if region.owner:
            continue
        place = working.place_of(region)
        gone = base[max(region.start, old.start) : min(region.end, old.end)]
        come = text[max(place.start, new.start) : min(place.end, new.end)]
        if any(character.isalnum() for character in gone + come):
            return True
    return False


def _same_effect(base: str, one: Edit, other: Edit) -> bool:
    """Whether both edits, each alone, make the same text of the sentences they stand in."""
    start = sentence_at(base, min(one.start, other.start)).start
    end = max(sentence_at(base, max(one.start, other.start)).end, one.end, other.end)
    window = base[start:end]
    results = [apply(window, [replace(edit, start=edit.start - start)]) for edit in (one, other)]
    if results[0] == results[1]:
        return True
    normal = normalise(window).text
    made = {normalise(result).text for result in results}
    return len(made) == 1 and normal not in made


def _atoms(base: str, edit: Edit) -> tuple[Edit, ...]:
    """The smallest changes of whole words that make up `edit`, in place; white space around an insertion apart."""
    before, after = words(edit.before), words(edit.after)
    starts = [edit.start]
    for word in before:
        starts.append(starts[-1] + len(word))
    atoms: list[Edit] = []
    for kind, i, k, m, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if k - i == n - m:
            pairs = zip(starts[i:k], before[i:k], after[m:n], strict=True)
            atoms += [Edit(start, old, new) for start, old, new in pairs if old != new]
        else:
            atoms.append(Edit(starts[i], "".join(before[i:k]), "".join(after[m:n])))
    assert all(base.startswith(atom.before, atom.start) for atom in atoms)
    return tuple(atoms)


def _key(base: str, atom: Edit) -> tuple[int, str, str]:
    """What two atoms that do the same have in common, wherever the white space around them was put."""
    before, after = normalise(atom.before).text, normalise(atom.after).text
    if before == after:
        return atom.start, atom.before, atom.after
    start = atom.start
    while start < len(base) and base[start].isspace():
        start += 1
    return start, before.strip(), after.strip()
