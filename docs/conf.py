"""The site: ``sphinx-build -W -b html docs site``."""

import delibgen

project = "delibgen"
author = "delibgen contributors"
release = version = delibgen.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["carnets"]
html_theme = "furo"
html_title = f"delibgen {release}"
html_show_copyright = False
myst_heading_anchors = 4
highlight_language = "none"
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
napoleon_google_docstring = True
