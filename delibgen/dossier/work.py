"""The work that can be shared out: check an act, render its documents. Pure, and everything can be pickled.

Workers get octets (the templates) and give octets back: they read and write no file, so a pool of processes,
or machines without a common disk, give the same octets as one process.
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import TypeVar

from delibgen.errors import ConversionError, DelibgenError, Finding, Severity
from delibgen.model.acte import Acte
from delibgen.render import fill
from delibgen.rules import check
from delibgen.word import Document, Template

T = TypeVar("T")
R = TypeVar("R")

LOT = 100
"""Acts in one task of an executor: below, sending them costs more than rendering them."""


@dataclass(frozen=True)
class Gabarit:
    """A Word template as octets, that a worker compiles once."""

    nom: str
    octets: bytes = field(repr=False)
    empreinte: str
    """SHA-256 of the file."""

    def template(self) -> Template:
        """Return the compiled template, the same one for the same octets."""
        return Template.cached(self.octets, name=self.nom)


@dataclass(frozen=True)
class Travail:
    """An act to check, and the documents to make of it and of its annexes."""

    acte: Acte
    documents: tuple[tuple[str, Acte, str], ...] = ()
    """Path of the document, act, SHA-256 of its template."""


@dataclass(frozen=True)
class Fait:
    """What came of a piece of work."""

    findings: tuple[Finding, ...]
    """What the rules found."""
    faults: tuple[tuple[str, Finding], ...] = ()
    """Path of a document and why it could not be rendered, or what it leaves blank."""
    octets: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """Path → document."""


@dataclass(frozen=True)
class Tache:
    """Some pieces of work, with the templates that they need."""

    travaux: tuple[Travail, ...]
    gabarits: Mapping[str, Gabarit]


def end_with_parent() -> None:
    """Make this worker process end as soon as the one that started it does, even killed: nobody would."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def do(task: Tache) -> list[Fait]:
    """Do the work of a task, in order."""
    return [_do_one(work, task.gabarits) for work in task.travaux]


def _do_one(work: Travail, templates: Mapping[str, Gabarit]) -> Fait:
    findings, faults = attempt(lambda: tuple(check(work.acte)))
    failed: list[tuple[str, Finding]] = []
    made: dict[str, bytes] = {}
    for path, acte, template in work.documents:
        document, why = attempt(partial(_document, acte, templates[template]))
        failed.extend((path, finding) for finding in why)
        if document is not None:
            made[path] = document.to_bytes()
            failed.extend((path, f) for f in document.findings if f.severity is Severity.ALERTE)
    return Fait((*(findings or ()), *faults), tuple(failed), made)


def _document(acte: Acte, template: Gabarit) -> Document:
    return fill(acte, template.template())


def attempt(work: Callable[[], T]) -> tuple[T | None, tuple[Finding, ...]]:
    """Return what ``work`` returns, or the faults that it raises."""
    try:
        return work(), ()
    except DelibgenError as fault:
        return None, fault.findings
    except ValueError as fault:  # the model says in French what cannot be computed
        return None, (Finding(code="DG503", message=str(fault)),)


def share_out(
    works: Iterable[Travail], templates: Mapping[str, Gabarit], executor: Executor | None = None
) -> Iterator[Fait]:
    """Yield what comes of each piece of work, in order, whoever did it.

    Only a few tasks are under way at any time: memory does not grow with the number of acts.

    Args:
        works: pieces of work, taken as they are needed.
        templates: SHA-256 → template.
        executor: any ``concurrent.futures.Executor``; serial without one.

    Raises:
        ConversionError: a worker of the executor has died.
    """
    tasks = (_task(some, templates) for some in _batches(works, LOT if executor else 1))
    for done in in_order(executor, do, tasks) if executor else map(do, tasks):
        yield from done


def _task(works: Sequence[Travail], templates: Mapping[str, Gabarit]) -> Tache:
    needed = {name for work in works for _, _, name in work.documents}
    return Tache(tuple(works), {name: templates[name] for name in sorted(needed)})


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def in_order(executor: Executor, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """Yield ``function(item)`` for each item, in order, with a bounded number of them under way."""
    window = 2 * (getattr(executor, "_max_workers", None) or 4)
    pending: deque[Future[R]] = deque()
    try:
        for item in items:
            pending.append(executor.submit(function, item))
            if len(pending) >= window:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    except BrokenExecutor as error:
        message = "un processus de travail s'est arrêté (mémoire ?) ; rien n'a été écrit"
        todo = "relancer sans « -j »"
        raise ConversionError(Finding(code="DG508", message=message, suggestion=todo)) from error
    finally:
        for future in pending:
            future.cancel()
