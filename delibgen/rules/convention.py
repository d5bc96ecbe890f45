"""The convention: its parties, its articles, its schedule, and grants to private bodies."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from delibgen import french
from delibgen.errors import Severity, did_you_mean
from delibgen.model.acte import Reference
from delibgen.model.convention import Convention, Partie
from delibgen.model.membre import fold_name
from delibgen.rules.base import Remarque, rule

SEUIL_CONVENTION = Decimal(23_000)
"""Yearly amount above which a grant to a private body needs a convention (décret n° 2001-495, article 1)."""


@rule("DG380", "définition : une convention lie deux parties au moins", severity=Severity.BLOQUANT)
def deux_parties(acte: Convention) -> Iterator[Remarque]:
    """Une convention a deux parties au moins.

    À faire : ajouter une partie.
    """
    if len(acte.parties) < 2:
        yield "parties", f"{french.compte(len(acte.parties), 'partie')}, deux au moins", "ajouter une partie"


@rule("DG381", "code civil, article 1375")
def un_exemplaire_par_partie(acte: Convention) -> Iterator[Remarque]:
    """Il y a un exemplaire original pour chaque partie, au moins.

    De mémoire : article 1375.

    À faire : prévoir un exemplaire par partie.
    """
    if acte.nombre_exemplaires < len(acte.parties):
        yield (
            "exemplaires",
            f"{french.compte(acte.nombre_exemplaires, 'exemplaire')} pour {len(acte.parties)} parties",
            f"en prévoir {len(acte.parties)}, ou ôter « exemplaires »",
        )


@rule("DG382", "loi n° 2000-321, article 10 ; décret n° 2001-495, article 1", severity=Severity.INFORMATION)
def subvention_au_dela_du_seuil(acte: Convention) -> Iterator[Remarque]:
    """Au-delà de 23 000 € par an à un organisme privé, la convention est obligatoire.

    À faire : dire dans la convention l'objet, le montant, le versement et les conditions d'utilisation.
    """
    if acte.echeancier is None or not _private(acte):
        return
    for row in acte.echeancier.lignes:
        amounts = zip(acte.echeancier.annees, row.montants, strict=True)
        years = [year for year, amount in amounts if amount is not None and amount > SEUIL_CONVENTION]
        if years:
            yield (
                "echeancier",
                f"{row.partie} verse plus de {french.euros(SEUIL_CONVENTION)} "
                f"en {', '.join(map(str, years))} et {_private(acte)} est une personne privée : "
                "objet, montant, versement et conditions d'utilisation sont obligatoires",
                "",
            )


def _private(acte: Convention) -> str:
    return ", ".join(partie.nom for partie in acte.parties if not partie.publique)


@rule(
    "DG383",
    "loi n° 2000-321, article 10-1 ; décret n° 2021-1947",
    since=dt.date(2022, 1, 2),
)
def contrat_d_engagement_republicain(acte: Convention) -> Iterator[Remarque]:
    """La convention de subvention à une association cite le contrat d'engagement républicain.

    À faire : citer le contrat d'engagement républicain, si la partie est une association ou une fondation.
    """
    if not _private(acte):
        return
    text = _texts(acte)
    grant = acte.echeancier is not None or "subvention" in text
    if grant and "engagement republicain" not in text:
        yield (
            "articles",
            f"{_private(acte)} est une personne privée, et aucun texte ne cite le contrat d'engagement "
            "républicain",
            "le citer si c'est une association ou une fondation subventionnée",
        )


def _texts(acte: Convention) -> str:
    articles = (text for article in acte.articles for text in (article.titre or "", article.texte))
    parts = (acte.objet, acte.preambule or "", *acte.visas, *acte.considerants, *articles)
    return " ".join(fold_name(part.replace(",", " ")) for part in parts)


@rule("DG384", "CE avis, 10 juin 1996, préfet de la Côte-d'Or")
def signature_apres_deliberation(acte: Convention) -> Iterator[Remarque]:
    """La convention est signée après les délibérations qui l'autorisent.

    De mémoire : l'avis du Conseil d'État.

    À faire : corriger l'une des dates.
    """
    if acte.date is None:
        return
    for reference, path in _references(acte).items():
        if reference.date is not None and acte.date < reference.date:
            yield (
                path,
                f"signée le {french.date_longue(acte.date)}, avant la {reference.libelle}",
                "corriger l'une des deux dates",
            )


def _references(acte: Convention) -> dict[Reference, str]:
    """Return the deliberations that the convention cites, each one time, and where."""
    found = {} if acte.deliberation is None else {acte.deliberation: "deliberation"}
    for rank, partie in enumerate(acte.parties):
        if isinstance(partie.habilitation, Reference):
            found.setdefault(partie.habilitation, f"parties[{rank}].habilitation")
    return found


@rule("DG385", "CGCT L2122-21, L5211-9 : qui signe doit y être habilité")
def parties_completes(acte: Convention) -> Iterator[Remarque]:
    """Chaque partie a un signataire, sa qualité et son habilitation.

    De mémoire : L2122-21, L5211-9.

    À faire : donner « representant », sa « qualite » et l'« habilitation ».
    """
    for rank, partie in enumerate(acte.parties):
        missing = list(_missing(partie))
        if missing:
            fields = ", ".join(f"« {field} »" for field, _ in missing)
            yield (
                f"parties[{rank}]",
                f"{partie.nom} : {french.liste([what for _, what in missing])} à compléter",
                f"donner {fields}",
            )


def _missing(partie: Partie) -> Iterator[tuple[str, str]]:
    if partie.representant is None:
        yield "representant", "signataire"
    elif partie.representant.qualite is None:
        yield "representant.qualite", "qualité du signataire"
    if partie.habilitation is None:
        yield "habilitation", "habilitation"


_LONG_NAMES = {
    "ccas": "centre communal d'action sociale",
    "cias": "centre intercommunal d'action sociale",
}
_ARTICLES = ("le ", "la ", "les ", "l'")


def _plain(name: str) -> str:
    """Return a party's name for comparison: no article, no case, known abbreviations in full."""
    text = fold_name(name.replace(",", " "))
    text = next((text.removeprefix(a) for a in _ARTICLES if text.startswith(a)), text)
    return " ".join(_LONG_NAMES.get(word, word) for word in text.split())


@rule("DG386", "exactitude : chaque somme a son débiteur")
def lignes_des_parties(acte: Convention) -> Iterator[Remarque]:
    """Chaque ligne de l'échéancier porte le nom d'une partie.

    À faire : écrire le nom d'une partie.
    """
    if acte.echeancier is None:
        return
    known = {_plain(name) for partie in acte.parties for name in (partie.nom, partie.appellation)}
    for rank, row in enumerate(acte.echeancier.lignes):
        if _plain(row.partie) not in known:
            names = (partie.nom for partie in acte.parties)
            hint = did_you_mean(row.partie, names, "écrire le nom d'une partie")
            yield f"echeancier.lignes[{rank}].partie", f"« {row.partie} » n'est le nom d'aucune partie", hint


@rule("DG387", "pratique : une convention a des articles", severity=Severity.BLOQUANT)
def articles_presents(acte: Convention) -> Iterator[Remarque]:
    """Une convention a un article au moins.

    À faire : donner les articles.
    """
    if not acte.articles:
        yield "articles", "aucun article", "donner les articles"


@rule("DG388", "exactitude : rien d'annoncé ne manque", severity=Severity.BLOQUANT)
def echeancier_donne(acte: Convention) -> Iterator[Remarque]:
    """Un article qui imprime l'échéancier a un échéancier à imprimer.

    À faire : donner « echeancier » à la convention, ou l'ôter de l'article.
    """
    for rank, article in enumerate(acte.articles):
        if article.echeancier and acte.echeancier is None:
            yield (
                f"articles[{rank}].echeancier",
                f"l'article {rank + 1} doit imprimer l'échéancier, mais la convention n'en a pas",
                "donner « echeancier » à la convention, ou l'ôter de l'article",
            )


@rule("DG389", "exactitude : rien de donné ne se perd")
def echeancier_imprime(acte: Convention) -> Iterator[Remarque]:
    """L'échéancier donné est imprimé par un article.

    À faire : dire « echeancier: oui » à l'article des contributions.
    """
    if acte.echeancier is not None and not any(article.echeancier for article in acte.articles):
        yield (
            "echeancier",
            "aucun article n'imprime l'échéancier",
            "dire « echeancier: oui » à l'article des contributions",
        )
