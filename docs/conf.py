"""How Sphinx builds the documentation."""

from __future__ import annotations

from grader import __version__

project = "asyncio-grader"
author = "The asyncio-grader authors"
project_copyright = "2026, The asyncio-grader authors"
release = __version__

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = "asyncio-grader"
