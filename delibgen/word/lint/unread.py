"""Names that a tag sets and that nothing reads: mistyped, nearly always."""

from collections.abc import Iterable, Iterator

from jinja2 import nodes

from delibgen.errors import closest
from delibgen.word.lint.reading import If, Loop, Print, Step, Store
from delibgen.word.lint.report import Findings
from delibgen.word.lint.scope import names_in


def check_stores(steps: Iterable[Step], report: Findings) -> None:
    """Report each ``set`` of a part whose name the part reads nowhere; all its tags can be read."""
    every = list(_each(steps))
    read = {
        name for step in every for value in _values(step) if value is not None for name in names_in(value)
    }
    for step in every:
        if isinstance(step, Store) and step.name not in read:
            near = closest(step.name, read)
            todo = f"vouliez-vous dire « {near} » ?" if near else "imprimez-le, ou retirez la balise"
            report.say("DG186", f"« {step.name} » n'est lu nulle part", todo, tag=step.tag)


def _each(steps: Iterable[Step]) -> Iterator[Step]:
    """Yield the steps, those inside blocks included."""
    for step in steps:
        yield step
        if isinstance(step, Loop):
            yield from _each((*step.body, *step.otherwise))
        elif isinstance(step, If):
            for branch in step.branches:
                yield from _each(branch.body)


def _values(step: Step) -> Iterator[nodes.Expr | None]:
    if isinstance(step, Print | Store):
        yield step.value
    elif isinstance(step, Loop):
        yield from (step.items, step.test)
    elif isinstance(step, If):
        yield from (branch.test for branch in step.branches)


__all__ = ["check_stores"]
