"""A Word template held against the type of its data, before any data exist."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from delibgen.apercu import Findings
from delibgen.model.acte import Acte
from delibgen.model.assemblee import Illustration
from delibgen.word import Template
from delibgen.word.lint.mention import Mention

if TYPE_CHECKING:
    from delibgen.word.lint.shapes import Kinds, Shape


def lint(template: Template | str | Path | bytes, kind: type) -> Findings:
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
        kind: a kind of act, or any class with type hints: pydantic model, dataclass, ``TypedDict``…

    Returns:
        the findings, a list; a template that cannot be opened gives its faults, nothing is raised.
    """
    from delibgen.word.lint import lint_template, scope_of

    scope = scope_of(kind)
    mentions: tuple[Mention, ...] = ()
    if isinstance(kind, type) and issubclass(kind, Acte):
        scope = replace(scope, fields=_given(scope.fields, kind))
        mentions = kind.mentions
    return Findings(lint_template(template, scope, mentions))


def _given(fields: "Mapping[str, Kinds]", kind: type[Acte]) -> "dict[str, Kinds]":
    """Return the names that ``render`` gives: the fields, illustrations as images, and ``acte``."""
    from delibgen.word.lint.shapes import Thing

    given = {name: frozenset(map(_as_image, kinds)) for name, kinds in fields.items()}
    return {**given, "acte": frozenset({Thing(kind)})}


def _as_image(shape: "Shape") -> "Shape":
    from delibgen.word import Image
    from delibgen.word.lint.shapes import Leaf, Thing

    return Leaf(Image) if shape == Thing(Illustration) else shape
