"""``lint_template``: a template held against the type of its data, every finding at once."""

import dataclasses
from collections.abc import Iterable, Sequence
from pathlib import Path

from delibgen.errors import Finding, Severity, TemplateError
from delibgen.word.limits import Limits
from delibgen.word.lint.expressions import Reader
from delibgen.word.lint.habits import habits
from delibgen.word.lint.hints import fields_of, kinds_of
from delibgen.word.lint.links import lost_references
from delibgen.word.lint.mention import Mention
from delibgen.word.lint.mentions import check_mentions
from delibgen.word.lint.reading import Read, read, spot_of
from delibgen.word.lint.report import Findings
from delibgen.word.lint.scope import Scope
from delibgen.word.lint.shapes import Kinds, Thing
from delibgen.word.lint.walking import Walker
from delibgen.word.tag import UNMERGED
from delibgen.word.template import Template

Source = Template | str | Path | bytes
"""A template: compiled, a path, or the bytes of a .docx."""
_ORDER = {Severity.BLOQUANT: 0, Severity.ALERTE: 1, Severity.INFORMATION: 2}


def scope_of(kind: object) -> Scope:
    """Return the names that a context of this type gives; any name for a mapping whose keys are not known."""
    fields: dict[str, Kinds] = {}
    loose, root = False, None
    for shape in kinds_of(kind):
        if isinstance(shape, Thing):
            fields |= fields_of(shape)
            root = shape
        else:
            loose = True
    return Scope(fields, root=root, open=loose)


def lint_template(
    template: Source, scope: Scope, mentions: Sequence[Mention] = (), *, name: str = ""
) -> list[Finding]:
    """Return every finding about a template, in the order of the document.

    ``scope`` tells the names that a render gives; ``mentions`` are what the document must say.
    """
    found, shown = read_source(template)
    report = Findings(found.faults)
    if found.environment is not None:
        reader = Reader(report, found.environment)
        for part in found.parts:
            Walker(reader, found.sentences).walk(part, scope)
    check_mentions(found, mentions, scope, report)
    report.all += (*habits(found.tags), *lost_references(found.tags))
    return _sorted(report.all, found, name or shown)


def read_source(template: Source) -> tuple[Read, str]:
    """Return what there is to look at in a template, and its name."""
    if isinstance(template, Template):
        return read(*template.ingredients), template.name
    from delibgen.word.template import read_file

    if isinstance(template, bytes):
        return _read_merged(template, None), ""
    path = Path(template)
    try:
        data = read_file(path, Limits())
    except TemplateError as error:
        return Read(faults=list(error.findings)), path.name
    return _read_merged(data, path.parent), path.name


def _read_merged(data: bytes, home: Path | None) -> Read:
    """Read a template with the pieces that it includes, found in its folder."""
    found = read(data, {}, {}, Limits())
    if all(finding.code != UNMERGED for finding in found.faults):
        return found
    from delibgen.word.pieces import Library, merge_pieces

    try:
        merged, notes = merge_pieces(data, Library(None, home, Limits()), Limits())
    except TemplateError as error:
        return Read(faults=list(error.findings))
    found = read(merged, {}, {}, Limits())
    found.faults[:0] = notes
    return found


def _sorted(findings: Iterable[Finding], found: Read, name: str) -> list[Finding]:
    """Return findings in the order of the tags; those about the whole document come last."""
    last = len(found.ranks)

    def key(finding: Finding) -> tuple[int, int]:
        place = finding.place
        rank = found.ranks.get(spot_of(place), -1 if place.part else last)
        return rank, _ORDER[finding.severity]

    unique = dict.fromkeys(findings)
    return [_in_file(finding, name) for finding in sorted(unique, key=key)]


def _in_file(finding: Finding, name: str) -> Finding:
    if not name or finding.place.file:
        return finding
    return dataclasses.replace(finding, place=dataclasses.replace(finding.place, file=name))
