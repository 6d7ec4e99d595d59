from proselint.registry.checks import Check

__register__: tuple[Check, ...]
