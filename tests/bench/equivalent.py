"""The bench's docxtpl template, word for word, with the fields of a typed deliberation in its tags.

The comparison of a typed act with raw docxtpl is then made on the same document: same layout, same images,
same blocks. Only what the tags say changes: records, French dates and Markdown instead of ready-made texts.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

MEMBER = "{{% if {0} %}}{{{{ {0}.nom_complet }}}}{{% endif %}}"
PROXY = (
    "{% if ligne.pouvoir %}{{ ligne.pouvoir.mandant.nom_complet }} pouvoir à"
    " {{ ligne.pouvoir.mandataire.nom_complet }}{% endif %}"
)
SECRETARY = "{% for m in secretaires %}{{ m.nom_court }}{% endfor %}"
NOTHING = ("{%p if not expose %}", "{{ objet }}", "{%p endif %}")
BODY = (
    "{{ assemblee.intitule }}",
    "{{ seance.date | date_complete }}",
    "{{ president.nom_court }}",
    SECRETARY,
    "{% if seance.convocation %}{{ seance.convocation.date | date_longue }}{% endif %}",
    "{{ assemblee.effectif_legal }}",
    "{{ presence.nombre_presents_votants }}",
    "{{ presence.en_exercice }}",
    "{{ presence.nombre_pouvoirs }}",
    "{%tr for a, b, c in presence.presents | colonnes(3) %}",
    *(MEMBER.format(name) for name in "abc"),
    "{%tr endfor %}",
    "{%tr for ligne in presence.lignes_absents %}",
    MEMBER.format("ligne.sans_pouvoir"),
    PROXY,
    "{%tr endfor %}",
    "{{ rubrique }}",
    "{{ objet }}",
    *("{%p for x in visas %}", "Vu {{ x }} ;", "{%p endfor %}"),
    *("{%p for x in considerants %}", "Considérant {{ x }} ;", "{%p endfor %}"),
    *("{%p if expose %}", "{{p expose | markdown }}", "{%p endif %}"),
    *NOTHING,
    *NOTHING,
    *("{%p for x in dispositif.lignes %}", "{{ x.verbe }}", "{{ x.texte }}", "{%p endfor %}"),
    "{{ scrutin.pour }}",
    "{{ scrutin.abstentions }}",
    "{{ scrutin.contre }}",
    "{{ presence.nombre_non_votants }}",
    "{{ presence.nombre_pouvoirs }}",
    SECRETARY,
    "{{ president.nom_court }}",
    *("{{ publicite.transmission | date_longue }}", "{{ publicite.publication | date_longue }}"),
)
"""The tags of the body, in the order of docxtpl's."""

PARTS = {
    "word/document.xml": BODY,
    "word/header1.xml": ("{{ assemblee.intitule }}",),
    "word/footer1.xml": ("{{ numero }}",),
}
_TAG = re.compile(r"\{[{%].*?[}%]\}")


def typed_template(path: Path) -> bytes:
    """Return the template of the bench with typed tags."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename in PARTS:
                data = _retag(data.decode("utf-8"), iter(PARTS[info.filename])).encode("utf-8")
            target.writestr(info, data)
    return out.getvalue()


def _retag(text: str, tags: Iterator[str]) -> str:
    changed = _TAG.sub(lambda _: next(tags), text)
    assert next(tags, None) is None, "the bench's template has fewer tags than expected"
    return changed
