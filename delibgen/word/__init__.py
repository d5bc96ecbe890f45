"""How Word works: templates compiled once, rendered strictly, written whole. Knows no model of deliberations.

Names are loaded when first used: importing this package costs nothing.
"""

from delibgen.light import TYPE_CHECKING

if TYPE_CHECKING:
    from delibgen.word.document import Document
    from delibgen.word.image import Image
    from delibgen.word.limits import Limits
    from delibgen.word.markdown import Blocks, Runs
    from delibgen.word.properties import Properties
    from delibgen.word.save import safe_name, write_whole
    from delibgen.word.tag import Tag
    from delibgen.word.template import Template
    from delibgen.word.validity import validate

_HOMES = {
    "Blocks": "markdown",
    "Document": "document",
    "Image": "image",
    "Limits": "limits",
    "Properties": "properties",
    "Runs": "markdown",
    "Tag": "tag",
    "Template": "template",
    "safe_name": "save",
    "validate": "validity",
    "write_whole": "save",
}
__all__ = [
    "Blocks",
    "Document",
    "Image",
    "Limits",
    "Properties",
    "Runs",
    "Tag",
    "Template",
    "safe_name",
    "validate",
    "write_whole",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    value: object = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
