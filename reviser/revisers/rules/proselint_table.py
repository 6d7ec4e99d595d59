"""proselint's redundant phrases as entries of the layer "plain".

The replacements are read from the library (BSD licence). resources/plain/proselint.tsv lists the phrases that are
used."""

from reviser.assets import asset
from reviser.revisers.rules.plain_table import PlainEntry, entry


def entries() -> tuple[PlainEntry, ...]:
    """The entries, named "proselint-<phrase>". Raises ValueError if the library no longer has a phrase."""
    # proselint builds its register when imported (0.1 s): it is imported at first use, after the window was painted.
    from proselint.checks.redundancy.misc import __register__ as checks
    from proselint.registry.checks.types import PreferredFormsSimple

    preferred: dict[str, str] = {}
    for check in checks:
        if isinstance(check.check_type, PreferredFormsSimple):
            preferred.update(check.check_type.items)
    lines = asset("plain", "proselint.tsv").read_text("utf-8").splitlines()
    phrases = [line for line in lines if line and not line.startswith("#")]
    missing = [phrase for phrase in phrases if phrase not in preferred]
    if missing:
        raise ValueError(f"proselint has no {missing}")
    return tuple(
        entry(f"proselint-{phrase.replace(' ', '-')}", "redundant", phrase, (preferred[phrase],), source="proselint")
        for phrase in phrases
    )
