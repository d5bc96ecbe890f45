"""The other way round: what a document must say, held against what its template prints and when."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from delibgen.errors import Finding, Severity
from delibgen.word.lint.hints import kinds_at
from delibgen.word.lint.logic import (
    Atom,
    Formula,
    Not,
    Undecided,
    assume,
    atoms,
    both,
    counter_example,
    either,
    negate,
    possible,
)
from delibgen.word.lint.mention import Mention
from delibgen.word.lint.printed import when_printed
from delibgen.word.lint.reading import Read
from delibgen.word.lint.report import Findings
from delibgen.word.lint.scope import Scope
from delibgen.word.lint.shapes import Choice


def check_mentions(found: Read, mentions: Sequence[Mention], scope: Scope, report: Findings) -> None:
    """Report each mention that no branch of the template prints, or only some."""
    if not found.ranks or not _UNREADABLE.isdisjoint(fault.code for fault in found.faults):
        return  # tracked changes, or blocks that do not match, print nobody knows what
    for mention in mentions:
        formula = assume(when_printed(mention, found.shown), _given(mention))
        _judge(mention, formula, _certain(formula, scope), report)


_UNREADABLE = frozenset(("DG112", "DG130"))


def _judge(mention: Mention, formula: Formula, certain: Formula, report: Findings) -> None:
    """Report a mention that ``formula`` says printed, given what is ``certain`` of its conditions."""
    never = not _may_hold(both([formula, certain]))
    formula = either([formula, negate(certain), _none_of(mention) if mention.parmi else False])
    if never:
        message = f"ce document n'imprime nulle part {mention.libelle}"
        report.all.append(_finding("DG180", mention, message, f"imprimez « {mention.champs[0]} »"))
        return
    missing = counter_example(formula)
    if missing is None:
        return
    always = counter_example(_best_layout(mention, formula))
    if always is None:
        chosen = _told({atom: value for atom, value in missing.items() if _is_choice(atom, mention)})
        message = f"la présentation peut ôter {mention.libelle} : rien ne l'imprime si {chosen}"
        report.all.append(_finding("DG182", mention, message, "à vérifier avec la collectivité"))
        return
    message = f"ce document n'imprime pas toujours {mention.libelle} : rien si {_told(always)}"
    advice = f"imprimez « {mention.champs[0]} » dans ce cas aussi"
    report.all.append(_finding("DG181", mention, message, advice))


def _finding(code: str, mention: Mention, message: str, advice: str) -> Finding:
    severity = Severity.INFORMATION if code == "DG182" else Severity.ALERTE
    return Finding(code=code, message=message, severity=severity, article=mention.article, suggestion=advice)


def _given(mention: Mention) -> Callable[[Atom], bool | None]:
    """Return what is known when there is something to say: the guards on the data themselves hold."""

    def value_of(atom: Atom) -> bool | None:
        """Return what the mention says of an atom."""
        if atom.origin and atom.origin in mention.si:
            return True
        if any(_within(path, atom.origin) for path in mention.sauf):
            return False
        about = (*mention.champs, *mention.si)
        return True if atom.origin and any(_within(path, atom.origin) for path in about) else None

    return value_of


def _none_of(mention: Mention) -> Formula:
    """Return what never happens: none of the conditions of which one always holds."""
    return both(Not(Atom(path, path)) for path in mention.parmi)


def _may_hold(formula: Formula) -> bool:
    try:
        return possible(formula)
    except Undecided:
        return True


def _certain(formula: Formula, scope: Scope) -> Formula:
    """Return what is certain of comparisons with codes: a datum equals one of its codes, and one only."""
    compared: dict[str, list[Atom]] = {}
    for atom in dict.fromkeys(atoms(formula)):
        if atom.about:
            compared.setdefault(atom.about, []).append(atom)
    terms: list[Formula] = []
    for path, found in compared.items():
        terms += [negate(both(pair)) for pair in combinations(found, 2)]
        if _are_all(path, {atom.code for atom in found}, scope):
            terms.append(either(found))
    return both(terms)


def _are_all(path: str, codes: set[str | int], scope: Scope) -> bool:
    """Tell whether a datum always equals one of these codes."""
    kinds = kinds_at(path, scope.fields)
    known = {code for shape in kinds if isinstance(shape, Choice) for code in shape.values}
    return bool(kinds) and all(isinstance(shape, Choice) for shape in kinds) and known <= codes


def _within(path: str, origin: str) -> bool:
    """Tell whether ``origin`` is ``path`` or what holds it: « seance.convocation » for its date."""
    return path == origin or path.startswith(f"{origin}.")


def _is_choice(atom: Atom, mention: Mention) -> bool:
    about = atom.origin or atom.about
    return any(about == path or about.startswith(f"{path}.") for path in mention.choix)


def _best_layout(mention: Mention, formula: Formula) -> Formula:
    """Return the formula under the choices of layout that print the most."""
    for atom in dict.fromkeys(found for found in atoms(formula) if _is_choice(found, mention)):
        sides = [assume(formula, {atom: value}.get) for value in (True, False)]
        formula = sides[0] if counter_example(sides[0]) is None or sides[1] is False else either(sides)
    return formula


def _told(conditions: Mapping[Atom, bool]) -> str:
    told = [f"« {atom.text} » est {'vrai' if value else 'faux'}" for atom, value in conditions.items()]
    return " et ".join(told) or "rien d'autre n'est dit"
