"""The rest of the package, laid out once: what every document copies, what a render may have to rewrite."""

import re
from collections.abc import Mapping, Set

from delibgen.word import opc
from delibgen.word.compiled import Assembly
from delibgen.word.loose import find_loose
from delibgen.word.names import w
from delibgen.word.opening import Work
from delibgen.word.package import Archive, Entry, compress
from delibgen.word.properties import APP, CORE
from delibgen.word.xml import HEAD, serialize, take_out

_NUMBER = re.compile(r"[0-9]{1,9}\Z")


def assemble(work: Work, rendered: Mapping[str, frozenset[str]]) -> Assembly:
    """Lay out the package without the rendered parts; those are given with their loose relationships."""
    core = work.target("core-properties", "") or CORE
    entries = _entries(work, core)
    numbering, first_number = _split_numbering(work)
    relations = {name: opc.open_relations(_relations(work, name)) for name in rendered}
    loose = find_loose(work, rendered, relations)
    volatile_names = {opc.rels_name(name) for name in rendered} | {numbering[0], *(r.target for r in loose)}
    changing = volatile_names | rendered.keys() | {core}
    constant = [e for name, e in entries.items() if name not in changing]
    volatile = [e for name, e in entries.items() if name in volatile_names]
    return Assembly(
        archive=Archive.of(constant, volatile),
        body=work.main,
        static_body="" if work.main in rendered else serialize(work.roots[work.main]).decode("utf-8"),
        core=core,
        relations=relations,
        numbering=numbering,
        first_number=first_number,
        loose=loose,
    )


def _entries(work: Work, core: str) -> dict[str, Entry]:
    """Return the entries to write, in order: content types and package relationships first."""
    package, dropped = opc.rels_name(""), work.dropped
    opc.rewrite_types(work.roots[opc.TYPES], dropped, core)
    if not work.target("core-properties", ""):
        opc.add_relation(work.roots[package], opc.CORE_REL, core)
    opc.rewrite_relations(work.roots[package], "", dropped)
    changed = {opc.TYPES, package, _without_hint(work), *(story.name for story in work.stories)}
    names = dict.fromkeys((opc.TYPES, package, *work.entries))
    entries = {name: _entry(work, name, changed, dropped) for name in names if name not in dropped}
    extended = work.target("extended-properties", "")
    if extended in entries:
        entries[extended] = compress(extended, APP.encode("utf-8"))
    return entries


def _entry(work: Work, name: str, changed: Set[str], dropped: frozenset[str]) -> Entry:
    """Return an entry as it came, unless its part has changed or its relationships led to a dropped one."""
    root = work.roots.get(name)
    if root is None:
        return work.entries[name]
    relations = name.endswith(".rels") and name not in changed
    if name in changed or (relations and opc.rewrite_relations(root, opc.source_of(name), dropped)):
        return compress(name, serialize(root))
    return work.entries[name]


def _without_hint(work: Work) -> str:
    """Take the style of the fields out of the styles; return the name of their part, ``""`` without it."""
    name = work.target("styles")
    root = work.roots.get(name)
    if root is None or not work.hints:
        return ""
    for element in list(root.iter(w("style"), w("basedOn"), w("link"))):
        if not work.hints.isdisjoint({element.get(w("styleId")), element.get(w("val"))}):
            take_out(element)
    return name


def _relations(work: Work, part: str) -> bytes | None:
    root = work.roots.get(opc.rels_name(part))
    return None if root is None else serialize(root)


def _split_numbering(work: Work) -> tuple[tuple[str, str, str], int]:
    name = work.target("numbering")
    root = work.roots.get(name)
    if root is None:
        return ("", "", ""), 1
    text = serialize(root).decode("utf-8").removeprefix(HEAD)
    at = text.find("<w:numIdMacAtCleanup")
    at = text.rfind("</w:numbering>") if at < 0 else at
    numbers = [int(number) for e in root.iter(w("num")) if _NUMBER.match(number := e.get(w("numId"), ""))]
    split = ("", "", "") if at < 0 else (name, HEAD + text[:at], text[at:])
    return split, 1 + max(numbers, default=0)
