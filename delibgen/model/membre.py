"""People: members of an assembly and the persons who sign.

Titles belong to the person (« Madame la Maire », « Madame le Maire »): they are data, never derived
(circulaire du 21 novembre 2017; usage is divided and personal).
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Strict, ValidationInfo, model_validator

from delibgen import french
from delibgen.errors import closest
from delibgen.french.accents import without_case_or_accents
from delibgen.model.base import Ligne, Record
from delibgen.model.kept import cached_property

Genre = Literal["m", "f"]

_DETERMINED = re.compile(r"(?:les?|la|monsieur|madame|agissant)\b|l['’]", re.IGNORECASE)
"""A capacity that already stands with its article, or alone."""


_HIS = re.compile(r"(?:son|sa|leur) ")
"""« représentée par son Maire » : the sentence's own word, which no signature bears."""


def _written_in(title: str, genre: Genre) -> Genre:
    """Return the gender that a title is written in: a woman may choose « Président », which takes « le »."""
    if genre == "m" or title.isupper():  # « DGS » has no gender of its own
        return genre
    try:
        return "f" if french.accord(title, "f") == title else "m"
    except french.FrenchError:
        return genre


class Civilite(StrEnum):
    """The two honorifics of administrative papers (circulaire du 21 février 2012)."""

    MONSIEUR = "Monsieur"
    MADAME = "Madame"


_HONORIFICS = {
    "monsieur": Civilite.MONSIEUR,
    "m.": Civilite.MONSIEUR,
    "mr": Civilite.MONSIEUR,
    "mr.": Civilite.MONSIEUR,
    "m": Civilite.MONSIEUR,
    "madame": Civilite.MADAME,
    "mme": Civilite.MADAME,
    "mme.": Civilite.MADAME,
}


def _read_civilite(value: object) -> object:
    if isinstance(value, Civilite) or not isinstance(value, str):
        return value
    return _HONORIFICS.get(value.strip().casefold(), value)


CiviliteLue = Annotated[Civilite, Strict(strict=False), BeforeValidator(_read_civilite)]


class Personne(Record):
    """A person named in an act."""

    civilite: CiviliteLue
    """« Monsieur » ou « Madame »."""
    prenom: Ligne | None = None
    """Prénom, tel qu'il s'écrit : « Jean-Michel »."""
    nom: Ligne
    """Nom, tel qu'il s'imprime : « EL HASSOUNI », « de BOISGELIN »."""
    qualite: Ligne | None = None
    """Qualité ou fonction, accordée par la personne : « Présidente », « 1re vice-présidente »."""
    titre: Ligne | None = None
    """Titre d'usage, comme la personne le souhaite : « Madame la Maire », « Madame le Maire »."""

    @property
    def genre(self) -> Genre:
        """``"f"`` after « Madame », ``"m"`` after « Monsieur », for agreement."""
        return "f" if self.civilite is Civilite.MADAME else "m"

    @property
    def feminin(self) -> bool:
        """Whether words about the person are feminine: ``{% if president.feminin %}``."""
        return self.genre == "f"

    @cached_property
    def fonction(self) -> str | None:
        """How the person signs: the title, or the capacity with its article; ``None`` without either.

        « Madame le Maire », « La Maire », « Le 1er adjoint », « L'adjointe aux finances »; « Le Maire »
        for « son Maire », as conventions name who represents a party.
        """
        if self.titre or not self.qualite:
            return self.titre
        if _DETERMINED.match(self.qualite):
            return french.capitale(self.qualite)
        title = _HIS.sub("", self.qualite)
        return french.capitale(french.titre_avec_article(title, _written_in(title, self.genre)))

    @cached_property
    def nom_complet(self) -> str:
        """« Monsieur François REBSAMEN », with a no-break space after the honorific."""
        return f"{self.civilite}\u00a0{self.nom_sans_civilite}"

    @property
    def nom_court(self) -> str:
        """« Monsieur REBSAMEN »."""
        return f"{self.civilite}\u00a0{self.nom}"

    @property
    def nom_abrege(self) -> str:
        """« M. François REBSAMEN », « Mme Christine MARTIN », for lists of names."""
        short = "Mme" if self.civilite is Civilite.MADAME else "M."
        return f"{short}\u00a0{self.nom_sans_civilite}"

    @property
    def nom_sans_civilite(self) -> str:
        """« François REBSAMEN », for signatures."""
        return f"{self.prenom} {self.nom}" if self.prenom else self.nom


class Membre(Personne):
    """A member of an assembly, elected or appointed."""

    commune: Ligne | None = None
    """Commune représentée, dans un syndicat ou un EPCI."""
    suppleant_de: Ligne | None = None
    """Nom du titulaire remplacé, pour un suppléant qui siège (CGCT L5211-6)."""
    groupe: Ligne | None = None
    """Groupe politique, tel qu'il s'imprime."""
    college: Ligne | None = None
    """Collège : « membres élus », « membres nommés », « représentants du Département »."""

    @cached_property
    def cle(self) -> str:
        """Who this is, to compare people: honorific, name and commune, without case or accents.

        The capacity and the title are left out: they may be given in one list and not in another.
        """
        return without_case_or_accents(f"{self.nom_complet}|{self.commune or ''}", "NFKD")


_CAPITALS = re.compile(r"^[^\W\d_a-zà-öø-ÿœ]+(?:[-'’][^\W\d_a-zà-öø-ÿœ]+)*$")
_PARTICLES = {"de", "du", "des", "d'", "d’", "la", "le", "van", "von", "der", "di", "da", "dos", "el", "ben"}


_COMMUNE = re.compile(r"^(?P<before>[^,()]+?)\s*\((?P<commune>[^()]+)\)(?P<after>\s*(?:,.*)?)$", re.DOTALL)


def parse_membre(text: str) -> dict[str, str]:
    """Read « Monsieur Paul NOIR (Héricourt), vice-président » into the fields of a member.

    Raises:
        ValueError: no honorific, or no name in capitals.

    >>> parse_membre("M. Paul NOIR (Héricourt), délégué")
    {'civilite': 'Monsieur', 'nom': 'NOIR', 'prenom': 'Paul', 'qualite': 'délégué', 'commune': 'Héricourt'}
    """
    match = _COMMUNE.match(text)
    if match is None:
        return parse_personne(text)
    return {**parse_personne(match["before"] + match["after"]), "commune": match["commune"].strip()}


def _how_to_write(words: Sequence[str]) -> str:
    """Say what is missing in a name: the honorific, or the capitals of the surname."""
    if words and words[0].casefold() not in _HONORIFICS:
        return (
            "« Monsieur » ou « Madame » attendu d'abord ; écrire par exemple « Monsieur François REBSAMEN »"
        )
    if len(words) > 2:
        name = " ".join((*words[:2], *(word.upper() for word in words[2:])))
        return f"nom en capitales attendu ; écrire par exemple « {name} »"
    return "écrire par exemple « Monsieur François REBSAMEN »"


def parse_personne(text: str) -> dict[str, str]:
    """Read « Monsieur François REBSAMEN, Président » into the fields of a person.

    The name begins at the first word in capitals, or at the lower-case particle just before it.

    Raises:
        ValueError: no honorific, or no name in capitals.

    >>> parse_personne("M. Jacques CARRELET DE LOISY")
    {'civilite': 'Monsieur', 'nom': 'CARRELET DE LOISY', 'prenom': 'Jacques'}
    >>> parse_personne("Madame Anne de BOISGELIN, 2e adjointe")["nom"]
    'de BOISGELIN'
    """
    identity, _, capacity = text.partition(",")
    words = identity.replace("\u00a0", " ").split()
    honorific = _HONORIFICS.get(words[0].casefold()) if words else None
    start = _start_of_surname(words)
    if honorific is None or not start:
        raise ValueError(f"« {text} » : {_how_to_write(words)}")
    end = _end_of_surname(words, start)
    said = {"prenom": " ".join(words[1:start] or words[end:]), "qualite": capacity.strip()}
    name = {"civilite": honorific.value, "nom": " ".join(words[start:end])}
    return name | {field: text for field, text in said.items() if text}


def _start_of_surname(words: Sequence[str]) -> int:
    """Return the rank of the first word of the surname, its particles included; 0 when there is none."""
    start = next((i for i, word in enumerate(words[1:], 1) if len(word) > 1 and _CAPITALS.match(word)), 0)
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return start


def _end_of_surname(words: Sequence[str], start: int) -> int:
    """Return where the surname ends: at the first name after it (« M. DUPONT Jean »), or at the end."""
    end = len(words)
    if start > 1:
        return end  # the first name came before
    while end > start + 1 and not _CAPITALS.match(words[end - 1]) and words[end - 1][:1].isupper():
        end -= 1
    return end


def fold_name(text: str) -> str:
    """Return a name for comparison only: no case, accents, honorific or double spaces.

    >>> fold_name("Mme Céline  TONOT") == fold_name("madame céline tonot")
    True
    """
    words = text.split(",")[0].replace("\u00a0", " ").split()
    if words and words[0].casefold() in _HONORIFICS:
        words = [_HONORIFICS[words[0].casefold()].value, *words[1:]]
    return without_case_or_accents(" ".join(words).replace("’", "'"))


def _ambiguous(text: str, membres: Sequence[Membre]) -> str:
    """Say which members ``text`` names, written so that each is told from the others."""
    names = [membre.nom_complet for membre in membres]
    if len({membre.cle for membre in membres}) < len(membres):
        advice = "écrits de même dans la liste ; les y distinguer par un second prénom ou par la commune"
    elif len(set(names)) < len(names):
        names = [f"{m.nom_complet} ({m.commune})" if m.commune else m.nom_complet for m in membres]
        advice = "ajouter la commune entre parenthèses"
    else:
        advice = "ajouter le prénom"
    return f"« {text} » désigne plusieurs membres : {', '.join(names)} ; {advice}"


def _ways_to_name(membre: Membre) -> Iterator[str]:
    """Yield the ways to write a name: « Madame Anne ROY », « Madame ROY Anne », « Madame ROY », « ROY »…"""
    yield from (membre.nom_complet, membre.nom_court, membre.nom_sans_civilite, membre.nom)
    if membre.prenom:
        yield from (f"{membre.nom_court} {membre.prenom}", f"{membre.nom} {membre.prenom}")


_NEARLY = 0.85
"""How alike a text and a name must be for the text to be a name badly typed."""


class Annuaire:
    """The members of one assembly, found by any way of writing their name that names one person only."""

    def __init__(self, membres: tuple[Membre, ...]) -> None:
        self.membres = membres
        self._by_name: dict[str, set[int]] = {}
        for rank, membre in enumerate(membres):
            for name in _ways_to_name(membre):
                self._by_name.setdefault(fold_name(name), set()).add(rank)
                if membre.commune:
                    self._by_name.setdefault(fold_name(f"{name} ({membre.commune})"), set()).add(rank)

    def knows(self, text: str) -> bool:
        """Tell whether ``text`` names one member, and one only."""
        return len(self._by_name.get(fold_name(text), ())) == 1

    def nearly(self, text: str) -> bool:
        """Tell whether ``text`` looks like the name of a member, or names several."""
        import difflib

        return bool(difflib.get_close_matches(fold_name(text), self._by_name, n=1, cutoff=_NEARLY))

    def find(self, text: str) -> Membre:
        """Return the member named ``text``.

        Raises:
            ValueError: nobody, or several people, bear that name; the closest name is proposed.
        """
        ranks = self._by_name.get(fold_name(text), set())
        if len(ranks) == 1:
            return self.membres[next(iter(ranks))]
        if ranks:
            raise ValueError(_ambiguous(text, [self.membres[rank] for rank in sorted(ranks)]))
        near = self._by_name.get(closest(fold_name(text), self._by_name), set())
        names = " ou ".join(f"« {self.membres[rank].nom_complet} »" for rank in sorted(near))
        hint = f" ; vouliez-vous dire {names} ?" if near else ""
        raise ValueError(f"« {text} » n'est pas dans la liste des membres{hint}")


def _read_membre(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, str):
        return value
    context = info.context if isinstance(info.context, dict) else {}
    annuaire = context.get("annuaire")
    if isinstance(annuaire, Annuaire):
        return annuaire.find(value)
    return parse_membre(value) if context.get("texte") else value


MembreLu = Annotated[Membre, BeforeValidator(_read_membre)]
"""A member; in a file, the name of one of the members of the assembly."""


def _read_candidat(value: object, info: ValidationInfo) -> object:
    """Return the whole name of a member; what has an honorific, a list, or anyone else, as it was written."""
    annuaire = (info.context or {}).get("annuaire")
    if not isinstance(value, str) or not isinstance(annuaire, Annuaire) or not annuaire.knows(value):
        return value
    if value.replace("\u00a0", " ").split()[0].casefold() in _HONORIFICS:
        return value
    whole = annuaire.find(value).nom_complet
    return whole if annuaire.knows(whole) else value


NomLu = Annotated[Ligne, BeforeValidator(_read_candidat)]
"""Name of a candidate; in a file, any way of naming a member is printed as his whole name."""


class Rapporteur(Record):
    """Who reports on an item: a member, or anyone. In a file, his name is enough."""

    membre: MembreLu | None = None
    """Membre de l'assemblée."""
    texte: Ligne | None = None
    """Quelqu'un d'autre, tel qu'il s'imprime : « Maître Luc PRAT, avocat »."""

    @model_validator(mode="before")
    @classmethod
    def _by_name(cls, data: object, info: ValidationInfo) -> object:
        """Read a name: that of a member, or a text that is not nearly one."""
        if not isinstance(data, str):
            return {"membre": data} if isinstance(data, Membre) else data
        annuaire = (info.context or {}).get("annuaire")
        known = isinstance(annuaire, Annuaire) and (annuaire.knows(data) or annuaire.nearly(data))
        return {"membre": data} if known else {"texte": data}

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if (self.membre is None) is (self.texte is None):
            raise ValueError("nom d'un membre attendu, ou texte libre : l'un des deux")
        return self

    @property
    def libelle(self) -> str:
        """« Madame Anne ROY », or the text."""
        return self.texte or (self.membre.nom_complet if self.membre else "")

    @property
    def genre(self) -> Genre:
        """Gender, for agreement; a text says it by « Madame »."""
        if self.membre is not None:
            return self.membre.genre
        return "f" if self.libelle.startswith(("Madame", "Mme")) else "m"


def _read_personne(value: object, info: ValidationInfo) -> object:
    if isinstance(value, str) and isinstance(info.context, dict) and info.context.get("texte"):
        return parse_personne(value)
    return value


PersonneLue = Annotated[Personne, BeforeValidator(_read_personne)]
"""A person; in a file, « Monsieur François REBSAMEN, Président » is enough."""
