"""What the law allows is never refused: real acts and the examples, with every turn a sitting may take.

Each act is changed as sittings do change: an urgent notice, a second one without a quorum, a member who
leaves and gives a proxy, a tie that the chair decides… Nothing may block: what is told stays an alert.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from delibgen import check, load, load_seance
from delibgen.errors import Severity
from delibgen.model.deliberation import Comptes, Deliberation
from delibgen.model.membre import Membre
from delibgen.model.scrutin import ModeScrutin, Scrutin, Sort
from delibgen.model.seance import Convocation, Deport, HuisClos, Mouvement
from tests.conftest import ROOT

PAPERS = sorted((Path(__file__).parent / "papiers_reels").glob("*.yaml"))
EXAMPLES = sorted((ROOT / "delibgen" / "exemples").iterdir())
ONE_DAY = dt.timedelta(days=1)


def every_act() -> dict[str, Deliberation]:
    acts = {path.stem: load(path) for path in PAPERS}
    for folder in EXAMPLES:
        if (folder / "seance.yaml").exists():
            acts |= {f"{folder.name}-{acte.rang}": acte for acte in load_seance(folder).actes}
    return {name: acte for name, acte in acts.items() if isinstance(acte, Deliberation)}


ACTS = every_act()


def held(acte: Deliberation, **more: object) -> Deliberation:
    """Return the act in its sitting, changed; what a source declared of the first state is left out."""
    return acte.model_copy(
        update={"seance": acte.seance.model_copy(update=more), "declares": Comptes(), "rang": acte.rang or 1}
    )


def voted(acte: Deliberation, make: Callable[[int], Scrutin]) -> Deliberation:
    """Return the act, decided by a vote of as many voters as it has."""
    free = acte.model_copy(
        update={"scrutin": None, "sort_declare": None, "votes_separes": (), "declares": Comptes()}
    )
    return free.model_copy(update={"scrutin": make(free.presence.votants)})


def unanimous(votants: int) -> Scrutin:
    return Scrutin(pour=votants)


def others(acte: Deliberation) -> list[Membre]:
    """Return members present who neither chair, report, keep the minutes, nor hold or give a proxy."""
    busy = {acte.president.cle, acte.seance.president.cle, *(m.cle for m in acte.seance.secretaires)}
    busy |= {p.mandataire.cle for p in acte.presence.pouvoirs} | {d.membre.cle for d in acte.deports}
    busy |= {who.membre.cle for who in acte.tous_rapporteurs if who.membre is not None}
    return [membre for membre in acte.presence.presents if membre.cle not in busy]


def urgent(acte: Deliberation) -> Deliberation:
    notice = Convocation(date=acte.seance.date - 2 * ONE_DAY, urgence=True, motif_urgence="crue")
    return held(acte, convocation=notice, affichage_convocation=None)


def second_notice(acte: Deliberation) -> Deliberation:
    """The chair, the secretaries and two members only, on a second notice."""
    keep = {acte.president.cle, *(m.cle for m in acte.seance.secretaires), *(m.cle for m in others(acte)[:2])}
    there = tuple(m for m in acte.presence.presents if m.cle in keep)
    away = tuple(m for m in acte.presence.presents if m.cle not in keep)
    notice = Convocation(
        date=acte.seance.date - 3 * ONE_DAY, seconde=True, premiere_seance=acte.seance.date - 4 * ONE_DAY
    )
    few = held(
        acte,
        convocation=notice,
        presents=there,
        excuses=(*acte.presence.absents_sans_pouvoir, *away, *acte.presence.representes),
        absents=(),
        pouvoirs=(),
        mouvements=(),
        visioconference=None,
        affichage_convocation=None,
    )
    return voted(few.model_copy(update={"deports": (), "rapporteur": None, "rapporteurs": ()}), unanimous)


def behind_closed_doors(acte: Deliberation) -> Deliberation:
    most = acte.presence.nombre_presents_et_representes
    return held(acte, huis_clos=HuisClos(demandeurs=5, scrutin=Scrutin(pour=most - 1, abstentions=1)))


def secret(acte: Deliberation) -> Deliberation:
    third = -(-acte.presence.nombre_presents // 3)

    def ballot(votants: int) -> Scrutin:
        return Scrutin(mode=ModeScrutin.SECRET, pour=votants - 2, contre=1, blancs=1, demandeurs=third)

    return voted(held(acte, visioconference=None), ballot)


def tie(acte: Deliberation) -> Deliberation:
    def even(votants: int) -> Scrutin:
        half = votants // 2
        return Scrutin(pour=half, contre=half, abstentions=votants % 2, voix_du_president="pour")

    return voted(acte, even)


def abstentions(acte: Deliberation) -> Deliberation:
    return voted(acte, lambda votants: Scrutin(pour=votants - 2, abstentions=2))


def nobody_for_or_against(acte: Deliberation) -> Deliberation:
    return voted(acte, lambda votants: Scrutin(abstentions=votants))


def rejected(acte: Deliberation) -> Deliberation:
    return voted(acte, lambda votants: Scrutin(pour=1, contre=votants - 1))


def refuses_to_vote(acte: Deliberation) -> Deliberation:
    deport = Deport(membre=others(acte)[0], motif="refuse de prendre part au vote", quitte_la_salle=False)
    return voted(acte.model_copy(update={"deports": (*acte.deports, deport)}), unanimous)


def refuse_without_names(acte: Deliberation) -> Deliberation:
    free = voted(acte, lambda votants: Scrutin(pour=votants - 1, non_votants=1))
    return free.model_copy(update={"declares": Comptes(non_votants=len(acte.deports) + 1)})


def leaves(acte: Deliberation, *, gives: bool) -> Deliberation:
    """One leaves before the vote, on the item itself."""
    gone, colleague = others(acte)[:2]
    rank = acte.rang or 1
    movement = Mouvement(membre=gone, sens="depart", point=rank, pouvoir_a=colleague if gives else None)
    return voted(held(acte, mouvements=(*acte.seance.mouvements, movement)), unanimous)


def holder_leaves(acte: Deliberation) -> Deliberation:
    """The holder of a proxy leaves: the proxy falls with him, and its giver is absent."""
    kept = {acte.president.cle, acte.seance.president.cle, *(m.cle for m in acte.seance.secretaires)}
    free = [p.mandataire for p in acte.presence.pouvoirs if p.mandataire.cle not in kept]
    if not free:
        return acte
    movement = Mouvement(membre=free[0], sens="depart", point=acte.rang or 1)
    gone = held(acte, mouvements=(*acte.seance.mouvements, movement))
    return voted(gone.model_copy(update={"rapporteur": None}), unanimous)


def another_chairs_the_accounts(acte: Deliberation) -> Deliberation:
    head = acte.seance.president
    deport = Deport(membre=head, motif="se retire au moment du vote")
    more = {
        "objet": "Compte administratif 2023",
        "presidence": others(acte)[0],
        "deports": (*(d for d in acte.deports if d.membre.cle != head.cle), deport),
        "rapporteur": None,
    }
    return voted(acte.model_copy(update=more), unanimous)


def postponed(acte: Deliberation) -> Deliberation:
    chair = acte.president
    away = tuple(m for m in acte.presence.presents if m.cle != chair.cle)
    excused = (*away, *acte.presence.absents_sans_pouvoir, *acte.presence.representes)
    roll = {"presents": (chair,), "excuses": excused, "absents": (), "pouvoirs": (), "mouvements": ()}
    alone = held(acte, **roll, secretaires=(chair,), visioconference=None)
    gone = {"scrutin": None, "votes_separes": (), "sort_declare": Sort.AJOURNE, "deports": ()}
    return alone.model_copy(update=gone)


def noted(acte: Deliberation) -> Deliberation:
    gone = {"scrutin": None, "votes_separes": (), "sort_declare": Sort.PREND_ACTE, "declares": Comptes()}
    return acte.model_copy(update=gone)


VARIATIONS: dict[str, Callable[[Deliberation], Deliberation]] = {
    "urgence": urgent,
    "seconde convocation": second_notice,
    "huis clos": behind_closed_doors,
    "scrutin secret": secret,
    "partage": tie,
    "unanimité des exprimés": abstentions,
    "que des abstentions": nobody_for_or_against,
    "rejet": rejected,
    "refus de vote": refuses_to_vote,
    "refus de vote sans nom": refuse_without_names,
    "départ avec pouvoir": lambda acte: leaves(acte, gives=True),
    "départ sans pouvoir": lambda acte: leaves(acte, gives=False),
    "départ du mandataire": holder_leaves,
    "comptes sous une autre présidence": another_chairs_the_accounts,
    "ajourné faute de quorum": postponed,
    "prend acte": noted,
}


LEAVING = {name for name in VARIATIONS if "départ" in name or name.startswith(("refus de vote", "comptes"))}
"""Variations that need two members to spare."""
DIVIDED = {"huis clos", "rejet"}
"""Variations where one voice is against the others: two voters would be a tie."""


def fits(variation: str, acte: Deliberation) -> bool:
    """Tell whether an act leaves room for a variation: a quorum just met is lost when a member leaves."""
    notice = acte.seance.convocation
    if variation == "urgence" and notice is not None and notice.seconde:
        return False
    if variation in DIVIDED and acte.presence.votants < 3:
        return False
    spare = acte.presence.nombre_presents_quorum - acte.presence.quorum
    return variation not in LEAVING or (spare > 0 and len(others(acte)) > 1)


SAID = {"DG349", "DG364", "DG392", "DG393"}
"""Rightly told: an appointment or an election becomes an open vote, the accounts come before a Bureau."""
PAIRS = [
    (variation, name) for variation in VARIATIONS for name, acte in ACTS.items() if fits(variation, acte)
]


@pytest.mark.parametrize(("variation", "name"), PAIRS)
def test_what_the_law_allows_is_never_refused(variation: str, name: str):
    found = check(VARIATIONS[variation](ACTS[name]))
    told = {finding.code for finding in check(ACTS[name])}
    assert [str(finding) for finding in found if finding.severity is Severity.BLOQUANT] == []
    doubts = [finding for finding in found if finding.severity is Severity.ALERTE]
    assert [str(finding) for finding in doubts if finding.code not in told | SAID] == []


def test_each_variation_is_tried_on_many_acts():
    for variation in VARIATIONS:
        assert sum(pair[0] == variation for pair in PAIRS) >= 45


def test_they_are_acts_of_every_kind_of_body():
    assert len(ACTS) >= 50
    assert len({acte.collectivite.nature for acte in ACTS.values()}) >= 10
