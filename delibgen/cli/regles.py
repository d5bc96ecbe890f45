"""``python -m delibgen.cli.regles > docs/regles.md``: the table of the rules, in French."""

import sys
from collections.abc import Iterator

from delibgen.actes import papiers  # noqa: F401  (its kinds of act bring their rules)
from delibgen.model.acte import Acte
from delibgen.rules import RULES, Rule

_HEAD = """# Les règles

Table faite par `python -m delibgen.cli.regles > docs/regles.md` ; ne pas la modifier à la main. Un acte est
vérifié par les règles en vigueur le jour de sa séance ou de sa signature : un acte de 2021 l'est par celles
de 2021.

Une règle **bloquante** arrête tout ; une **alerte** cite l'article et laisse décider ; une **information**
signale. La configuration de l'assemblée change la sévérité d'une règle (`regles: {DG312: alerte}`) ou
l'ignore avec sa raison (`regles: {DG312: {severite: ignoree, motif: …}}`) ; le constat le dit alors. Ses
propres règles s'écrivent sous `reglement:` : voir le [guide de la séance](guide-seance.md).

La dernière colonne dit ce qui, dans une règle, est écrit de mémoire et n'a pas été lu dans le texte : c'est à
vérifier sur Légifrance, et une telle règle n'est jamais bloquante. En Nouvelle-Calédonie, où les communes ont
leur propre code, seules les règles de toutes les assemblées valent, et le quorum n'y est qu'une alerte.

| code | règle | article | période | assemblées | sévérité | à faire | à vérifier |
|---|---|---|---|---|---|---|---|
"""


def every_rule() -> tuple[Rule, ...]:
    """Return the rules of the law, and those that the papers of a sitting carry themselves, by code."""
    kinds = (kind for kind in Acte.kinds().values() if kind.__module__.startswith("delibgen."))
    own = {law for kind in kinds for law in kind.rules if isinstance(law, Rule)}
    return tuple(sorted({*RULES, *own}, key=lambda law: law.code))


def _cells(law: Rule) -> Iterator[str]:
    yield from (law.code, law.title, law.article, law.periode, str(law.portee), law.severity.value, law.todo)
    yield law.de_memoire


def page() -> str:
    """Return the page of all the rules, in Markdown."""
    rows = (" | ".join(cell.replace("|", "\\|") for cell in _cells(law)) for law in every_rule())
    return _HEAD + "".join(f"| {row} |\n" for row in rows)


if __name__ == "__main__":
    sys.stdout.buffer.write(page().encode())  # a console may have another encoding
