"""One render: the values in, the parts out, and every exception turned into a finding with its place."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import TracebackType

from delibgen.errors import DelibgenError, Finding, Place, RenderError, closest
from delibgen.light import replace
from delibgen.word.codes import fault, note, shortened
from delibgen.word.compiled import Compiled, Loose, Part
from delibgen.word.document import Document
from delibgen.word.escape import LOST
from delibgen.word.faults import Fault
from delibgen.word.package import Entry, compress, store
from delibgen.word.properties import Properties, number_from
from delibgen.word.session import Session
from delibgen.word.tag import Tag

_NO_PROPERTIES = Properties()
_EMPTY_CELL = Fault(
    "DG408",
    "la cellule ou la zone se retrouve vide après {tag}",
    "ajoutez dessous un paragraphe vide hors du bloc, ou une branche {%p else %} avec un texte",
)


def render(
    compiled: Compiled, context: Mapping[str, object], properties: Properties | None, name: str
) -> Document:
    """Return the document of a compiled template for these values; raise ``RenderError``."""
    _check_context(compiled, context)
    session = Session(compiled.surroundings)
    texts = {part.name: _render_part(part, context, session, compiled.tags) for part in compiled.parts}
    properties = properties or _NO_PROPERTIES
    if properties.premiere_page and compiled.assembly.body in texts:
        texts[compiled.assembly.body] = number_from(texts[compiled.assembly.body], properties.premiere_page)
    texts = _refer(texts, session, compiled.tags)
    findings = _list_headings(texts, session, compiled) if compiled.has_toc else ()
    findings += _doubtful(texts, session, compiled)
    entries = {part.name: part.packer.pack(texts[part.name]) for part in compiled.parts}
    assembly = compiled.assembly
    absent, unneeded = _unprinted(assembly.loose, texts)
    _add_allocated(entries, session, compiled, absent)
    entries[assembly.core] = _core_entry(assembly.core, properties)
    body = texts.get(assembly.body, assembly.static_body)
    return Document(assembly.archive.pack(entries, unneeded), name=name, body=body, findings=findings)


def _doubtful(texts: Mapping[str, str], session: Session, compiled: Compiled) -> tuple[Finding, ...]:
    """Return what was printed that is worth a look: letters that were lost, values without a visible sign."""
    found: tuple[Finding, ...] = ()
    if any(sign in text for text in texts.values() for sign in LOST):
        from delibgen.word.blanks import tell_lost

        found += tell_lost(texts, compiled.parts)
    if session.blanks:
        from delibgen.word.blanks import tell_blanks

        found += tell_blanks(session.blanks, compiled.parts, compiled.tags)
    return found


def _no_mapping(context: object) -> Finding:
    message = f"les données ne sont pas données par nom : elles sont de type {type(context).__name__}"
    return fault(
        "DG401", message, Place(), "donnez un dictionnaire ; un acte se rend par delibgen.render(acte)"
    )


def _render_part(part: Part, values: Mapping[str, object], session: Session, tags: tuple[Tag, ...]) -> str:
    session.part = part.name
    try:
        text = part.program.run(values, session)
    except Exception as error:
        raise RenderError(_explain(error, part, tags)) from error
    if part.gridded:
        text = _settle_tables(text, tags)
    if part.marked:
        text = _keep_filled(text, tags)
    return text


def _refer(texts: dict[str, str], session: Session, tags: tuple[Tag, ...]) -> dict[str, str]:
    """Fill the references, once the targets of every part are known."""
    if not session.refers:
        return texts
    faults = session.references.faults()
    if faults:
        raise RenderError([placed(problem, tags[number]) for problem, number in faults])
    return {name: session.references.fill(text) for name, text in texts.items()}


def _list_headings(texts: dict[str, str], session: Session, compiled: Compiled) -> tuple[Finding, ...]:
    """Fill the table of contents of the body; tell that its page numbers are to come."""
    from delibgen.word.toc import fill

    name, styles = compiled.assembly.body, compiled.surroundings.styles
    if name not in texts:
        return ()
    _, before, after = compiled.assembly.numbering
    numbering = f"{before}{session.number_lines()}{after}" if before else ""
    texts[name], listed = fill(texts[name], styles, session.references.next_bookmark, numbering)
    if not listed:
        return ()
    message = "le sommaire a ses titres, et pas encore ses numéros de page"
    advice = "Word les calcule à l'ouverture du fichier ; LibreOffice peut les calculer d'avance"
    return (note("DG418", message, Place(part="corps"), advice),)


def _settle_tables(text: str, tags: tuple[Tag, ...]) -> str:
    from delibgen.word.grid import settle as settle_tables

    text, number, problem = settle_tables(text)
    if problem is not None:
        raise RenderError(placed(problem, tags[number]))
    return text


def _keep_filled(text: str, tags: tuple[Tag, ...]) -> str:
    from delibgen.word.settling import settle

    text, empty = settle(text)
    if empty >= 0:
        raise RenderError(placed(_EMPTY_CELL, tags[empty]))
    return text


def _unprinted(loose: Iterable[Loose], texts: Mapping[str, str]) -> tuple[list[Loose], frozenset[str]]:
    """Return the relationships that no rendered part names, and the files that nothing needs any more."""
    absent: list[Loose] = []
    needed: set[str] = set()
    for one in loose:
        if f'"{one.id}"' in texts[one.part]:
            needed.add(one.target)
        else:
            absent.append(one)
    return absent, frozenset({one.target for one in absent} - needed - {""})


def _add_allocated(
    entries: dict[str, Entry], session: Session, compiled: Compiled, absent: Sequence[Loose]
) -> None:
    """Add the images, relationships and numbering that the values asked for; ``absent`` are not printed."""
    assembly = compiled.assembly
    for key, data in sorted(session.media.items()):
        entries[key] = store(key, data)
    for part in dict.fromkeys((*session.relations, *(one.part for one in absent))):
        from delibgen.word.opc import rels_name

        text = assembly.relations[part]
        for line in (one.line for one in absent if one.part == part):
            text = text.replace(line, "")
        text = f"{text}{session.relation_lines(part)}</Relationships>"
        entries[rels_name(part)] = compress(rels_name(part), text.encode("utf-8"))
    if session.numbers:
        key, before, after = assembly.numbering
        entries[key] = compress(key, f"{before}{session.number_lines()}{after}".encode())


@lru_cache(maxsize=64)
def _core_entry(name: str, properties: Properties) -> Entry:
    """Return the properties as they are: to deflate them would cost more than the few octets saved."""
    return store(name, properties.to_xml().encode("utf-8"))


# ---------------------------------------------------------------- what went wrong, and where


def placed(error: Fault, tag: Tag) -> Finding:
    """Return the finding of a fault at a tag."""
    return fault(error.code, error.message.replace("{tag}", f"« {tag.raw} »"), tag.place, error.suggestion)


def _unknown(key: str, context: Mapping[str, object], tags: tuple[Tag, ...]) -> Finding:
    from delibgen.word.missing import advice_about, first_use

    tag = first_use(key, tags)
    near = closest(key, (str(name) for name in context))
    advice = f"vouliez-vous « {near} » ?" if near else "ajoutez-le aux données, ou corrigez la balise"
    advice = advice_about(key, tags) or advice
    message = f"le nom « {key} » n'est pas dans les données"
    if tag is None:
        return fault("DG401", message, suggestion=advice)
    return fault("DG401", f"{message} (balise « {tag.raw} »)", tag.place, advice)


def _check_context(compiled: Compiled, context: Mapping[str, object]) -> None:
    """Refuse data that lack a name that the template reads, all at once."""
    if not isinstance(context, Mapping):
        raise RenderError([_no_mapping(context)])
    missing = [key for key in compiled.names if key not in context]
    if missing:
        raise RenderError([_unknown(key, context, compiled.tags) for key in sorted(missing)])


def _explain(error: Exception, part: Part, tags: tuple[Tag, ...]) -> list[Finding]:
    """Return the findings of an exception raised during a render, at the tag where it happened."""
    line, innermost = _line(error.__traceback__, part.filename)
    number = part.program.tag_of(line)
    tag = tags[number] if number >= 0 else Tag("", Place(part=part.label))
    if isinstance(error, Fault):
        return [placed(error, tag)]
    if isinstance(error, DelibgenError):
        return [
            replace(f, message=shortened(f"{f.message} (balise « {tag.raw} »)"), place=tag.place)
            for f in error.findings
        ]
    if isinstance(error, ValueError | TypeError):
        return [_bad_value(error, tag, innermost=innermost)]
    return [fault("DG412", f"la balise « {tag.raw} » échoue ({type(error).__name__})", tag.place)]


def _bad_value(error: ValueError | TypeError, tag: Tag, *, innermost: bool) -> Finding:
    """Return the finding of a value that a tag cannot use; ``innermost``: the tag itself, no filter."""
    if isinstance(error, ValueError) and "int_max_str_digits" in str(error):
        return fault("DG405", f"la valeur de « {tag.raw} » est un nombre trop long", tag.place)
    if not innermost:
        return fault("DG406", f"la balise « {tag.raw} » ne peut pas être remplie : {error}", tag.place)
    if "unpack" in str(error):
        message = f"la boucle « {tag.raw} » a plus ou moins de noms que chaque élément de la liste"
        return fault("DG412", message, tag.place, "donnez un nom par élément, ou un seul nom")
    if isinstance(error, TypeError):
        message = f"la balise « {tag.raw} » compare des valeurs de nature différente"
        return fault("DG412", message, tag.place, "comparez un nombre à un nombre, un texte à un texte")
    return fault("DG412", f"la balise « {tag.raw} » échoue ({type(error).__name__})", tag.place)


def _line(traceback: TracebackType | None, filename: str) -> tuple[int, bool]:
    """Return the line where a part's code stopped, and whether it failed there or in what it called."""
    line, innermost = 0, False
    while traceback is not None:
        innermost = traceback.tb_frame.f_code.co_filename == filename
        line = traceback.tb_lineno if innermost else line
        traceback = traceback.tb_next
    return line, innermost
