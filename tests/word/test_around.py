"""The blocks around each element of a part."""

from lxml import etree

from delibgen.errors import Place
from delibgen.word.around import with_blocks
from delibgen.word.structure import instruction
from delibgen.word.tag import Tag


def part(*typed: str) -> tuple[etree._Element, list[Tag]]:
    """Return a root whose children are the tags and the elements named, in order."""
    root, tags = etree.Element("root"), []
    for word in typed:
        if word[0].isupper():
            root.append(etree.Element(word))
        else:
            root.append(instruction(len(tags)))
            tags.append(Tag(f"{{% {word} %}}", Place(), keyword=word, number=len(tags)))
    return root, tags


def around(*typed: str) -> dict[str, list[list[str]]]:
    """Return, for each element, the keywords read so far of the blocks around it."""
    root, tags = part(*typed)
    return {
        str(node.tag): [[tag.keyword for tag in block.tags] for block in blocks]
        for node, blocks in with_blocks(root, tags)
    }


def test_each_element_is_told_with_its_blocks_outermost_first() -> None:
    assert around("A", "for", "B", "if", "C", "endif", "D", "endfor", "E") == {
        "A": [],
        "B": [["for"]],
        "C": [["for"], ["if"]],
        "D": [["for"]],
        "E": [],
    }


def test_a_branch_is_told_by_the_tags_that_lead_to_it() -> None:
    found = around("if", "A", "elif", "B", "else", "C", "endif")
    assert found == {"A": [["if"]], "B": [["if", "elif"]], "C": [["if", "elif", "else"]]}


def test_the_branch_begins_at_the_last_tag_before_the_element() -> None:
    root, tags = part("for", "A", "else", "B", "endfor")
    begins = {str(node.tag): blocks[0].node for node, blocks in with_blocks(root, tags)}
    assert begins == {"A": root[0], "B": root[2]}


def test_the_end_is_known_once_it_is_read() -> None:
    root, tags = part("for", "A", "endfor", "if", "B")
    found = {str(node.tag): blocks[0] for node, blocks in with_blocks(root, tags)}
    assert found["A"].is_closed
    assert found["A"].is_loop
    assert not found["B"].is_closed
    assert not found["B"].is_loop


def test_a_tag_that_answers_to_no_block_changes_nothing() -> None:
    assert around("else", "A", "endif", "B", "if", "C") == {"A": [], "B": [], "C": [["if"]]}


def test_a_tag_says_how_much_deeper_it_leads() -> None:
    _, tags = part("for", "if", "elif", "else", "endif", "endfor", "set")
    assert [tag.step for tag in tags] == [1, 1, 0, 0, -1, -1, 0]
    assert [tag.is_block for tag in tags] == [True] * 6 + [False]


def test_a_set_tells_the_name_that_it_gives() -> None:
    given = Tag("{% set lieu = commune.nom %}", Place(), keyword="set", body="set lieu = commune.nom")
    assert given.stored == "lieu"
    given.faulty = True
    assert given.stored == ""
    assert Tag("{{ lieu }}", Place(), body="lieu").stored == ""
