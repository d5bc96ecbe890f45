"""``python -m tests.mutation.run [ACTE…]``: the figure of each shipped template, the mutants missed."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from delibgen import Acte, DelibgenError, Finding, Severity, Template, lint
from delibgen.actes import sommaire  # noqa: F401  (its kind of act is found by its class)
from delibgen.render import fill, find_template, template_bytes
from tests.mutation.acts import acts_of, field_names
from tests.mutation.kinds import BEYOND, PROVED, Mutation, changed
from tests.mutation.surgery import Site, operate, sites

_SERIOUS = (Severity.BLOQUANT, Severity.ALERTE)


@dataclass(frozen=True)
class Mutant:
    """One tag, changed in one way."""

    kind: str
    site: Site
    text: str
    reported: bool
    placed: bool
    """Whether one finding is at the right paragraph."""

    def __str__(self) -> str:
        where = "" if not self.reported else " (signalé ailleurs)"
        return f"{self.kind} : {self.site.element} : {self.site.raw} → {self.text}{where}"


@dataclass
class Score:
    """What became of the mutants of one template."""

    made: int = 0
    same: int = 0
    mutants: list[Mutant] = field(default_factory=list)

    @property
    def missed(self) -> list[Mutant]:
        """Mutants that change the document and that lint does not report in the right paragraph."""
        return [mutant for mutant in self.mutants if not mutant.placed]

    def __str__(self) -> str:
        total, right = len(self.mutants), len(self.mutants) - len(self.missed)
        share = 100 * right / total if total else 100.0
        told = f"{right}/{total} signalés à leur paragraphe ({share:.2f} %)"
        return f"{self.made} mutants, {self.same} sans effet, {told}"


def outputs(data: bytes, acts: Sequence[Acte]) -> list[str]:
    """Return what each act gives: the text of the document, or the kind of its failure."""
    try:
        template = Template(data)
    except DelibgenError as fault:
        return [type(fault).__name__]
    return [_output(template, acte) for acte in acts]


def same_outputs(data: bytes, acts: Sequence[Acte], before: Sequence[str]) -> bool:
    """Tell whether each act gives what it gave; stop at the first that does not."""
    try:
        template = Template(data)
    except DelibgenError:
        return False
    return all(_output(template, acte) == text for acte, text in zip(acts, before, strict=True))


def _output(template: Template, acte: Acte) -> str:
    try:
        return fill(acte, template).text
    except DelibgenError as fault:
        return type(fault).__name__


def score(data: bytes, kind: type[Acte], mutations: Mapping[str, Mutation], every: int = 1) -> Score:
    """Change each tag (one in ``every``) in each way, and see whether lint says it where it is."""
    acts, names = acts_of(kind), field_names(kind)
    before, known = outputs(data, acts), _serious(lint(data, kind))
    found = Score()
    for rank, (name, site, text) in enumerate(_mutants(data, mutations, names)):
        if rank % every:
            continue
        found.made += 1
        mutant = operate(data, site, text)
        if same_outputs(mutant, acts, before):
            found.same += 1
            continue
        fresh = [f for f in _serious(lint(mutant, kind)) if f not in known]
        placed = any(_near(f, site, removed=not text) for f in fresh)
        found.mutants.append(Mutant(name, site, text, bool(fresh), placed))
    return found


def _mutants(
    data: bytes, mutations: Mapping[str, Mutation], names: frozenset[str]
) -> Iterator[tuple[str, Site, str]]:
    for site in sites(data):
        for name, mutation in mutations.items():
            for text in changed(site.raw, mutation, names):
                yield name, site, text


def _serious(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity in _SERIOUS]


def _near(finding: Finding, site: Site, *, removed: bool) -> bool:
    """Tell whether a finding is at the paragraph of the tag; at one of its block, for an end that is gone."""
    where = (finding.place.part, finding.place.element)
    return where == (site.part, site.element) or (removed and where in site.block)


def main(arguments: Sequence[str]) -> int:
    """Print the figures; return 1 when a mutant of the proved kinds is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("actes", nargs="*", help="kinds of act: deliberation, convention…")
    parser.add_argument("--un-sur", type=int, default=1, metavar="N", help="one mutant in N")
    options = parser.parse_args(arguments)
    code = 0
    for name, kind in sorted(shipped().items()):
        if options.actes and name not in options.actes:
            continue
        data = template_bytes(find_template(kind))
        if not acts_of(kind):
            print(f"{kind.template} : aucun acte d'exemple pour dire si un mutant change le document")
            continue
        for title, mutations in (("douze accidents, prouvés", PROVED), ("au-delà", BEYOND)):
            start = time.monotonic()
            found = score(data, kind, mutations, options.un_sur)
            print(f"{kind.template} – {title} : {found} en {time.monotonic() - start:.0f} s")
            for kind_name, count in Counter(mutant.kind for mutant in found.missed).items():
                print(f"  manqués, {kind_name} : {count}")
            for mutant in found.missed if mutations is PROVED else ():
                print(f"  {mutant}")
            code |= bool(found.missed) and mutations is PROVED
    return int(code)


def shipped() -> dict[str, type[Acte]]:
    """Return the kinds of act whose template is shipped: those of delibgen, whatever tests define."""
    folder = Path(__file__).resolve().parents[2] / "templates"
    return {
        kind.kind(): kind
        for kind in _kinds(Acte)
        if kind.__module__.startswith("delibgen.") and kind.template and (folder / kind.template).is_file()
    }


def _kinds(root: type[Acte]) -> Iterator[type[Acte]]:
    for child in root.__subclasses__():
        yield child
        yield from _kinds(child)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
