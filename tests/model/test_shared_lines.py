"""Lines that items of a sitting share are those that each would say alone."""

import pickle

import pytest

from delibgen.model.deliberation import Deliberation
from delibgen.model.formules import Formules
from delibgen.model.phrases import Phrases
from tests.rules.papers import act, assembly, deport, m, mouvement, ms, pouvoir, sitting, votes

LINES = sorted(
    name
    for name, value in vars(Phrases).items()
    if not name.startswith("_") and not callable(value) and name != "acte"
)


def said(acte: Deliberation) -> dict[str, object]:
    """Return every line of an act."""
    return {name: getattr(acte.phrases, name) for name in LINES}


def alone(acte: Deliberation) -> dict[str, object]:
    """Return every line of an equal act that shares nothing that was computed."""
    other: Deliberation = pickle.loads(pickle.dumps(acte))
    return said(other)


WORDED = Formules(
    presents="Présents : {presents}",
    secretaires="Secrétaire : {secretaires}",
    quorum="Quorum {quorum}[, atteint{?quorum_atteint}], {nombre_presents} présents, {pouvoirs}",
    excuse="{membre}, excusé",
    membre="{nom}",
)


def items(formules: Formules) -> list[Deliberation]:
    """Return the items of a sitting where people come and go, some of them worded apart."""
    seance = sitting(
        assemblee=assembly(formules=formules),
        presents=ms("ABCDEFG"),
        absents=ms("K"),
        excuses=ms("HI"),
        pouvoirs=(pouvoir("J", "C", au_point=3), pouvoir("I", "D", du_point=4)),
        mouvements=(mouvement("K", "arrivee", point=3), mouvement("B", "depart", point=6)),
    )
    acts = [act(seance, rang=rank, objet=f"Point {rank}", scrutin=votes(7)) for rank in range(1, 8)]
    acts[1:1] = [
        act(seance, rang=2, deports=(deport("D"),), presidence=m("B")),
        act(seance, rang=2, formules=Formules(membre="{prenom} {nom}", separateur=" / ")),
        act(seance, rang=2, formules=Formules(quorum="Le quorum est de {quorum}.")),
    ]
    return acts


@pytest.mark.parametrize("formules", [Formules(), WORDED], ids=["usuelles", "choisies"])
def test_an_item_says_what_it_would_say_alone(formules: Formules):
    acts = items(formules)
    assert len({tuple(acte.phrases.liste_absents) for acte in acts}) > 2
    for acte in [*acts, *reversed(items(formules))]:
        assert said(acte) == alone(acte)


def test_lists_are_the_same_objects_while_nobody_moves():
    seance = sitting()
    first, second, recused = (
        act(seance, rang=1),
        act(seance, rang=2),
        act(seance, rang=3, deports=(deport("D"),), scrutin=votes(9)),
    )
    for name in ("liste_presents", "liste_absents", "titre", "seance", "quorum", "secretaires"):
        assert getattr(second.phrases, name) is getattr(first.phrases, name)
    for name in ("liste_presents", "liste_absents", "titre", "seance", "secretaires"):
        assert getattr(recused.phrases, name) is getattr(first.phrases, name)
