"""The contract of a template, and what a new version of it breaks.

A contract is what a template promises to print: each field with its filters and the conditions it stands
under, and each paragraph of fixed words. Two contracts are compared field by field: no longer printed, new,
under other conditions, written otherwise. With the kind of act, the faults of the new version come first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain
from pathlib import Path

from jinja2 import nodes

from delibgen.errors import Finding, Severity, TemplateError
from delibgen.lint import lint
from delibgen.model.acte import Acte
from delibgen.render import template_folders
from delibgen.word import Template
from delibgen.word.lint.linting import read_source
from delibgen.word.lint.reading import If, Loop, Print, Read, Step, Store, Words

Conditions = tuple[str, ...]
"""Conditions under which something is printed, outermost first; none: always."""


@dataclass(frozen=True, slots=True)
class Contrat:
    """What a template prints."""

    champs: Mapping[str, frozenset[Conditions]]
    """Path of a field, « membres[].nom » in a loop → the conditions of each place that prints it."""
    ecritures: Mapping[str, frozenset[str]]
    """Path of a field → each way that it is written: « montant | euros »."""
    textes: frozenset[str]
    """Fixed words of each paragraph, tags shown as « … »."""
    lus: frozenset[str] = frozenset()
    """First names of all that it reads, conditions and lists included: « seance »."""


class Genre(StrEnum):
    """Kinds of differences, the worst first."""

    FAUTE = "faute"
    CHAMP_PERDU = "champ qui n'est plus imprimé"
    CONDITION = "condition changée"
    ECRITURE = "écriture changée"
    TEXTE_PERDU = "mention supprimée"
    CHAMP_NOUVEAU = "champ nouveau"
    TEXTE_NOUVEAU = "mention nouvelle"


_CASSE = {Genre.FAUTE, Genre.CHAMP_PERDU}


@dataclass(frozen=True, slots=True)
class Ecart:
    """One difference between two versions of a template."""

    genre: Genre
    objet: str
    """Path of the field, or words of the mention."""
    avant: str = ""
    apres: str = ""

    @property
    def casse(self) -> bool:
        """Whether acts made with the old version lose something, or cannot be made."""
        return self.genre in _CASSE

    def __str__(self) -> str:
        change = (
            f" : {self.avant or 'toujours'} → {self.apres or 'toujours'}" if self.avant or self.apres else ""
        )
        return f"{self.genre.value} : {self.objet}{change}"


def contrat(template: Template | str | Path | bytes) -> Contrat:
    """Return the contract of a template; a tag that cannot be read is left out (``lint`` says why)."""
    return _contrat(_read(template))


def _read(template: Template | str | Path | bytes) -> Read:
    """Return what there is to look at; what it includes is looked for where ``render`` does."""
    return read_source(template, template_folders(Acte))[0]


def _contrat(found: Read) -> Contrat:
    reader = _Reader()
    for part in found.parts:
        reader.walk(part, (), {})
        reader.end_paragraph()
    champs = {path: frozenset(places) for path, places in sorted(reader.champs.items())}
    ecritures = {path: frozenset(ways) for path, ways in sorted(reader.ecritures.items())}
    return Contrat(champs, ecritures, frozenset(reader.textes), frozenset(reader.lus))


def comparer(
    avant: Template | str | Path | bytes, apres: Template | str | Path | bytes, kind: type | None = None
) -> list[Ecart]:
    """Return what changes from one version of a template to the next, what breaks first.

    Args:
        avant: the version in use.
        apres: the new version.
        kind: the kind of act; its new faults are told too.

    Raises:
        TemplateError: one of them cannot be read: nothing could be compared.
    """
    old, new = map(_contrat, _readable(avant, apres))
    found = [
        *(_faults(avant, apres, kind) if kind else ()),
        *(Ecart(Genre.CHAMP_PERDU, path) for path in old.champs.keys() - new.champs.keys()),
        *(Ecart(Genre.CHAMP_NOUVEAU, path) for path in new.champs.keys() - old.champs.keys()),
        *(Ecart(Genre.TEXTE_PERDU, text) for text in old.textes - new.textes),
        *(Ecart(Genre.TEXTE_NOUVEAU, text) for text in new.textes - old.textes),
        *_changed(old, new),
    ]
    return sorted(found, key=lambda ecart: (list(Genre).index(ecart.genre), ecart.objet))


def _readable(*templates: Template | str | Path | bytes) -> list[Read]:
    """Return what there is to look at in each template, or raise why some of them cannot be opened."""
    found = [_read(template) for template in templates]
    faults = list(chain.from_iterable(map(_why_closed, found, templates)))
    if faults:
        raise TemplateError(faults)
    return found


def _why_closed(read: Read, template: Template | str | Path | bytes) -> Iterator[Finding]:
    """Yield why a template cannot be opened, with the name of its file when it has one."""
    name = str(template) if isinstance(template, str | Path) else ""
    for fault in () if read.parts else read.faults:
        yield replace(fault, place=replace(fault.place, file=fault.place.file or name))


def _faults(
    avant: Template | str | Path | bytes, apres: Template | str | Path | bytes, kind: type
) -> Iterator[Ecart]:
    known = {_about(finding) for finding in lint(avant, kind)}
    for finding in lint(apres, kind):
        if finding.severity is not Severity.INFORMATION and _about(finding) not in known:
            yield Ecart(Genre.FAUTE, str(finding))


def _about(finding: Finding) -> tuple[str, str]:
    """Return what a finding says, wherever it stands."""
    return finding.code, finding.message


def _changed(old: Contrat, new: Contrat) -> Iterator[Ecart]:
    for path in old.champs.keys() & new.champs.keys():
        if old.champs[path] != new.champs[path]:
            yield Ecart(Genre.CONDITION, path, _told(old.champs[path]), _told(new.champs[path]))
        if old.ecritures[path] != new.ecritures[path]:
            before, after = (" ; ".join(sorted(contract.ecritures[path])) for contract in (old, new))
            yield Ecart(Genre.ECRITURE, path, before, after)


def _told(places: Iterable[Conditions]) -> str:
    if () in places:
        return ""
    return " ; ou ".join(sorted(" et ".join(conditions) for conditions in places))


@dataclass(slots=True)
class _Reader:
    champs: dict[str, set[Conditions]] = field(default_factory=dict)
    ecritures: dict[str, set[str]] = field(default_factory=dict)
    textes: set[str] = field(default_factory=set)
    lus: set[str] = field(default_factory=set)
    words: str = ""

    def walk(self, steps: list[Step], conditions: Conditions, names: Mapping[str, str]) -> None:
        """Read a sequence of steps under conditions; ``names`` are what local names stand for."""
        for step in steps:
            match step:
                case Words(text):
                    self._say(text)
                case Print():
                    self.words += "…"
                    self._print(step, conditions, names)
                case Store(_, name, value):
                    names = {**names, name: path_of(value, names) or ""}
                case If():
                    self._branches(step, conditions, names)
                case Loop():
                    self._loop(step, conditions, names)

    def _say(self, text: str) -> None:
        *ended, last = text.split("\n")
        for line in ended:
            self.words += line
            self.end_paragraph()
        self.words += last

    def end_paragraph(self) -> None:
        """Keep the words of a paragraph that has some."""
        text = " ".join(self.words.replace("\u00a0", " ").split())
        if any(char.isalpha() for char in text):
            self.textes.add(text)
        self.words = ""

    def _print(self, step: Print, conditions: Conditions, names: Mapping[str, str]) -> None:
        written = step.tag.body or step.tag.raw
        for path in paths_in(step.value, names):
            self.lus.add(re.split(r"[.\[]", path)[0])
            self.champs.setdefault(path, set()).add(conditions)
            self.ecritures.setdefault(path, set()).add(
                written if "[]" not in path else _filters(written, path)
            )

    def _branches(self, block: If, conditions: Conditions, names: Mapping[str, str]) -> None:
        refused: list[str] = []
        for branch in block.branches:
            test = _written(branch.tag.body, names)
            self.lus.update(re.findall(r"(?<![.\w\"'])[a-z_]\w*", test))
            own = [
                *(f"non ({other})" for other in refused),
                *([test] if branch.tag.keyword != "else" else []),
            ]
            self.walk(branch.body, (*conditions, *own), names)
            refused.append(test)

    def _loop(self, loop: Loop, conditions: Conditions, names: Mapping[str, str]) -> None:
        path = path_of(loop.items, names) if loop.items else None
        self.lus.add(re.split(r"[.\[]", path or "")[0])
        inner = dict(names)
        if isinstance(loop.target, nodes.Name):
            inner[loop.target.name] = f"{path}[]" if path else ""
        self.walk(loop.body, conditions, inner)
        self.walk(loop.otherwise, (*conditions, f"{path or 'liste'} vide"), names)


def _written(test: str, names: Mapping[str, str]) -> str:
    """Return a condition with local names replaced by what they stand for: renaming them changes nothing."""
    text = re.sub(r"^\s*(?:el)?if\s+", "", test)
    return re.sub(r"\b[a-z_]\w*\b(?<!\.)", lambda m: names.get(m[0]) or m[0], text).strip()


def _filters(written: str, path: str) -> str:
    return " | ".join([path, *(bit.strip() for bit in written.split("|")[1:])])


def path_of(value: nodes.Node, names: Mapping[str, str]) -> str | None:
    """Return the path of an expression that names one value: « seance.date »; ``None`` for another."""
    match value:
        case nodes.Name():
            return names.get(value.name, value.name) or None
        case nodes.Getattr():
            inner = path_of(value.node, names)
            return f"{inner}.{value.attr}" if inner else None
        case nodes.Getitem():
            return path_of(value.node, names)
        case nodes.Filter() if value.node is not None:
            return path_of(value.node, names)
        case _:
            return None


def paths_in(value: nodes.Node, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the path of every field that an expression reads; what Jinja counts itself is none."""
    path = path_of(value, names)
    if path:
        if path.split(".")[0] != "loop":
            yield path
        return
    for child in value.iter_child_nodes():
        yield from paths_in(child, names)
