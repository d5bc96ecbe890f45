"""Départements, overseas collectivités and their administrative courts.

Sources: INSEE, Code officiel géographique (``data/departements.json``); code de justice administrative,
R221-1 and R221-3 (``data/tribunaux.json``). Codes are text: « 01 », « 2A », « 974 »; « 975 », « 977 »,
« 978 », « 984 », « 986 », « 987 », « 988 » overseas.
"""

from delibgen.french._data import records
from delibgen.french._refuse import find
from delibgen.french.contraction import de


def departement(code: str) -> str:
    """Return the name of a département.

    Raises:
        FrenchError: unknown code; the message proposes the closest one.

    >>> departement("21"), departement("2A")
    ("Côte-d'Or", 'Corse-du-Sud')
    """
    return find(records("departements"), code, "code de département")["nom"]


def de_departement(code: str, *, capitales: bool = False) -> str:
    """Return the name of a département after « de ».

    >>> de_departement("21"), de_departement("974"), de_departement("01")
    ("de la Côte-d'Or", 'de La Réunion', "de l'Ain")
    """
    record = find(records("departements"), code, "code de département")
    return de(record["nom"], record["liaison"], capitales=capitales)


def tribunal(code: str) -> str:
    """Return the administrative court of a département.

    >>> tribunal("83"), tribunal("974")
    ('tribunal administratif de Toulon', 'tribunal administratif de La Réunion')
    """
    return f"tribunal administratif {find(records('tribunaux'), code, 'code de département')['nom']}"


def ville_tribunal(code: str) -> str:
    """Return the town where the administrative court of a département sits.

    >>> ville_tribunal("988")
    'Nouméa'
    """
    return find(records("tribunaux"), code, "code de département")["ville"]
