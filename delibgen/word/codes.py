"""The stable codes of the Word engine: one code, one short French title.

1xx: the template itself; 4xx: one render; 5xx: writing the file. A code never changes its meaning.
"""

import re

from delibgen.errors import Finding, Place, Severity, TemplateError
from delibgen.light import replace

TITLES: dict[str, str] = {
    # the package
    "DG101": "Fichier illisible",
    "DG102": "Ce n'est pas un document Word (.docx)",
    "DG103": "Document protégé ou à l'ancien format",
    "DG104": "Document abîmé",
    "DG105": "Document trop lourd",
    "DG106": "Noms d'éléments refusés dans le document",
    "DG107": "Format voisin de .docx",
    "DG108": "Partie manquante",
    "DG109": "XML refusé",
    "DG110": "Lien vers un fichier extérieur",
    "DG111": "Champ Word dangereux",
    "DG112": "Suivi des modifications",
    "DG113": "Contrôle de contenu lié à des données",
    "DG114": "Contenu étranger incorporé",
    # the tags in the text
    "DG120": "Balise incomplète",
    "DG121": "Accolades mal tapées",
    "DG122": "Balise coupée",
    "DG123": "Caractère refusé dans une balise",
    "DG124": "Balise à un endroit qui n'est pas imprimé",
    "DG125": "Texte perdu autour d'une balise de paragraphe",
    "DG126": "Texte perdu autour d'une balise de ligne ou de cellule",
    "DG127": "Plusieurs balises de paragraphe ensemble",
    "DG128": "Forme de balise non prise en charge",
    "DG129": "Accolades simples",
    # blocks and structure
    "DG130": "Bloc mal fermé",
    "DG131": "Bloc à cheval sur deux endroits",
    "DG132": "Champ ou signet coupé par un bloc",
    "DG134": "Appel de note dans une boucle",
    "DG135": "Blocs trop imbriqués",
    # the language
    "DG140": "Balise mal écrite",
    "DG141": "Mot de commande inconnu",
    "DG142": "Nom mal formé",
    "DG143": "Construction interdite",
    "DG144": "Filtre inconnu",
    "DG145": "Test inconnu",
    "DG147": "Arguments d'un filtre ou d'un test",
    "DG146": "Variable modifiée dans une boucle",
    "DG150": "Document Word introuvable pour une sorte d'acte",
    # the template against the type of its data
    "DG151": "Nom absent des données",
    "DG152": "Champ absent des données",
    "DG153": "Champ facultatif sans condition",
    "DG154": "Valeur qui ne s'imprime pas telle quelle",
    "DG155": "Filtre appliqué à une autre sorte de valeur",
    "DG156": "Argument d'un filtre d'une autre sorte",
    "DG157": "Boucle sur autre chose qu'une liste, par son type",
    "DG158": "Nombre de noms d'une boucle",
    "DG159": "Comparaison impossible ou toujours fausse",
    "DG160": "Comparaison avec un texte libre",
    "DG161": "Texte mis en forme à un mauvais endroit du document Word",
    "DG162": "Élément d'une liste qui peut être vide",
    "DG163": "Condition qui ne change rien",
    "DG164": "Nom déjà pris par un champ",
    "DG165": "Nom donné et jamais employé",
    "DG166": "Phrase qui commencerait en minuscule",
    "DG167": "Bloc vide",
    "DG168": "Valeur employée là où elle est vide",
    "DG169": "Rang devant un mot, sans « er » ni « e »",
    # what Word did to the tags, and heals
    "DG170": "Balise répartie par Word sur plusieurs morceaux",
    "DG171": "Caractères de Word réparés dans une balise",
    "DG172": "Type de données sans champs",
    "DG173": "Cellule qui peut se retrouver vide",
    "DG174": "Balise que Word ne montre pas",
    "DG175": "Renvoi de Word à un signet qu'un bloc peut ôter",
    "DG176": "Image d'un bloc, gardée dans le fichier",
    "DG177": "Champ de publipostage resté dans le document",
    "DG178": "Saut de page qui disparaît avec sa balise",
    "DG179": "Zone de texte dont les deux copies diffèrent",
    # the template against what it must say
    "DG180": "Mention imprimée nulle part",
    "DG181": "Mention imprimée dans certains cas seulement",
    "DG182": "Mention que la présentation peut ôter",
    "DG183": "Document Word dont la sorte d'acte n'est pas dite",
    "DG185": "Branche jamais prise",
    "DG187": "Document d'une autre sorte d'acte",
    "DG186": "Nom donné, jamais lu",
    "DG188": "Conditions trop mêlées pour être suivies",
    "DG189": "Nom entre guillemets",
    # pieces
    "DG190": "Pièce introuvable",
    "DG191": "Pièce qui se contient elle-même",
    "DG192": "Contenu d'une pièce qui ne se reprend pas",
    "DG193": "Style d'une pièce défini autrement",
    # one render
    "DG401": "Nom inconnu",
    "DG402": "Champ inconnu",
    "DG403": "Valeur non imprimable",
    "DG404": "Caractère refusé dans une valeur",
    "DG405": "Valeur ou document trop long",
    "DG406": "Filtre en échec",
    "DG407": "Boucle sur autre chose qu'une liste",
    "DG408": "Cellule vide",
    "DG409": "Texte mis en forme à un mauvais endroit",
    "DG410": "Style absent du document Word",
    "DG411": "Image refusée",
    "DG412": "Calcul impossible dans une balise",
    "DG413": "Colonnes inégales ou trop nombreuses",
    "DG414": "Cellules réunies de textes différents",
    "DG415": "Mise en forme de cellule refusée",
    "DG416": "Renvoi à un endroit inconnu",
    "DG417": "Renvoi qui désigne plusieurs endroits",
    "DG418": "Numéros de page du sommaire",
    "DG419": "Texte vide imprimé",
    "DG420": "Caractère perdu avant le rendu",
    # a finished document
    "DG540": "Structure abîmée",
    "DG541": "Balise restée dans le document",
    "DG542": "Champ ou signet non fermé",
    "DG543": "Identifiant en double",
    "DG544": "Renvoi qui ne mène à rien",
    # files
    "DG501": "Fichier impossible à écrire",
}


_LONG = re.compile(r"(?<=« )[^«»]{161,}(?= »)")
_MOST = 800
"""Characters of a message; those of delibgen have half of it, long lists included."""
MOST_FAULTS = 200
"""Number of faults after which nothing more is looked for."""


def brief(text: str, most: int = 160) -> str:
    """Return a text as a message quotes it: cut in its middle when it is long.

    >>> brief("{{ " + "a" * 500 + " }}", 20)
    '{{ aaaaaaaaa … aaa }}'
    """
    tail = most // 3
    return text if len(text) <= most else f"{text[: most - tail - 2]} … {text[-tail:]}"


def shortened(message: str) -> str:
    """Return a message whose quotations are cut: a name, or a tag, may have thousands of characters."""
    return brief(_LONG.sub(lambda m: brief(m[0]), message), _MOST)


def fault(code: str, message: str, place: Place | None = None, suggestion: str = "") -> Finding:
    """Return a blocking finding; ``code`` must be in ``TITLES``."""
    assert code in TITLES, code  # noqa: S101
    text, advice = shortened(message), shortened(suggestion)
    return Finding(code=code, message=text, place=place or Place(), suggestion=advice)


def warning(code: str, message: str, place: Place, suggestion: str = "") -> Finding:
    """Return a finding that does not stop the template."""
    return replace(fault(code, message, place, suggestion), severity=Severity.ALERTE)


def note(code: str, message: str, place: Place, suggestion: str = "") -> Finding:
    """Return a finding that is good to know."""
    return replace(fault(code, message, place, suggestion), severity=Severity.INFORMATION)


def refusal(code: str, message: str, suggestion: str = "", part: str = "") -> TemplateError:
    """Return the exception for a fault after which nothing more can be read."""
    return TemplateError(fault(code, message, Place(part=part), suggestion))
