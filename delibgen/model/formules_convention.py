"""The wording of conventions and avenants, line by line, as the public body chooses it, or the usual one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator

from delibgen.model.base import Record, Texte
from delibgen.model.champs import ANNEXE, PERSONNE, F, G, J, N, T
from delibgen.model.formule import Champ, Valeur, checker
from delibgen.model.formules import SILENT, DeAnnexe, DeConsiderant, DeVisa

if TYPE_CHECKING:
    from delibgen.model.acte import Article
    from delibgen.model.convention import Avenant, Convention, Partie

    PartieRangee = tuple[Partie, int, int]
    """A party, its rank, among how many."""
    ArticleRange = tuple[Article, int, int]
    """An article, its rank, among how many."""

NUMERO, RANG = "\ue000", "\ue001"
"""Stand for the number of an article, « 1er » or « 1 », which Word counts."""


def _of_avenant(read: Callable[[Avenant], Valeur]) -> Callable[[Convention], Valeur]:
    return lambda c: None if c.avenant is None else read(c.avenant)


CONVENTION: Mapping[str, Champ[Convention]] = {
    "numero": Champ(T, lambda c: c.numero, "numéro"),
    "objet": Champ(T, lambda c: c.objet, "objet, qui est son titre"),
    "avenant": Champ(
        T, _of_avenant(lambda a: a.libelle), "« à la convention de prêt, signée le 10 janvier 2024 »"
    ),
    "avenant.numero": Champ(N, _of_avenant(lambda a: a.numero), "rang de l'avenant"),
    "avenant.convention": Champ(T, _of_avenant(lambda a: a.convention), "convention modifiée"),
    "avenant.signee_le": Champ(J, _of_avenant(lambda a: a.signee_le), "date de celle-ci"),
    "deliberation": Champ(
        T,
        lambda c: c.deliberation.libelle if c.deliberation else None,
        "« délibération du conseil municipal n° 12 du 3 juin 2024 »",
    ),
    "deliberation.numero": Champ(
        T, lambda c: c.deliberation.numero if c.deliberation else None, "son numéro"
    ),
    "deliberation.date": Champ(J, lambda c: c.deliberation.date if c.deliberation else None, "sa date"),
    "parties": Champ(
        G,
        lambda c: ", ".join(p.appellation for p in c.parties),
        "parties ; s'accorde : « {parties:dénommé} »",
        lambda c: [p.genre for p in c.parties],
    ),
    "annexes": Champ(
        G,
        lambda c: "\u00a0; ".join(a.titre for a in c.annexes),
        "annexes",
        lambda c: ["f"] * len(c.annexes),
    ),
    "lieu": Champ(T, lambda c: c.lieu, "lieu de signature"),
    "date": Champ(J, lambda c: c.date, "date de signature"),
    "exemplaires": Champ(N, lambda c: c.nombre_exemplaires, "exemplaires originaux"),
    "plusieurs": Champ(F, lambda c: c.nombre_exemplaires > 1, "il y a plusieurs exemplaires"),
}
"""Fields of the formulas of a convention."""


def _signs(name: str) -> Callable[[PartieRangee], Valeur]:
    return lambda d: PERSONNE[name](d[0].representant) if d[0].representant else None


PARTIE: Mapping[str, Champ[PartieRangee]] = {
    "partie": Champ(
        G,
        lambda d: d[0].appellation,
        "nom dans la suite du texte ; s'accorde : « {partie:représenté} »",
        lambda d: [d[0].genre],
    ),
    "nom": Champ(T, lambda d: d[0].nom, "nom"),
    "forme": Champ(T, lambda d: d[0].forme, "forme juridique"),
    "siege": Champ(T, lambda d: d[0].siege, "adresse du siège"),
    "siret": Champ(T, lambda d: d[0].siret_lisible, "SIRET"),
    "habilitation": Champ(
        T, lambda d: d[0].texte_habilitation, "« par délibération du… », ou le texte écrit"
    ),
    "denomination": Champ(T, lambda d: d[0].denomination, "nom dans la suite du texte, s'il est choisi"),
    "representant": Champ(
        G,
        lambda d: d[0].representant.nom_complet if d[0].representant else None,
        "qui signe ; s'accorde : « {representant:habilité} »",
        lambda d: [d[0].representant.genre if d[0].representant else "m"],
    ),
    **{
        f"representant.{name}": Champ(T, _signs(name), f"qui signe : {name}")
        for name in PERSONNE
        if name not in {"commune", "groupe", "college", "suppleant_de"}
    },
    "rang": Champ(N, lambda d: d[1], "rang de la partie"),
    "premiere": Champ(F, lambda d: d[1] == 1, "première partie"),
    "derniere": Champ(F, lambda d: d[1] == d[2], "dernière partie"),
}
"""Fields of the formulas of one party."""

ARTICLE: Mapping[str, Champ[ArticleRange]] = {
    "numero": Champ(
        T,
        lambda d: NUMERO if d[2] > 1 else "unique",
        "« 1er », « 2 », comptés par Word ; « unique » s'il est seul",
    ),
    "rang": Champ(T, lambda d: RANG, "« 1 », « 2 », comptés par Word"),
    "titre": Champ(T, lambda d: d[0].titre, "titre"),
}
"""Fields of what opens an article."""

DeConvention = Annotated[Texte, SILENT, AfterValidator(checker(CONVENTION))]
DePartie = Annotated[Texte, SILENT, AfterValidator(checker(PARTIE))]
DArticle = Annotated[Texte, SILENT, AfterValidator(checker(ARTICLE))]
DAnnexe = Annotated[Texte, SILENT, AfterValidator(checker(ANNEXE))]


class FormulesConvention(Record):
    """The wording of conventions and avenants; « non » leaves a line out."""

    titre: DeConvention | None = None
    """Titre."""
    sous_titre: DeConvention | None = None
    """Sous le titre : ce qu'un avenant modifie."""
    objet: DeConvention | None = None
    """Objet d'un avenant."""
    deliberation: DeConvention | None = None
    """Délibération à laquelle la convention est annexée."""
    entre: DeConvention | None = None
    """Au-dessus des parties : « ENTRE LES SOUSSIGNÉS : »."""
    partie: DePartie | None = None
    """Une partie, en une ou plusieurs lignes."""
    part: DePartie | None = None
    """Sous une partie : « d'une part, »."""
    et: DePartie | None = None
    """Entre une partie et la suivante : « et : »."""
    ensemble: DeConvention | None = None
    """Sous la dernière partie : « ensemble dénommées « les parties ». »."""
    visa: DeVisa | None = None
    """Ce qui entoure un visa ; à défaut, les mots des extraits."""
    preambule: DeConvention | None = None
    """Au-dessus du préambule et des considérants ; rien n'est imprimé s'il n'y en a pas."""
    considerant: DeConsiderant | None = None
    """Ce qui entoure un considérant ; de même."""
    convenu: DeConvention | None = None
    """Au-dessus des articles : « IL A ÉTÉ CONVENU CE QUI SUIT : »."""
    article: DArticle | None = None
    """Ce qui ouvre un article : « ARTICLE {numero} : {titre} »."""
    annexes: DeConvention | None = None
    """Titre de la liste des annexes."""
    annexe: DAnnexe | None = None
    """Une annexe, dans cette liste."""
    annexe_imprimee: DeAnnexe | None = None
    """Titre d'une annexe imprimée à la suite."""
    fait: DeConvention | None = None
    """Lieu, date, exemplaires."""
    signature: DePartie | None = None
    """Au-dessus du nom de qui signe."""


USUELLES_CONVENTION: Mapping[str, str] = {
    "titre": "[AVENANT N°\u00a0{avenant.numero}][{objet}{!avenant}]",
    "sous_titre": "[{avenant}]",
    "objet": "[{objet}{?avenant}]",
    "deliberation": "[Annexe à la {deliberation}]",
    "entre": "Entre\u00a0:",
    "partie": (
        "{Nom}[, {forme}][, dont le siège est situé {siege}][, SIRET {siret}], {partie:représenté} par "
        "[{representant}, {representant.qualite|[à compléter\u00a0: qualité]}]"
        "[[à compléter\u00a0: représentant]{!representant}], dûment {representant:habilité} "
        "{habilitation|par [à compléter\u00a0: délibération]},\n"
        "[ci-après {partie:dénommé} «\u00a0{denomination}\u00a0»,]"
    ),
    "part": "[d'une part,{?premiere}][d'autre part,{?derniere}]",
    "et": "[et\u00a0:{?premiere}]",
    "ensemble": "ensemble {parties:dénommé} «\u00a0les parties\u00a0».",
    "preambule": "Préambule",
    "convenu": "Il est convenu ce qui suit\u00a0:",
    "article": "Article {numero}[ – {titre}]",
    "annexes": "{annexes:Annexe}",
    "annexe": "[Annexe {numero} – ]{titre}",
    "annexe_imprimee": "Annexe[ {numero}] – {titre}",
    "fait": (
        "Fait à {lieu|[à compléter]}, le {date|[à compléter]}, en {exemplaires:lettres} "
        "[exemplaires originaux{?plusieurs}][exemplaire original{!plusieurs}]."
    ),
    "signature": "Pour {partie},\n{representant.fonction|[à compléter]},",
}
"""The usual wording of conventions."""

__all__ = [
    "ARTICLE",
    "CONVENTION",
    "NUMERO",
    "PARTIE",
    "RANG",
    "USUELLES_CONVENTION",
    "FormulesConvention",
]
