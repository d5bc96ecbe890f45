"""French spaces and capitals."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from delibgen import french
from delibgen.french import FrenchError

N, F = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("«oui»", "«~oui~»"),
        ("dits « prioritaires » et", "dits «~prioritaires~» et"),
        ("Objet: test", "Objet~: test"),
        ("Objet : test ; suite !", "Objet~: test~; suite~!"),
        ("Vraiment?!", "Vraiment~?!"),
        ("« Quoi ?»", "«~Quoi~?~»"),
        ("12% et 5 %", "12~% et 5~%"),
        ("12 500€ ou 3 M€", "12~500~€ ou 3~M€"),
        ("1 234 567,50 €", "1~234~567,50~€"),
        ("20000 euros", "20000~euros"),
        ("98 340 000 F CFP", "98~340~000~F~CFP"),
        ("n°12, n° BM2024 et nos 12 et 13", "n°~12, n°~BM2024 et nos~12 et 13"),
        ("M. Dupont, Mme Élie, MM. A et B", "M.~Dupont, Mme~Élie, MM.~A et B"),
        ("M. le Maire et Mme la Préfète", "M.~le Maire et Mme~la Préfète"),
        ("Madame Martin et Monsieur le Maire", "Madame~Martin et Monsieur le Maire"),
        ("art. L.5111-1 et article L. 2121-12", "art.~L.~5111-1 et article~L.~2121-12"),
        ("l'article L 5111-1 et l'article 3", "l'article~L~5111-1 et l'article~3"),
        ("le 1er septembre et le 12 août 2024", "le 1er~septembre et le 12~août 2024"),
        ("à 18h30, 9 h 05 et 18h", "à 18~h~30, 9~h~05 et 18~h"),
        ("18 heures 30", "18~heures~30"),
        ("12 500 à 13 000", "12~500 à 13~000"),
    ],
)
def test_spaces_are_set_right(typed: str, text: str) -> None:
    assert french.typographie(typed) == text.replace("~", N)
    assert french.typographie(typed.replace(" ", N)).replace(N, " ") == text.replace("~", " ")


@pytest.mark.parametrize(
    "text",
    [
        "https://exemple.fr/a?b=1;c:2 ok",
        "agent@mairie-exemple.fr",
        "AT&amp;T &lt;b&gt;",
        "18:30",
        "a::b",
        "03 80 50 35 35",
        "2024 300",
        "BM20240912_001",
        "12,5",
        "l'an 2024",
        "5111-1",
        "ligne\n« \n» fin",
        "Les noms propres",
        "J. M. et A. B.",
    ],
)
def test_what_is_no_matter_of_french_spaces_is_left_alone(text: str) -> None:
    assert french.typographie(text) == text


def test_the_narrow_space_and_the_apostrophe_are_options() -> None:
    assert french.typographie("12 500 € !", espace_fine=True) == f"12{F}500{N}€{F}!"
    assert french.typographie("Objet : «a»", espace_fine=True) == f"Objet{N}: «{N}a{N}»"
    assert french.typographie("l'an d'or, 'x'", apostrophe=True) == "l’an d’or, 'x'"


pieces = st.sampled_from([
    *(
        "«",
        "»",
        ";",
        ":",
        "!",
        "?",
        "%",
        "€",
        "n°",
        "M.",
        "Mme",
        "art.",
        "L.",
        "12",
        "500",
        "1er",
        "août",
        "h",
        "30",
    ),
    *(
        " ",
        N,
        F,
        "\u2009",
        "\n",
        "'",
        "a",
        "É",
        "Dupont",
        "https://x.fr",
        "&amp;",
        "F",
        "CFP",
        "(",
        ")",
        "°",
        "article",
    ),
])


@settings(max_examples=400)
@given(
    st.one_of(st.text(min_size=1), st.lists(pieces, min_size=1).map("".join)), st.booleans(), st.booleans()
)
@example("« » «», 1 000 000 000%€;:!?", True, True)
def test_twice_is_once_and_only_spaces_change(text: str, thin: bool, curly: bool) -> None:
    if not text.strip():
        return
    once = french.typographie(text, espace_fine=thin, apostrophe=curly)
    assert french.typographie(once, espace_fine=thin, apostrophe=curly) == once
    spaces = f"[ {N}{F}\u2009]"
    assert re.sub(spaces, "", once).replace("’", "'") == re.sub(spaces, "", text).replace("’", "'")


def test_long_texts_take_no_more_than_their_share() -> None:
    for text in ("1 234 " * 20_000, "« " * 20_000, " " * 40_000 + "x", "12 " * 20_000, "a@" * 20_000):
        assert french.typographie(text)


def test_capitals_keep_their_accents_and_ordinals_their_letters() -> None:
    assert (
        french.majuscules("République française, hôtel de l'Haÿ, cœur")
        == "RÉPUBLIQUE FRANÇAISE, HÔTEL DE L'HAŸ, CŒUR"
    )
    assert french.majuscules("article 1er, 2e adjoint, 1re") == "ARTICLE 1er, 2e ADJOINT, 1re"
    assert french.capitale("état civil") == "État civil"
    assert french.capitale("d'approuver") == "D'approuver"
    assert french.capitale("EL HASSOUNI") == "EL HASSOUNI"
    assert french.capitale("…") == "…"


def test_a_name_may_be_held_on_one_line() -> None:
    assert french.insecable("Jean-Michel EL HASSOUNI") == f"Jean-Michel{N}EL{N}HASSOUNI"
    assert french.insecable("BEGIN-CLAUDET", traits=True) == "BEGIN\u2011CLAUDET"


@pytest.mark.parametrize(
    "function", [french.typographie, french.majuscules, french.capitale, french.insecable]
)
@pytest.mark.parametrize("value", [None, 12, "", "  ", b"a"])
def test_what_is_not_text_is_refused(function, value: object) -> None:
    with pytest.raises(FrenchError):
        function(value)
