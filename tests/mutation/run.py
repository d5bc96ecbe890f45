"""``python -m tests.mutation.run [ACTE…]``: the figure of each shipped template, the mutants missed."""

import argparse
import io
import multiprocessing
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from delibgen import Acte, DelibgenError, Finding, Severity, Template, lint
from delibgen.actes import sommaire  # noqa: F401  (its kind of act is found by its class)
from delibgen.render import fill, find_template, template_bytes
from tests.mutation.acts import acts_of, field_names
from tests.mutation.journal import Journal
from tests.mutation.kinds import BEYOND, PROVED, Mutation, changed
from tests.mutation.surgery import Site, operate, sites

_SERIOUS = (Severity.BLOQUANT, Severity.ALERTE)
SAME, PLACED, ELSEWHERE, MISSED = "sans effet", "signalé", "signalé ailleurs", "manqué"
"""What becomes of a mutant."""


@dataclass(frozen=True)
class Mutant:
    """One tag, changed in one way."""

    kind: str
    site: Site
    text: str
    verdict: str

    def __str__(self) -> str:
        where = " (signalé ailleurs)" if self.verdict == ELSEWHERE else ""
        return f"{self.kind} : {self.site.element} : {self.site.raw} → {self.text}{where}"


@dataclass
class Score:
    """What became of the mutants of one template."""

    counts: Counter[str] = field(default_factory=Counter)
    missed: list[Mutant] = field(default_factory=list)
    """Mutants that change a document and that lint does not report in the right paragraph."""
    left: int = 0
    """Mutants that this run did not look at."""

    def add(self, mutant: Mutant) -> None:
        """Count a mutant."""
        self.counts[mutant.verdict] += 1
        if mutant.verdict in {ELSEWHERE, MISSED}:
            self.missed.append(mutant)

    @property
    def changing(self) -> int:
        """Number of mutants that change a document."""
        return self.counts.total() - self.counts[SAME]

    def __str__(self) -> str:
        right = self.counts[PLACED]
        share = 100 * right / self.changing if self.changing else 100.0
        told = f"{right}/{self.changing} signalés à leur paragraphe ({share:.2f} %)"
        left = f", {self.left} non examinés" if self.left else ""
        return f"{self.counts.total()} mutants, {self.counts[SAME]} sans effet, {told}{left}"


class Proof:
    """One template, the acts that show what a mutant changes, and what lint says of the right one."""

    def __init__(self, data: bytes, kind: type[Acte]) -> None:
        self._data, self._kind = data, kind
        acts = acts_of(kind)
        self._witnesses = list(zip(acts, outputs(data, acts), strict=True))
        """Each act with what the right template gives."""
        self._known = _serious(lint(data, kind))
        self._judged: dict[tuple[Site, str], str] = {}
        """Two accidents may write the same text."""

    def judge(self, site: Site, text: str) -> str:
        """Return what becomes of a mutant."""
        if (site, text) not in self._judged:
            self._judged[site, text] = self._verdict(site, text)
        return self._judged[site, text]

    def _verdict(self, site: Site, text: str) -> str:
        mutant = operate(self._data, site, text)
        fresh = [f for f in _serious(lint(mutant, self._kind)) if f not in self._known]
        placed = any(_near(finding, site, removed=not text) for finding in fresh)
        if placed and any(refused(finding) for finding in fresh):
            return PLACED  # no act is filled: what lint says of such a file is what the compiler says
        if self._same_outputs(mutant):
            return SAME
        if placed:
            return PLACED
        return ELSEWHERE if fresh else MISSED

    def _same_outputs(self, data: bytes) -> bool:
        """Tell whether each act gives what it gave; stop at the first that does not, and begin there next."""
        try:
            template = Template(data)
        except DelibgenError:
            return False
        for rank, (acte, before) in enumerate(self._witnesses):
            if _output(template, acte) != before:
                self._witnesses.insert(0, self._witnesses.pop(rank))
                return False
        return True


def refused(finding: Finding) -> bool:
    """Tell whether a finding of lint is one for which the compiler refuses the file, whatever the data."""
    return finding.severity is Severity.BLOQUANT and finding.code < "DG150"


def outputs(data: bytes, acts: Sequence[Acte]) -> list[str]:
    """Return what each act gives: the text of the document, or the kind of its failure."""
    try:
        template = Template(data)
    except DelibgenError as fault:
        return [type(fault).__name__]
    return [_output(template, acte) for acte in acts]


def _output(template: Template, acte: Acte) -> str:
    try:
        document = fill(acte, template)
    except DelibgenError as fault:
        return type(fault).__name__
    with zipfile.ZipFile(io.BytesIO(document.to_bytes())) as archive:
        margins = [archive.read(name).decode() for name in archive.namelist() if _MARGIN.match(name)]
    return "\n".join((document.text, *(_MARKUP.sub("", margin) for margin in margins)))


_MARGIN = re.compile(r"word/(header|footer|footnotes|endnotes)[0-9]*\.xml")
_MARKUP = re.compile(r"<[^>]*>")


def score(
    data: bytes,
    kind: type[Acte],
    mutations: Mapping[str, Mutation],
    wanted: Callable[[int], bool] = lambda rank: True,
    journal: Journal | None = None,
    processes: int = 1,
) -> Score:
    """Change each tag in each way, and see whether lint says it where it is.

    ``wanted`` chooses the mutants to look at by rank; those of the ``journal`` are not looked at again.
    """
    found = Score()
    todo: list[tuple[int, str, Site, str]] = []
    for rank, (name, site, text) in enumerate(_mutants(data, mutations, field_names(kind))):
        known = journal.read(rank, name) if journal else None
        if known is not None:
            found.add(Mutant(name, site, text, known))
        elif wanted(rank):
            todo.append((rank, name, site, text))
        else:
            found.left += 1
    verdicts = _judged(Proof(data, kind), [(site, text) for _, _, site, text in todo], processes)
    for (rank, name, site, text), verdict in zip(todo, verdicts, strict=True):
        if journal:
            journal.write(rank, name, verdict)
        found.add(Mutant(name, site, text, verdict))
    return found


def _judged(proof: Proof, todo: Sequence[tuple[Site, str]], processes: int) -> Iterator[str]:
    """Yield the verdict of each mutant, in order, judged by as many processes as wanted."""
    if processes == 1 or not todo:
        yield from (proof.judge(site, text) for site, text in todo)
        return
    with multiprocessing.get_context("fork").Pool(processes, _shared.append, (proof,)) as pool:
        yield from pool.imap(_judge_shared, todo, chunksize=10)


_shared: list[Proof] = []
"""What a process was forked with."""


def _judge_shared(mutant: tuple[Site, str]) -> str:
    return _shared[-1].judge(*mutant)


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
    parser.add_argument("--reste", type=int, default=0, metavar="R", help="the one whose rank leaves R")
    parser.add_argument("--journal", type=Path, help="folder of what is done: the same command goes on")
    parser.add_argument("--processus", type=int, default=1, metavar="P", help="processes that share the work")
    options = parser.parse_args(arguments)
    kinds = shipped()
    unknown = sorted(set(options.actes) - kinds.keys())
    if unknown:  # a proof that looks at nothing would pass
        parser.error(f"unknown kind of act: {', '.join(unknown)}; known: {', '.join(sorted(kinds))}")
    chosen = {
        name: kind for name, kind in sorted(kinds.items()) if name in options.actes or not options.actes
    }
    missed = [_report(kind, group, options) for kind in chosen.values() for group in _GROUPS]
    return int(any(missed[:: len(_GROUPS)]))


_GROUPS = (("douze accidents, prouvés", PROVED), ("au-delà", BEYOND))


def _report(
    kind: type[Acte], group: tuple[str, Mapping[str, Mutation]], options: argparse.Namespace
) -> list[Mutant]:
    """Print the figure of one template for one group of mutations; return the mutants missed."""
    title, mutations = group
    data, start = template_bytes(find_template(kind)), time.monotonic()
    part = f"{options.reste}-{options.un_sur}"
    journal = Journal(options.journal, data, title, part) if options.journal else None
    found = score(
        data,
        kind,
        mutations,
        lambda rank: rank % options.un_sur == options.reste,
        journal,
        options.processus,
    )
    print(f"{kind.template} – {title} : {found} en {time.monotonic() - start:.0f} s", flush=True)
    for name, count in Counter(mutant.kind for mutant in found.missed).items():
        print(f"  manqués, {name} : {count}")
    for mutant in found.missed if mutations is PROVED else ():
        print(f"  {mutant}")
    return found.missed


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
