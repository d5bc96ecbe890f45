"""Names that a tag sets and that nothing reads, mistyped nearly always; data that may be left out."""

from collections.abc import Iterable, Iterator, Sequence

from jinja2 import nodes

from delibgen.errors import Finding, closest
from delibgen.word.codes import warning
from delibgen.word.lint.hints import may_lack
from delibgen.word.lint.reading import If, Loop, Print, Step, Store
from delibgen.word.lint.report import Findings
from delibgen.word.lint.scope import Scope, names_in
from delibgen.word.missing import first_use
from delibgen.word.tag import Tag


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


def left_out(tags: Sequence[Tag], scope: Scope, told: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a finding for each datum that the type lets leave out: no condition helps, the render stops."""
    said = [finding.message for finding in told if finding.code == "DG153"]
    names = [name for name in scope.fields if scope.root is not None and may_lack(scope.root, name)]
    for name in names:
        tag = first_use(name, tags)
        if tag is not None and not any(message.startswith(f"« {name} »") for message in said):
            message = f"« {name} » peut manquer aux données, et un nom absent arrête le rendu"
            advice = f"donnez toujours « {name} », à None s'il est vide"
            yield warning("DG153", f"{message}, dans la balise « {tag.raw} »", tag.place, advice)


__all__ = ["check_stores", "left_out"]
