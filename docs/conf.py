"""Settings of Sphinx, which makes the documentation out of these files: `sphinx-build -W docs build/docs`."""

project = "reviser"
author = "The authors of reviser"
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "reviser"
myst_heading_anchors = 3  # so that a link to a heading is checked
exclude_patterns = ["build"]
