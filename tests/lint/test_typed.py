"""Typed faults: one wrong template for each, and right templates that say nothing."""

import pytest

from delibgen import Severity, Template, lint
from tests.lint.cases import Lettre
from tests.word.build import docx, p, table

RIGHT = """
{{ objet }} {{ nombre }} {{ sens }} {{ etat }} {{ libre }} {{ libre.x.y }}
{{ envoyee | date_longue }} {{ envoyee.year }} {{ heure | heure }} {{ cout | euros(centimes=urgente) }}
{{ auteur.nom_complet }} {{ auteur.age }} {{ adresse.ville }} {{ adresse["rue"] }}
{% if recue %}{{ recue | date_longue }}{% endif %}
{% if recue is none %}jamais{% else %}{{ recue | date_longue }}{% endif %}
{% if recue is not none and recue.year > 2000 %}{{ recue | mois }}{% endif %}
{% if not recue %}jamais{% elif urgente %}{{ recue | date_longue }}{% endif %}
{% if relecteur and relecteur.prenom %}{{ relecteur.prenom }}{% endif %}
{% if urgente or not relecteur %}x{% else %}{{ relecteur.nom }}{% endif %}
{% if relecteur is none or relecteur.nom == objet %}x{% endif %}
{{ relecteur.nom if relecteur else "personne" }}
{% for c in copies %}{{ loop.index }} {{ c.nom }}{% if not loop.last %}, {% endif %}{% endfor %}
{% for c in copies if c.prenom %}{{ c.prenom }}{% else %}aucune{% endfor %}
{% for mot in mots %}{{ mot }}{% endfor %}
{% if notes %}{{ notes | liste }}{% endif %}
{% if notes %}{% for n in notes %}{{ n }}{% endfor %}{% endif %}
{% for annee, montant in prix %}{{ annee }} {{ montant | euros }}{% endfor %}
{% for un in prix %}{{ un.montant | euros }}{% endfor %}
{% for mot, rang in paires %}{{ mot }} {{ rang | ordinal }}{% endfor %}
{% for a, b in copies | colonnes(2) %}{% if a %}{{ a.nom }}{% endif %}{{ b.nom if b else "" }}{% endfor %}
{% if mots | length > 1 %}{{ mots | first }}{% endif %}
{% if etat == "parti" %}x{% elif etat == "pret" %}y{% endif %}
{% if sens in ("aller", "retour") %}x{% endif %}
{% if auteur in copies %}x{% endif %}
{% set nom = auteur.nom %}{{ nom }}
{% if urgente %}{% set mot = "vite" %}{% else %}{% set mot = objet %}{% endif %}{{ mot }}
Et {{ formule }}, {{ formule }} !
{{ formule }}
{{ formule | capitale }}, tout est dit.
{{ copies | length }} {{ nombre | compte("copie") }} {% if nombre is pluriel %}s{% endif %}
{% set ok = recue is not none %}{% if ok %}{{ recue | date_longue }}{% endif %}
{% set lu = relecteur and relecteur.prenom %}{% if lu %}{{ relecteur.prenom }}{% endif %}
{% set jamais = not recue %}{% if not jamais and urgente %}{{ recue | date_longue }}{% endif %}
{% set q = recue %}{% if q %}{{ recue | date_longue }} {{ q | date_longue }}{% endif %}
{% set q = recue %}{% if recue %}{{ q | date_longue }}{% endif %}
{% set a = recue is none %}{% set b = not a %}{% if b %}{{ recue | date_longue }}{% endif %}
{% for c in copies %}{% set connu = c.prenom is not none %}{% if connu %}{{ c.prenom }}{% endif %}{% endfor %}
{% if recue %}{% set d = recue %}{% endif %}et {% if recue %}{{ d | date_longue }}{% endif %}
{% if recue %}{% set e = recue %}{% endif %}et {% if recue and urgente %}{{ e | date_longue }}{% endif %}
{% if recue %}{% set f = 1 %}{% endif %}et {% if not recue %}x{% else %}{{ f }}{% endif %}
{% if etat == "parti" %}{% set g = objet %}{% endif %}et {% if etat == "parti" %}{{ g }}{% endif %}
{% if recue %}{% set h=1 %}{% else %}{% set k=2 %}{% endif %}{% if recue %}{{ h }}{% else %}{{k}}{% endif %}
{% if urgente == true %}x{% endif %}{% if mots == [] %}rien{% endif %}
{% if mots | length > 1 %}{{ mots[1] }}{% endif %}{% if mots | count == 3 %}{{ mots[2] }}{% endif %}
{% if mots | length == 0 %}rien{% else %}{{ mots[0] }}{% endif %}
{% if not mots | nombre_de < 2 %}{{ mots[1] }}{% endif %}
{{ mots[0] if mots | length >= 1 else "rien" }}
{% if notes and notes | length != 0 %}{{ notes | first }}{% endif %}
{# une note #}
[[ autre chose ]] ((voir plus haut)) <<non>> [[ obj ]]
"""

WRONG = [
    ("{{ objte }}", "DG151", "« objet »"),
    ("{{ nom_complet }}", "DG151", "« auteur.nom_complet »"),
    ("{% for c in copies %}{{ c.nmo }}{% endfor %}", "DG152", "« nom »"),
    ("{% for c in copies %}{{ c.nom }}{% endfor %}{{ c.nom }}", "DG151", ""),
    ("{{ auteur.adresse }}", "DG152", "champs :"),
    ("{{ objet.nom }}", "DG152", "retirez"),
    ("{{ copies.nom }}", "DG152", "{% for x in … %}"),
    ("{{ adresse.vile }}", "DG152", "« ville »"),
    ("{{ recue | date_longue }}", "DG153", "{% if recue %}"),
    ("{{ relecteur.nom }}", "DG153", "{% if relecteur %}"),
    ("{{ (auteur.prenom if urgente else objet) }}", "DG153", "{% if … %}"),
    ("{% if urgente %}{{ auteur.prenom }}{% endif %}", "DG153", "{% if auteur.prenom %}"),
    ("{% if relecteur %}x{% endif %}{{ relecteur.nom }}", "DG153", ""),
    ("{% if relecteur or urgente %}{{ relecteur.nom }}{% endif %}", "DG153", ""),
    ("{% for n in notes %}{{ n }}{% endfor %}", "DG153", "{% if notes %}"),
    ("{% for c in copies %}{{ c.prenom }}{% endfor %}", "DG153", ""),
    ("{% if urgente %}{% set m = objet %}{% endif %}{{ m }}", "DG153", ""),
    ("{% if urgente %}{% set m = 1 %}{% endif %}{% if recue %}{{ m }}{% endif %}", "DG153", "{% if m %}"),
    ("{% if urgente %}{% set m = 1 %}{% endif %}{% if urgente or recue %}{{ m }}{% endif %}", "DG153", ""),
    ("{% if urgente %}{% set m = 1 %}{% endif %}{% if not urgente %}{{ m }}{% endif %}", "DG153", ""),
    (
        "{% for c in copies %}{% if c.prenom %}{% set m = 1 %}{% endif %}"
        "{% for c in copies %}{% if c.prenom %}{{ m }}{% endif %}{% endfor %}{% endfor %}", "DG153", "",
    ),
    ("{{ envoyee }}", "DG154", "| date_longue"),
    ("{{ heure }}", "DG154", "| heure"),
    ("{{ cout }}", "DG154", "| euros"),
    ("{{ taux }}", "DG154", "Decimal"),
    ("{{ urgente }}", "DG154", "{% if … %}"),
    ("{{ mots }}", "DG154", "« liste »"),
    ("{{ auteur }}", "DG154", "nom_complet"),
    ("{{ objet | date_longue }}", "DG155", ""),
    ("{{ envoyee | euros }}", "DG155", "date_longue"),
    ("{{ copies | liste }}", "DG155", ""),
    ("{{ objet | ordinal }}", "DG155", ""),
    ("{{ cout | euros(centimes=objet) }}", "DG156", "corrigez"),
    ('{{ "x" | accord(genre="z") }}', "DG156", ""),
    ("{% for c in objet %}{{ c }}{% endfor %}", "DG157", ""),
    ("{% for a, b, c in paires %}{{ a }}{{ b }}{{ c }}{% endfor %}", "DG158", "2 noms"),
    ("{% for a, b in copies %}{{ a }}{{ b }}{% endfor %}", "DG158", ""),
    ("{% for cle, valeur in adresse %}{{ cle }}{% endfor %}", "DG157", ""),
    ("{% for a, b, c in paires %}{{ a }}{% endfor %}", "DG158", "2 noms"),
    ('{% if etat == "parit" %}x{% endif %}', "DG159", "« parti »"),
    ('{% if sens == "allez" %}x{% endif %}', "DG159", "« aller »"),
    ('{% if sens in ("allez", "retour") %}x{% endif %}', "DG159", "« aller »"),
    ('{% if nombre == "2" %}x{% endif %}', "DG159", ""),
    ('{% if urgente == "oui" %}x{% endif %}', "DG159", ""),
    ("{% if objet == true %}x{% endif %}", "DG159", "même nature"),
    ("{% if mots == objet %}x{% endif %}", "DG159", ""),
    ("{% if objet > 3 %}x{% endif %}", "DG159", "length"),
    ("{% if mots > 1 %}x{% endif %}", "DG159", "length"),
    ("{% if nombre in objet %}x{% endif %}", "DG159", "donnez un texte"),
    ('{% if "x" in relecteur.prenom %}x{% endif %}', "DG153", ""),
    ('{% if "x" in auteur.prenom %}x{% endif %}', "DG153", "auteur.prenom and"),
    ("{% if recue > envoyee %}x{% endif %}", "DG153", ""),
    ('{% if objet == "voirie" %}x{% endif %}', "DG160", ""),
    ("{{ objet | markdown }}", "DG161", "{{p"),
    ("{{p objet }}", "DG161", "markdown"),
    ("{{ mots | first }}", "DG162", "{% if mots %}"),
    ("{% if mots %}{{ mots[2] }}{% endif %}", "DG162", "{% if mots | length > 2 %}"),
    ("{% if mots | length > 1 %}{{ mots[2] }}{% endif %}", "DG162", "{% if mots | length > 2 %}"),
    ("{% if mots | length == 0 %}{{ mots | last }}{% endif %}", "DG162", "{% if mots %}"),
    ("{{ nombre | count }}", "DG155", ""),
    ("{{ true }}", "DG154", ""),
    ("{{ mots | liste(vide=recue) }}", "DG156", ""),
    ("{{ envoyee | periode(recue) }}", "DG156", "{% if recue %}"),
    ("{% if etat %}x{% endif %}", "DG163", "ôtez la condition"),
    ("{% if etat == parti %}x{% endif %}", "DG151", '"parti"'),
    ("{% if etat in (prte, 'parti') %}x{% endif %}", "DG151", '"pret"'),
    ("{% if parti == etat %}x{% endif %}", "DG151", '"parti"'),
    ("{% if sens == 'aller' and sens != 'retour' %}x{% endif %}", "DG163", "ôtez"),
    ("{% if sens == 'aller' %}{% if sens == 'retour' %}x{% endif %}{% endif %}", "DG163", "ôtez"),
    ("{% if etat in 'parti' %}x{% endif %}", "DG159", 'etat == "parti"'),
    ("{% if 'parti' in etat %}x{% endif %}", "DG159", 'etat == "parti"'),
    ("{% if nombre > '2' %}x{% endif %}", "DG159", "sans guillemets : 2"),
    ("{% if nombre == '2' %}x{% endif %}", "DG159", "sans guillemets : 2"),
    ("{% if envoyee > '2024-01-01' %}x{% endif %}", "DG159", "deux dates"),
    ("{% if urgente == 1 %}x{% endif %}", "DG159", "{% if not urgente %}"),
    ("{% if recue == none %}x{% else %}{{ recue | mois }}{% endif %}", "DG143", "is none"),
    ("{% if recue is not None %}{{ recue | mois }}{% endif %}", "DG145", "is none"),
    ("{% if recue is defined %}{{ recue | mois }}{% endif %}", "DG145", "is not none"),
    ("{% if nombre == 2.5 %}x{% endif %}", "DG143", ""),
    ("{% set a, b = auteur.nom, objet %}{{ a }} {{ b }}", "DG143", ""),
    ("{% for x in auteur, mots %}{{ x }}{% endfor %}", "DG157", "« auteur.mots »"),
    ("{{ envoyee.mois }}", "DG152", "« | mois »"),
    ("{{ mots.length }}", "DG152", "« | length »"),
    ("{{ loop.index }}", "DG151", "dans une boucle"),
    ("[[ objet ]]", "DG129", "{{ objet }}"),
    ("(( auteur.nom ))", "DG129", "{{ auteur.nom }}"),
    ("<< mots | liste >>", "DG129", "{{ mots | liste }}"),
    ("{% for m in mots %}{{ m }}[[ m ]]{% endfor %}", "DG129", "{{ m }}"),
    ("[% if urgente %] x [% endif %]", "DG129", "{% if urgente %}"),
    ("{% if auteur %}x{% endif %}", "DG163", ""),
    ("{% if auteur.nom is none %}x{% endif %}", "DG163", ""),
    ("{% set objet = auteur.nom %}{{ objet }}", "DG164", ""),
    ("{% for c in copies %}x{% endfor %}", "DG165", "{{ c }}"),
    ("{% for a, b in copies | colonnes(2) %}{{ a.nom if a else '-' }}{% endfor %}", "DG165", "{{ b }}"),
    ("{{ formule }}, tout est dit.", "DG166", "{{ formule | capitale }}"),
    ("{% for c in copies %}{{ loop.index }} copie {{ c.nom }}{% endfor %}", "DG169", "| ordinal"),
    ("{% if urgente %}{% endif %}", "DG167", ""),
    ("{% set objett = objet %}{{ objet }}", "DG186", "objet"),
    ("{% if not objet %}{{ objet }}{% endif %}", "DG168", "« not »"),
    ("{% if not recue %}{{ recue | date_longue }}{% endif %}", "DG168", ""),
    ("{% if recue %}x{% else %}{{ recue | date_longue }}{% endif %}", "DG168", ""),
]  # fmt: skip


def body(text: str) -> bytes:
    return docx(
        "".join(p(line.replace("&", "&amp;").replace("<", "&lt;")) for line in text.strip().split("\n"))
    )


def test_a_right_template_says_nothing():
    assert lint(body(RIGHT), Lettre) == []


@pytest.mark.parametrize(("text", "code", "advice"), WRONG)
def test_one_fault_is_one_finding(text, code, advice):
    findings = lint(body(f"avant\n{text}\naprès"), Lettre)
    assert {finding.code for finding in findings} == {code}
    assert any(advice in finding.suggestion for finding in findings)
    assert all(finding.place.element == "§2" and finding.place.excerpt for finding in findings)
    assert all(finding.suggestion for finding in findings)


def test_all_faults_come_at_once_with_their_places():
    data = docx(
        p("{{ objte }}")
        + p("{{ objet }")
        + p("{{ envoyee }} {{ mots | majuscule }}")
        + p("{%p if urgente %} reste")
        + p("{%p endif %}")
        + table(("{{ heure }}", "{{ objet | capitale }}"), ("{objet}", "{{ Objet }}")),
        footer=p("{{ recue | date_longue }} {{ « x » }}"),
    )
    found = {(f.place.part, f.place.element, f.code) for f in lint(data, Lettre)}
    assert found == {
        ("corps", "§1", "DG151"),
        ("corps", "§2", "DG120"),
        ("corps", "§3", "DG154"),
        ("corps", "§3", "DG144"),
        ("corps", "§4", "DG125"),
        ("corps", "tableau 1, ligne 1, colonne 1, §1", "DG154"),
        ("corps", "tableau 1, ligne 2, colonne 1, §1", "DG129"),
        ("corps", "tableau 1, ligne 2, colonne 2, §1", "DG142"),
        ("pied de page 1", "§1", "DG153"),
        ("pied de page 1", "§1", "DG123"),
    }


def test_a_loop_that_cannot_be_read_does_not_accuse_its_name():
    data = body("{% for c in copies | filtre_absent( %}\n{{ c.nom }}\n{% endfor %}")
    assert {f.place.element for f in lint(data, Lettre)} <= {"§1", "§3"}


def test_what_word_does_and_heals_is_information():
    split = "<w:p><w:r><w:t>{{ ob</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>jet }}</w:t></w:r></w:p>"
    spaces = p("{{\u00a0objet\u00a0}} {% if sens == “aller” %}x{% endif %}")
    findings = lint(docx(split + spaces), Lettre)
    assert [f.code for f in findings] == ["DG170", "DG171", "DG171"]
    assert {f.severity for f in findings} == {Severity.INFORMATION}


def test_a_compiled_template_brings_its_own_filters(tmp_path):
    def double(n: int) -> int:
        return 2 * n

    path = tmp_path / "lettre.docx"
    path.write_bytes(body("{{ nombre | double }}"))
    assert [f.code for f in lint(path, Lettre)] == ["DG144"]
    assert lint(path, Lettre)[0].place.file == "lettre.docx"
    template = Template(path, filters={"double": double})
    assert lint(template, Lettre) == []
    wrong = Template(body("{{ objet | double }}"), filters={"double": double})
    assert [f.code for f in lint(wrong, Lettre)] == ["DG155"]


def test_what_cannot_be_opened_is_a_finding(tmp_path):
    assert [f.code for f in lint(b"rien", Lettre)] == ["DG102"]
    assert [f.code for f in lint(tmp_path / "absent.docx", Lettre)] == ["DG101"]


def test_a_mapping_whose_keys_are_not_known_accuses_nobody():
    assert lint(body("{{ x.y.z | date_longue }}"), dict) == []


@pytest.mark.parametrize(
    ("target", "reference", "codes"),
    [
        ("{% numero article : Duree %}", "{% renvoi : duree %}", []),
        ("{% numero article : duree %}", "{% renvoi article : duree %}", []),
        ("{% numero article objet %}", "{% renvoi : duree %}", []),
        ("{% numero article : duree %}", "{% renvoi objet %}", []),
        ("{% numero article : duree %}", "{% renvoi : dure %}", ["DG416"]),
        ("{% numero annexe : duree %}", "{% renvoi article : duree %}", ["DG416"]),
        ("{% numero article %}", "{% renvoi : duree %}", ["DG416"]),
    ],
)
def test_a_reference_to_a_typed_name_that_no_number_bears(target, reference, codes):
    findings = lint(docx(p(f"Article {target}") + p(f"voir {reference}")), Lettre)
    assert [finding.code for finding in findings] == codes
    assert all(finding.place.element == "§2" for finding in findings)


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("{%p if urgente %}\n\n{%p endif %}", "information"),
        ("{%p if nombre > 3 %}\n\n{%p endif %}", "information"),
        ("{%p if recue %}\n\n{%p endif %}", "alerte"),
        ("{%p if urgente %}\n{%p endif %}", "alerte"),
        ("{%p for mot in mots %}\n\n{%p endfor %}", "alerte"),
    ],
)
def test_a_blank_line_under_a_yes_or_no_is_a_spacing(text, severity):
    found = {
        f.code: str(f.severity)
        for f in lint(docx("".join(map(p, text.replace(">", "&gt;").split("\n")))), Lettre)
    }
    assert found["DG167"] == severity


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('{% if sens == "aller" %}A{% elif sens != "aller" %}B{% endif %}', {"DG163"}),
        ('{% if sens == "aller" and sens != "retour" %}A{% endif %}', {"DG163"}),
        ('{% if sens != "aller" %}B{% elif sens in ("aller", "retour") %}A{% endif %}', {"DG163"}),
        ('{% if sens == "aller" %}A{% elif sens == "retour" %}B{% endif %}', set()),
        ('{% if sens == "aler" %}A{% endif %}', {"DG159"}),
        ('{% if sens == "aller" %}A{% elif sens == "retou" %}B{% endif %}', {"DG159", "DG185"}),
    ],
)
def test_a_code_that_a_condition_put_aside_is_no_mistyped_code(text, codes):
    assert {finding.code for finding in lint(docx(p(text)), Lettre)} <= codes
    assert bool(lint(docx(p(text)), Lettre)) is bool(codes)
