"""Records refused in a notebook, told in French: ``%load_ext delibgen``."""

from collections.abc import Iterator
from types import TracebackType
from typing import Protocol

from pydantic import ValidationError

from delibgen.errors import LoadError
from delibgen.model.base import Record
from delibgen.model.faults import explain


class Shell(Protocol):
    """What is used of IPython's shell."""

    def set_custom_exc(self, exc_tuple: tuple[type[BaseException], ...], handler: object) -> None:
        """Give the faults of these types to a function."""

    def showtraceback(self, exc_tuple: tuple[object, ...]) -> None:
        """Show a fault."""


def tell_refusals(shell: Shell) -> None:
    """Have a shell show the refusal of a record as ``LoadError`` is shown; other models are left alone."""
    shell.set_custom_exc((ValidationError,), _show)


def _show(
    shell: Shell, kind: type[ValidationError], fault: ValidationError, trace: TracebackType, **_: object
) -> None:
    record = next((record for record in _kinds(Record) if record.__name__ == fault.title), None)
    if record is None:
        shell.showtraceback((kind, fault, trace))
        return
    error = LoadError(explain(fault, record), title=fault.title)
    shell.showtraceback((LoadError, error, trace))


def _kinds(kind: type[Record]) -> Iterator[type[Record]]:
    for child in kind.__subclasses__():
        yield child
        yield from _kinds(child)


__all__ = ["tell_refusals"]
