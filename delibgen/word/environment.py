"""The Jinja environment: own delimiters, no globals, closed filters, every value through one door."""

from collections.abc import Callable, Mapping
from typing import ClassVar, NamedTuple

from jinja2 import Environment, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Undefined

from delibgen.word.escape import Raw, escape, text_of
from delibgen.word.faults import Fault
from delibgen.word.fields import as_list, as_rows, folded, read_field, read_item
from delibgen.word.filters import engine_filters, engine_tests
from delibgen.word.session import SESSION, Session
from delibgen.word.shaping import background, merge_along, merge_down, span

BLOCK, BLOCK_END, VALUE, VALUE_END, NOTE, NOTE_END = (chr(code) for code in range(0xFDD2, 0xFDD8))
"""Delimiters that no document and no value can hold: the XML around needs no escaping."""


class Words(NamedTuple):
    """The filters and the tests that a template uses."""

    filters: frozenset[str] | None
    tests: frozenset[str] | None


class _Generator(CodeGenerator):
    """Leaves out the ``str()`` around each output: ``finalize`` only returns text."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write(finalize.src or "")

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write(")")


class _Missing(Undefined):
    """An unknown name stops the render at once, wherever it is used."""

    def __init__(
        self, hint: str | None = None, obj: object = None, name: str | None = None, *rest: object
    ) -> None:
        if name is not None:
            raise Fault(
                "DG401", f"le nom « {name} » n'a pas de valeur ici", "donnez-lui une valeur dans tous les cas"
            )
        raise Fault("DG412", hint or "valeur indéfinie")


@pass_context
def print_value(context: Context, value: object) -> str:
    """Return the XML text of a printed value; raise ``Fault`` for anything that is not plainly printable."""
    if type(value) is str:
        session: Session = context.parent[SESSION]
        if len(value) > session.limits.value_chars:
            return text_of(value, session.limits.value_chars)
        # Ten times faster than a search; « isprintable » takes the no-break space for a control.
        if value.isprintable() or value.replace("\u00a0", " ").isprintable():
            return escape(value) if "&" in value or "<" in value or ">" in value else value
        return text_of(value, 0)
    if type(value) is int:
        return str(value)
    if type(value) is Raw:
        return value
    found: Session = context.parent[SESSION]
    return found.print_other(value)


class WordEnvironment(Environment):
    """Jinja with the closed language of delibgen; one per template, read-only once built.

    ``words``, when known, says which filters and tests the template uses: French is loaded for them only.
    """

    code_generator_class: ClassVar[type[CodeGenerator]] = _Generator  # type: ignore[misc]

    def __init__(
        self,
        filters: Mapping[str, Callable[..., object]],
        tests: Mapping[str, Callable[..., bool]],
        words: Words | None = None,
    ) -> None:
        used = words or Words(None, None)
        super().__init__(
            block_start_string=BLOCK,
            block_end_string=BLOCK_END,
            variable_start_string=VALUE,
            variable_end_string=VALUE_END,
            comment_start_string=NOTE,
            comment_end_string=NOTE_END,
            keep_trailing_newline=True,
            undefined=_Missing,
            finalize=print_value,
            autoescape=False,
            auto_reload=False,
            cache_size=0,
        )
        self.globals.clear()
        self.filters.clear()
        self.filters.update(engine_filters(used.filters))
        self.filters.update(filters)
        self.public_filters = frozenset(self.filters)
        self.filters.update(_INTERNAL)
        self.tests.clear()
        self.tests.update(engine_tests(used.tests))
        self.tests.update(tests)

    def getattr(self, obj: object, attribute: str) -> object:
        """Read a key or a public datum."""
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                pass
        return read_field(obj, attribute)

    def getitem(self, obj: object, argument: object) -> object:
        """Read a constant key or rank."""
        return read_item(obj, argument)


@pass_context
def _blocks(context: Context, value: object, number: int) -> Raw:
    session: Session = context.parent[SESSION]
    return session.print_blocks(value, number)


@pass_context
def _runs(context: Context, value: object, number: int) -> Raw:
    session: Session = context.parent[SESSION]
    return session.print_runs(value, number)


@pass_context
def _drawing_id(context: Context, value: object) -> Raw:
    session: Session = context.parent[SESSION]
    return Raw(session.drawing_id())


CELL_FILTERS = {"colspan": "_colonnes", "cellbg": "_fond", "hm": "_en_ligne", "vm": "_en_colonne"}


@pass_context
def _start_list(context: Context, rank: int) -> Raw:
    session: Session = context.parent[SESSION]
    session.start_list(rank)
    return Raw("")


@pass_context
def _list_number(context: Context, rank: int) -> Raw:
    session: Session = context.parent[SESSION]
    return Raw(session.list_number(rank))


@pass_context
def _numbered(context: Context, name: object, series: str, number: int) -> Raw:
    session: Session = context.parent[SESSION]
    return session.references.number(series, name, session.run_format(number))


@pass_context
def _reference(context: Context, name: object, series: str, number: int) -> Raw:
    session: Session = context.parent[SESSION]
    return session.references.refer(series, name, session.run_format(number), number)


SUITE, ROWS, BLOCKS, RUNS, DRAWING, FOLD = "_suite", "_lignes", "_blocs", "_runs", "_dessin", "_egal"
LIST, LIST_START, NUMBERED, REFERENCE = "_liste", "_nouvelle_liste", "_numero", "_renvoi"
_INTERNAL: dict[str, Callable[..., object]] = {
    SUITE: as_list,
    ROWS: as_rows,
    BLOCKS: _blocks,
    RUNS: _runs,
    DRAWING: _drawing_id,
    LIST: _list_number,
    LIST_START: _start_list,
    NUMBERED: _numbered,
    REFERENCE: _reference,
    "_colonnes": span,
    "_fond": background,
    "_en_ligne": merge_along,
    "_en_colonne": merge_down,
    FOLD: folded,
}
