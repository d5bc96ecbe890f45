"""What an assembly sets for itself: how grave each rule is, and its own rules (règlement intérieur)."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, model_validator

from delibgen.model.base import Ligne, Mot, Nombre, OuiNon, Record, Suite

Gravite = Annotated[Literal["bloquant", "alerte", "information", "ignoree"], Mot]


class Reglage(Record):
    """How grave one rule is for this assembly."""

    code: Ligne
    """Code de la règle : « DG312 »."""
    severite: Gravite
    """Sévérité : bloquant, alerte, information ou ignoree."""
    motif: Ligne | None = None
    """Raison du choix ; obligatoire pour ignorer une règle."""

    @model_validator(mode="after")
    def _reason(self) -> Self:
        if self.severite == "ignoree" and self.motif is None:
            raise ValueError("une règle ne s'ignore pas sans raison : {severite: ignoree, motif: …}")
        return self


def _by_code(data: object) -> object:
    """Read ``{DG312: alerte, DG327: {severite: ignoree, motif: …}}``, the form of files."""
    if not isinstance(data, dict):
        return data
    return [{"code": code, **_one(value)} for code, value in data.items()]


def _one(value: object) -> dict[str, object]:
    return dict(value) if isinstance(value, dict) else {"severite": value}


Reglages = Annotated[Suite[Reglage], BeforeValidator(_by_code)]
"""The choices of an assembly, one a rule; in a file, a group whose fields are the codes."""


class Reglement(Record):
    """Rules of one's own: by-laws, statutes, règlement intérieur (CGCT L2121-8, L5211-1)."""

    source: Ligne = "règlement intérieur"
    """Texte qui les porte : « règlement intérieur, article 4 », « statuts, article 12 »."""
    delai_convocation: Nombre | None = None
    """Jours entre la convocation et la séance, au moins."""
    jours_francs: OuiNon = True
    """Ces jours sont francs : ni celui de l'envoi ni celui de la séance ne comptent."""
    quorum: Nombre | None = None
    """Nombre de membres présents exigé."""
    pouvoirs_par_membre: Nombre | None = None
    """Pouvoirs qu'un membre peut porter."""
    voix_ponderees: OuiNon = False
    """Un membre peut porter plusieurs voix : syndicat mixte ouvert, association syndicale."""
    champs_obligatoires: Suite[Ligne] = ()
    """Champs que chaque acte doit donner : « rapporteur », « matiere »."""


__all__ = ["Gravite", "Reglage", "Reglages", "Reglement"]
