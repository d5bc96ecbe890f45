"""A Word template held against the type of its data, before any data exist."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from delibgen.apercu import Findings
from delibgen.model.acte import Acte
from delibgen.model.assemblee import Illustration
from delibgen.render import template_folders
from delibgen.word import Template
from delibgen.word.lint.mention import Mention

if TYPE_CHECKING:
    from delibgen.word.lint.shapes import Kinds, Shape


def lint(template: Template | str | Path | bytes | bytearray | memoryview, kind: type) -> Findings:
    """Return everything that is wrong in a template, or worth knowing, in the order of the document.

    Every tag of every part is followed through the type hints of ``kind``: names, fields, loops, filters,
    conditions, comparisons. An act also declares the mentions that it must print (``Acte.mentions``): one
    that the template never prints, or in some branches only, is a finding.

    >>> from delibgen import Convention, lint
    >>> from delibgen.render import SHIPPED
    >>> wrong = lint(SHIPPED / "deliberation.docx", Convention)
    >>> any("dispositif" in str(finding) for finding in wrong)
    True

    Args:
        template: a compiled template, the path of a .docx, or its bytes; one that does not compile is fine.
            The documents that it includes are looked for where ``render`` does.
        kind: a kind of act, or any class with type hints: pydantic model, dataclass, ``TypedDict``…

    Returns:
        the findings, a list; a template that cannot be opened gives its faults, a ``kind`` without fields one
        (DG172): nothing is raised.
    """
    from delibgen.word.lint import fieldless, lint_template, scope_of

    scope = scope_of(kind)
    mentions: tuple[Mention, ...] = ()
    pieces: tuple[Path, ...] = ()
    if isinstance(kind, type) and issubclass(kind, Acte):
        scope = replace(scope, fields=_given(scope.fields, kind), itself="acte")
        mentions, pieces = kind.mentions, template_folders(kind)
    return Findings([*fieldless(kind), *lint_template(template, scope, mentions, pieces=pieces)])


def _given(fields: "Mapping[str, Kinds]", kind: type[Acte]) -> "dict[str, Kinds]":
    """Return the names that ``render`` gives: the fields, illustrations as images, and ``acte``."""
    from delibgen.word.lint.shapes import Thing

    given = {name: frozenset(map(_as_image, kinds)) for name, kinds in fields.items()}
    return {**given, "acte": frozenset({Thing(kind)})}


def _as_image(shape: "Shape") -> "Shape":
    from delibgen.word import Image
    from delibgen.word.lint.shapes import Leaf, Thing

    return Leaf(Image) if shape == Thing(Illustration) else shape
