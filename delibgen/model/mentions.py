"""What the law wants an extract to say: ``lint`` looks for it in its template."""

from delibgen.model.acte import Grammaire
from delibgen.model.blocs import NOMS
from delibgen.word.lint.mention import Mention

_SANS_VOTE = ("ajourne", "retire", "prend_acte", "formule_propre")
_CHOIX = ("presentation", "vote_par_nom")


def _blocs(*noms: str) -> tuple[str, ...]:
    """Return the conditions under which these blocks are printed: each block once, whatever the order."""
    return ("presentation.blocs", *(f"presentation.blocs.{nom}" for nom in noms))


def _autres(*noms: str) -> tuple[str, ...]:
    return tuple(f"presentation.blocs.{nom}" for nom in NOMS if nom not in noms)


def _mention(libelle: str, *champs: str, bloc: str, article: str, **more: tuple[str, ...]) -> Mention:
    """Return a mention that one block of the shipped extract prints, by ``champs`` or by its formula."""
    return Mention(
        libelle=libelle,
        champs=champs,
        article=article,
        si=(*_blocs(bloc), *more.pop("si", ())),
        sauf=(*_autres(bloc), *more.pop("sauf", ())),
        choix=_CHOIX,
        **more,
    )


MENTIONS = (
    _mention(
        "la date de la séance",
        "seance.date",
        "date_en_lettres",
        "phrases.seance",
        bloc="seance",
        article="CGCT L2121-23, R2121-9",
    ),
    _mention("l'objet", "objet", "phrases.objet", bloc="objet", article="CGCT R2121-9"),
    _mention(
        "le président de séance",
        "president",
        "presidence",
        "presence.president",
        "seance.president",
        "phrases.ouverture",
        "phrases.renseignements",
        bloc="ouverture",
        article="CGCT L2121-14",
    ),
    _mention(
        "les membres présents",
        "presence.presents",
        "presence.appel.presents",
        "seance.presents",
        "phrases.presents",
        "phrases.liste_presents",
        "phrases.tableau",
        bloc="presents",
        article="CGCT R2121-9",
    ),
    _mention(
        "les pouvoirs",
        "presence.pouvoirs",
        "presence.lignes_absents.pouvoir",
        "seance.pouvoirs",
        "phrases.absents",
        "phrases.liste_absents",
        bloc="absents",
        article="CGCT L2121-20",
        sauf=("presentation.tableau_des_membres",),
    ),
    _mention(
        "le quorum",
        "presence.quorum",
        "phrases.quorum",
        bloc="quorum",
        article="CGCT L2121-17",
        si=("presence.quorum_atteint",),
    ),
    _mention(
        "ce qui est décidé",
        "dispositif.decisions",
        "dispositif.lignes",
        "phrases.dispositif",
        bloc="dispositif",
        article="CGCT L2121-29",
        sauf=("ajourne", "retire"),
        parmi=tuple(f"dispositif.{grammaire.value}" for grammaire in Grammaire),
    ),
    _mention(
        "le résultat du vote",
        "scrutin.pour",
        "scrutin.tours",
        "resultat_vote",
        "formule_decision",
        "issue",
        "issue_dite",
        bloc="decision",
        article="CGCT L2121-20, L2121-21",
        textes=("unanimité",),
        si=("dispositif",),
        sauf=_SANS_VOTE,
    ),
    _mention(
        "la signature du président",
        "president.nom_sans_civilite",
        "president.titre",
        bloc="signatures",
        article="CGCT L2121-23",
        sauf=("signataires", "phrases.president_signe"),
    ),
    _mention(
        "la signature des secrétaires",
        "secretaires.nom_sans_civilite",
        "secretaires.nom_complet",
        "secretaires.nom_court",
        "phrases.signatures_secretaires",
        bloc="signatures",
        article="CGCT L2121-23",
        sauf=("signataires",),
    ),
)
"""What an extract says, whatever its layout."""
