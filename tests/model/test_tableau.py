"""The table of all members: presence and vote of each."""

import pytest

from delibgen.model.scrutin import ModeScrutin, Scrutin
from tests.rules.papers import act, deport, ms, sitting, votes


def rows(scrutin: Scrutin | None) -> dict[str, tuple[str, str]]:
    """Return what the table says of each member of a sitting."""
    seance = sitting(presents=ms("ABCDEFGH"), absents=ms("K"), excuses=ms("I"))
    acte = act(seance, scrutin=scrutin, deports=(deport("D"),))
    said = {line.nom.split()[-1][0]: (line.presence, line.vote) for line in acte.phrases.tableau}
    assert len(said) == len(seance.assemblee.membres)
    return said


def test_each_member_is_told_with_her_vote():
    said = rows(Scrutin.model_validate({"pour": 6, "contre": ms("B"), "abstentions": ms("E")}))
    presences = [presence.partition("\u00a0")[0] for presence, _ in said.values()]
    assert {word.removesuffix("e") for word in presences} >= {"Présent", "Excusé", "Absent"}
    assert any(word.startswith("Pouvoir à") for word in presences)
    found = sorted(vote for _, vote in said.values())
    assert found == ["", "", "Abstention", "Contre", "Ne prend pas part au vote", *["Pour"] * 6]


@pytest.mark.parametrize(
    "scrutin",
    [None, votes(8, mode=ModeScrutin.SECRET), votes(7, contre=1)],
    ids=["aucun", "secret", "sans noms"],
)
def test_a_vote_that_is_not_known_is_not_said(scrutin: Scrutin | None):
    assert {vote for _, vote in rows(scrutin).values()} == {"", "Ne prend pas part au vote"}
