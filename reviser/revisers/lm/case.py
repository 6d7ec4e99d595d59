"""Gives a replacement the capitals of the word that it replaces."""


def in_case(word: str, like: str) -> str:
    """`word` with the capitals of `like`."""
    if word.split("'", maxsplit=1)[0] == "i":
        return "I" + word[1:]
    if like.lower() == "i":
        return word
    if len(like) > 1 and like.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word
