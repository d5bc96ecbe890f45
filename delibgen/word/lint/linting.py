"""``lint_template``: a template held against the type of its data, every finding at once."""

import dataclasses
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from delibgen.errors import Finding, Severity, TemplateError
from delibgen.word.codes import fault
from delibgen.word.keep import doubtful
from delibgen.word.library import Library, Pieces
from delibgen.word.limits import Limits
from delibgen.word.lint.branches import kept_images, lost_bookmarks
from delibgen.word.lint.dead import check_branches
from delibgen.word.lint.expressions import Reader
from delibgen.word.lint.habits import habits, layout, styles
from delibgen.word.lint.hints import fields_of, kinds_of, may_lack
from delibgen.word.lint.links import lost_references
from delibgen.word.lint.lookalikes import mistaken
from delibgen.word.lint.mention import Mention
from delibgen.word.lint.mentions import check_mentions
from delibgen.word.lint.reading import Read, read, spot_of
from delibgen.word.lint.report import Findings
from delibgen.word.lint.scope import Scope
from delibgen.word.lint.shapes import ANY, NOTHING, Anything, Dictionary, Kinds, Thing
from delibgen.word.lint.unread import check_stores, left_out
from delibgen.word.lint.walking import Walker
from delibgen.word.missing import loop_names
from delibgen.word.pieces import merge_pieces
from delibgen.word.tag import UNMERGED
from delibgen.word.template import Template, opened, read_file

Source = Template | str | Path | bytes | bytearray | memoryview
"""A template: compiled, a path, or the bytes of a .docx."""
_ORDER = {Severity.BLOQUANT: 0, Severity.ALERTE: 1, Severity.INFORMATION: 2}


def scope_of(kind: object) -> Scope:
    """Return the names that a context of this type gives; any name for a mapping whose keys are not known."""
    shapes = kinds_of(kind)
    things = [shape for shape in shapes if isinstance(shape, Thing)]
    fields: dict[str, Kinds] = {}
    for thing in things:
        fields |= {n: k | NOTHING if may_lack(thing, n) else k for n, k in fields_of(thing).items()}
    return Scope(fields, root=things[-1] if things else None, open=len(things) < len(shapes))


def fieldless(kind: object) -> list[Finding]:
    """Return the finding about what is no type of data: its values have no names that a tag can read."""
    kinds = kinds_of(kind)
    named = any(isinstance(shape, Thing | Dictionary | Anything) for shape in kinds)
    if named and (kinds != ANY or isinstance(kind, type) or kind is Any):
        return []
    shown = getattr(kind, "__name__", "") or str(kind)
    message = f"« {shown[:60]} » n'a pas de champs : aucune balise ne peut y être suivie"
    return [
        fault(
            "DG172",
            message,
            suggestion="donnez une classe dont les champs ont un type : un acte, une dataclass…",
        )
    ]


def lint_template(
    template: Source,
    scope: Scope,
    mentions: Sequence[Mention] = (),
    *,
    name: str = "",
    pieces: Pieces | None = None,
) -> list[Finding]:
    """Return every finding about a template, in the order of the document.

    ``scope`` tells the names that a render gives; ``mentions`` are what the document must say; ``pieces`` is
    where the documents that it includes are, before its own folder.
    """
    found, shown = read_source(template, pieces)
    readable, report = not found.faults, Findings(found.faults)
    if found.environment is not None:
        reader = Reader(report, found.environment, found.tags)
        for part in found.parts:
            Walker(reader, found.sentences, found.titles).walk(part, scope)
            check_branches(part, report)
            if readable:
                check_stores(part, report)
        doubts = [tag for root in found.roots for tag in doubtful(root, found.tags, reader.filled)]
        report.all += layout(doubts, found.hidden)
        for root, held in zip(found.roots, found.held, strict=True):
            report.all += (*lost_bookmarks(root, found.tags), *kept_images(root, found.tags, held))
    names = {*scope.fields, "loop"}.union(*map(loop_names, found.tags))
    report.all += mistaken(found.likes, names)
    report.all += left_out(found.tags, scope, report.all)
    check_mentions(found, mentions, scope, report)
    report.all += (*habits(found.tags), *lost_references(found.tags), *styles(found.tags, found.styles))
    return _sorted(report.all, found, name or shown)


def read_source(template: Source, pieces: Pieces | None = None) -> tuple[Read, str]:
    """Return what there is to look at in a template, and its name."""
    if isinstance(template, Template):
        return read(*template.ingredients), template.name
    name = ""
    try:
        given = opened(template)
        if isinstance(given, bytes):
            return _read_merged(given, pieces, None), ""
        name = given.name
        return _read_merged(read_file(given, Limits()), pieces, given.parent), name
    except TemplateError as error:
        return Read(faults=list(error.findings)), name


def _read_merged(data: bytes, pieces: Pieces | None, home: Path | None) -> Read:
    """Read a template with the pieces that it includes."""
    found = read(data, {}, {}, Limits())
    if all(finding.code != UNMERGED for finding in found.faults):
        return found
    try:
        merged, notes = merge_pieces(data, Library(pieces, home, Limits()), Limits())
    except TemplateError as error:
        return Read(faults=list(error.findings))
    found = read(merged, {}, {}, Limits())
    found.faults[:0] = notes
    return found


def _sorted(findings: Iterable[Finding], found: Read, name: str) -> list[Finding]:
    """Return findings in the order of the tags; those about the whole document come last."""
    last = len(found.ranks)

    def key(finding: Finding) -> tuple[int, int]:
        """Return the rank of a finding: its tag, then how grave it is."""
        place = finding.place
        rank = found.ranks.get(spot_of(place), -1 if place.part else last)
        return rank, _ORDER[finding.severity]

    unique = dict.fromkeys(findings)
    return [_in_file(finding, name) for finding in sorted(unique, key=key)]


def _in_file(finding: Finding, name: str) -> Finding:
    if not name or finding.place.file:
        return finding
    return dataclasses.replace(finding, place=dataclasses.replace(finding.place, file=name))
