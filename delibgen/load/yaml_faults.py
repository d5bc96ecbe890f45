"""What the YAML parser complains of, in French, with what to do."""

import re

import yaml

from delibgen.errors import Finding
from delibgen.load.nodes import Mark, Source

_INDENT = "vérifier l'alignement : les champs d'un même groupe commencent dans la même colonne"
_QUOTE = "mettre le texte entre guillemets, ou vérifier l'alignement"

_MESSAGES = {
    "found a tab character": ("tabulation dans l'alignement", "aligner avec des espaces"),
    "mapping values are not allowed": ("« : » inattendu", _QUOTE),
    "block sequence entries are not allowed": ("« - » inattendu", "aller à la ligne avant la liste"),
    "did not find expected key": ("nom de champ attendu", _INDENT),
    "did not find expected '-' indicator": ("« - » attendu", _INDENT),
    "did not find expected ',' or ']'": ("« , » ou « ] » attendu", "fermer la liste par « ] »"),
    "did not find expected ',' or '}'": ("« , » ou « } » attendu", "fermer le groupe par « } »"),
    "did not find expected node content": ("valeur attendue", "mettre le texte entre guillemets"),
    "could not find expected ':'": ("« : » attendu après le nom du champ", _INDENT),
    "found unexpected end of stream": ("guillemets ouverts et jamais fermés", "fermer les guillemets"),
    "found unexpected document indicator": ("« --- » à l'intérieur d'un texte", "fermer les guillemets"),
    "found unknown escape character": ("« \\ » inconnu entre guillemets doubles", "écrire « \\\\ »"),
    "found invalid Unicode character escape": ("code de caractère impossible", "taper le caractère lui-même"),
    "did not find expected hexdecimal": ("code de caractère incomplet", "taper le caractère lui-même"),
    "incompatible YAML document": ("version de YAML inconnue", "ôter la ligne « %YAML »"),
    "undefined tag handle": ("étiquette inconnue", "mettre le texte entre guillemets"),
    "did not find expected <document start>": ("texte inattendu", _INDENT),
    "did not find expected comment or line break": (
        "texte inattendu après « | » ou « > »",
        "aller à la ligne",
    ),
}


def translate(fault: yaml.YAMLError, source: Source) -> Finding:
    """Return the fault of a YAML text as a finding, at the line that shows it best."""
    problem = str(getattr(fault, "problem", None) or fault)
    mark = _mark(fault, problem, source)
    if "maximum nesting depth" in problem:  # libyaml has a limit of its own
        return Finding(code="DG210", message="fichier refusé : trop de niveaux imbriqués", place=mark.place())
    hard = _no_break_space(source, mark)
    if hard is not None:
        message, todo = "espace insécable", "la remplacer par une espace ordinaire"
    else:
        message, todo = _said(problem, source, mark)
    return Finding(code="DG206", message=message, place=(hard or mark).place(), suggestion=todo)


def _mark(fault: yaml.YAMLError, problem: str, source: Source) -> Mark:
    """Return the place of a fault; the end of the file says nothing: the quote that was opened does."""
    names = ("context_mark", "problem_mark") if "end of stream" in problem else ("problem_mark",)
    mark = next(filter(None, (getattr(fault, name, None) for name in names)), None)
    return Mark(source, mark.line + 1, mark.column + 1) if mark else Mark(source)


def _said(problem: str, source: Source, place: Mark) -> tuple[str, str]:
    """Return what is wrong and what to do, from what PyYAML says of it."""
    if "cannot start any token" in problem:
        return _bad_start(source, place)
    if "did not find expected" in problem and _after_quote(source, place):
        return "texte inattendu après les guillemets", "doubler l'apostrophe : '' ; ou écrire \"…\""
    found = (said for key, said in _MESSAGES.items() if key in problem)
    return next(found, (f"écriture incorrecte ({problem.splitlines()[0]})", _INDENT))


_HARD_SPACE = re.compile("^ *(?:- )?[\\w'’.]+:(?=[\u00a0\u202f])")


def _no_break_space(source: Source, mark: Mark) -> Mark | None:
    """Return the place of a no-break space that YAML takes for a letter, on the faulty line or just above."""
    for line in range(mark.line, max(0, mark.line - 2), -1):
        text = source.lines[line - 1] if line <= len(source.lines) else ""
        if match := _HARD_SPACE.match(text):
            return Mark(source, line, match.end() + 1)
    return None


def _bad_start(source: Source, mark: Mark) -> tuple[str, str]:
    line = source.lines[mark.line - 1] if mark.line <= len(source.lines) else ""
    char = line[mark.column - 1 : mark.column]
    if char == "\t":
        return _MESSAGES["found a tab character"]
    return f"un texte ne peut pas commencer par « {char} »", "mettre le texte entre guillemets"


def _after_quote(source: Source, mark: Mark) -> bool:
    """Tell whether a quote has just been closed: « 'l'eau' »."""
    line = source.lines[mark.line - 1] if mark.line <= len(source.lines) else ""
    return line[: mark.column - 1].rstrip().endswith(("'", '"'))
