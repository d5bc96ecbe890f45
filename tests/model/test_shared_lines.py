"""Lines that items of a sitting share are those that each would say alone."""

import datetime as dt
import gc
import pickle
import weakref

import pytest

from delibgen.model import diction
from delibgen.model.assemblee import Assemblee
from delibgen.model.deliberation import Deliberation
from delibgen.model.formules import Formules
from delibgen.model.kept import kept
from delibgen.model.membre import Membre, Personne
from delibgen.model.phrases import Phrases
from delibgen.model.phrases_seance import PhrasesSeance
from delibgen.model.presence import Presence
from tests.rules.papers import act, assembly, body, deport, m, mouvement, ms, pouvoir, sitting, votes

LINES = sorted(
    name
    for name, value in {**vars(PhrasesSeance), **vars(Phrases)}.items()
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


@pytest.mark.parametrize("champ", ["pouvoir_de", "Pouvoir_de", "POUVOIR_DE"])
def test_a_proxy_that_fell_is_told_nowhere(champ: str):
    membre = "{nom}[, pouvoir de {" + champ + "}]"
    formules = Formules(
        membre=membre, votant="{membre}", rapporteur="{membre}", secretaires="Secrétaire : {secretaires}",
        signature_secretaire="{membre}",
    )  # fmt: skip
    seance = sitting(
        assemblee=assembly(formules=formules),
        secretaires=ms("C"),
        pouvoirs=(pouvoir("J", "C", au_point=2),),
    )
    vote = votes(8, contre=ms("C"))
    acts = [act(seance, rang=rank, rapporteur=m("C"), scrutin=vote, vote_par_nom=True) for rank in (1, 2, 3)]
    for acte in (*acts, *reversed(acts)):
        assert said(acte) == alone(acte)
    assert [("kervella" in str(said(acte)["secretaires"]).casefold()) for acte in acts] == [True, True, False]


# ---------------------------------------------------------------- acts of a class of one's own


class AvecSecretaire(Deliberation):
    """An item whose secretary is not that of the sitting."""

    @property
    def secretaires(self) -> tuple[Membre, ...]:
        return ms("C")


BUREAU = assembly("bureau", collectivite=body(nom="Autreville"))


class DuBureau(Deliberation):
    """An item that another assembly votes."""

    @property
    def assemblee(self) -> Assemblee:
        return BUREAU


class EnMinuscules(Phrases):
    """Another way of saying."""

    def membre(self, personne: Personne) -> str:
        return personne.nom.lower()


class Murmuree(Deliberation):
    """An item that says its people its own way."""

    @property
    def phrases(self) -> EnMinuscules:  # type: ignore[override]  # a cached property is a property too
        return EnMinuscules(self)


class AutrementPresidee(Deliberation):
    """An item whose chair is told by the class."""

    @property
    def president(self) -> Membre:
        return m("B")


@pytest.mark.parametrize("kind", [AvecSecretaire, DuBureau, Murmuree, AutrementPresidee])
def test_an_act_of_a_class_of_its_own_says_its_own_words(kind: type[Deliberation]):
    seance = sitting()
    usual = act(seance)
    own = kind.model_validate({name: getattr(usual, name) for name in Deliberation.model_fields})
    for acte in (usual, own, act(seance), own.model_copy(), act(seance)):
        assert said(acte) == alone(acte)
    assert said(own) != said(usual)


def test_lines_of_a_state_are_those_of_the_sitting_of_each_act():
    first, second = sitting(), sitting(date=dt.date(2024, 11, 5))

    class MemeAppel(Deliberation):
        @property
        def presence(self) -> Presence:  # type: ignore[override]
            return first.presence(1)

    formules = Formules(presents="Présents le {date} : {presents}")
    for seance in (first, second):
        object.__setattr__(seance, "assemblee", assembly(formules=formules))
    shown = []
    for seance in (first, second, first):
        fields = {name: getattr(act(seance), name) for name in Deliberation.model_fields}
        shown.append(MemeAppel.model_validate(fields).phrases.presents[0].split(" : ")[0])
    assert shown == [
        f"Présents le {day}\u00a0{month} 2024"
        for day, month in (("1er", "octobre"), ("5", "novembre"), ("1er", "octobre"))
    ]


def test_an_item_without_its_hour_says_what_the_sitting_alone_tells():
    seance = sitting(mouvements=(mouvement("K", "arrivee", heure=dt.time(19, 30)),))
    for acte in (act(seance, rang=2), act(seance, rang=2, heure=dt.time(20)), act(seance, rang=2)):
        assert acte.phrases.titre == alone_titre(acte)
        if acte.heure is None:
            with pytest.raises(ValueError, match="heure"):
                _ = acte.phrases.liste_presents


def alone_titre(acte: Deliberation) -> object:
    """Return the title of an equal act that shares nothing that was computed."""
    other: Deliberation = pickle.loads(pickle.dumps(acte))
    return other.phrases.titre


def test_lines_found_by_their_name_are_those_of_one_chair():
    seance = sitting(
        assemblee=assembly(formules=Formules(signature_president="{president:Le} président, {president}"))
    )
    own = act(seance, rang=2, presidence=m("B"))
    for acte in (act(seance), own, act(seance, rang=3), own.model_copy(), own):
        assert acte.phrases.signature_president is acte.phrases.signature_president
        assert said(acte) == alone(acte)


def test_what_sittings_say_dies_with_them():
    """A thousand sittings of one assembly, each said once: nothing of them is left."""
    assemblee, gone = assembly(), []
    for rank in range(1000):
        acte = act(sitting(assemblee=assemblee, lieu=f"salle {rank}"))
        assert acte.phrases.titre
        assert acte.phrases.quorum
        gone.append(weakref.ref(acte.seance))
    del acte
    gc.collect()
    assert not any(one() for one in gone)


def test_guests_of_many_sittings_are_not_all_held(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(diction, "_MOST", 20)
    acte = act(sitting())
    for rank in range(100):
        assert acte.phrases.membre(m("A").model_copy(update={"nom": f"N{rank}"})).endswith(f"N{rank}")
    assert len(kept(diction._members, acte.assemblee)) <= 20
