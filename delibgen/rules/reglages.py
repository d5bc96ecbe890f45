"""What the assembly has set: severities of rules that exist, and rules of its own."""

from collections import Counter
from collections.abc import Iterator

from delibgen import french
from delibgen.errors import Severity, closest, did_you_mean
from delibgen.model.acte import Acte
from delibgen.model.deliberation import Deliberation
from delibgen.model.presence import Presence
from delibgen.model.reglage import Reglement
from delibgen.rules.base import REGLAGES, Remarque, Rule, rule
from delibgen.rules.presence import once
from delibgen.rules.regard import presence_of
from delibgen.rules.seance import deliberates


def _nearest(code: str, codes: tuple[str, ...]) -> str:
    """Return the code that was meant: « 312 », « dg312 » and « DG3122 » are « DG312 »."""
    meant = f"DG{''.join(filter(str.isdecimal, code))[:3]}"
    return meant if meant in codes else closest(code, codes)


def known_codes(rules: tuple[Rule, ...]) -> Rule:
    """Return the rule that checks the codes which an assembly names, against the rules that exist."""
    codes = (*(law.code for law in rules), REGLAGES)

    @rule(REGLAGES, "configuration : un réglage nomme une règle qui existe", severity=Severity.BLOQUANT)
    def reglages_connus(acte: Deliberation) -> Iterator[Remarque]:
        """Chaque règle que l'assemblée règle existe, et n'est réglée qu'une fois.

        À faire : corriger le code dans « regles » ; docs/regles.md en a la liste.
        """
        if not acte.assemblee.regles:
            return
        own = {law.code for kind in Acte.kinds().values() for law in kind.rules if isinstance(law, Rule)}
        seen: set[str] = set()
        for rank, reglage in enumerate(acte.assemblee.regles):
            path = f"seance.assemblee.regles[{rank}].code"
            if reglage.code in seen:
                yield path, f"« {reglage.code} » réglée deux fois", "n'en garder qu'une"
            elif reglage.code not in {*codes, *own}:
                near = _nearest(reglage.code, codes)
                hint = f"vouliez-vous dire « {near} » ?" if near else "voir docs/regles.md"
                yield path, f"aucune règle « {reglage.code} »", hint
            seen.add(reglage.code)

    return reglages_connus


@rule("DG398", "CGCT L2121-8, L5211-1 : règlement intérieur ou statuts")
def reglement_respecte(acte: Deliberation) -> Iterator[Remarque]:
    """Le règlement intérieur ou les statuts, tels que la configuration les dit, sont respectés.

    De mémoire : L2121-8.

    À faire : corriger l'acte ou la séance, ou « reglement » dans la configuration de l'assemblée.
    """
    own = acte.assemblee.reglement
    if own is None:
        return
    yield from _missing_fields(acte, own)
    yield from _own_delay(acte, own)
    presence = presence_of(acte)
    if presence is not None:
        yield from _own_quorum(acte, presence, own)
        yield from _own_proxies(presence, own)


def _missing_fields(acte: Deliberation, own: Reglement) -> Iterator[Remarque]:
    for rank, name in enumerate(own.champs_obligatoires):
        if name not in type(acte).model_fields:
            hint = did_you_mean(name, type(acte).model_fields, "l'ôter")
            path = f"seance.assemblee.reglement.champs_obligatoires[{rank}]"
            yield path, f"« {name} » n'est pas un champ d'une délibération", hint
        elif getattr(acte, "tous_rapporteurs" if name == "rapporteur" else name) in {None, ()}:
            yield name, f"« {name} » n'est pas donné ({own.source})", f"donner « {name} »"


def _own_delay(acte: Deliberation, own: Reglement) -> Iterator[Remarque]:
    notice = acte.seance.convocation
    if notice is None or notice.urgence or own.delai_convocation is None:
        return
    days = (acte.seance.date - notice.date).days - own.jours_francs
    if days < own.delai_convocation:
        kind = " francs" if own.jours_francs else ""
        yield (
            "seance.convocation.date",
            f"{french.compte(max(days, 0), 'jour')} de convocation, {own.delai_convocation} jours{kind} "
            f"au moins ({own.source})",
            "vérifier la date, ou dire « urgence: oui »",
        )


def _own_quorum(acte: Deliberation, presence: Presence, own: Reglement) -> Iterator[Remarque]:
    if own.quorum is not None and presence.nombre_presents < own.quorum and deliberates(acte):
        yield (
            "seance.presents",
            f"{french.compte(presence.nombre_presents, 'présent')}, {own.quorum} au moins ({own.source})",
            "corriger les présents, ou ajourner le point",
        )


def _own_proxies(presence: Presence, own: Reglement) -> Iterator[Remarque]:
    most = own.pouvoirs_par_membre
    holders = Counter(pouvoir.mandataire.cle for pouvoir in presence.pouvoirs)
    for membre in once(pouvoir.mandataire for pouvoir in presence.pouvoirs):
        if most is not None and holders[membre.cle] > most:
            count = french.compte(holders[membre.cle], "pouvoir")
            yield (
                "seance.pouvoirs",
                f"{membre.nom_complet} porte {count}, {most} au plus ({own.source})",
                "retirer un pouvoir",
            )
