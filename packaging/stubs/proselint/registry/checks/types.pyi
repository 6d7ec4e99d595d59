class PreferredFormsSimple:
    items: dict[str, str]
