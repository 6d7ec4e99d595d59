"""The descriptor of a document format: all that is loaded before a recipe is opened."""

from reviser.documents.base import DocumentFormat

RECIPE = DocumentFormat(
    "recipe",
    "Recipe",
    (".recipe",),
    "reviser_recipe_handler:Recipe",
    recognises=lambda data, suffix: suffix == ".recipe" or data.startswith(b"#!recipe\n"),
    holds=("its header",),
    from_text=False,
)
