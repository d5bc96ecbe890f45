"""JSON to the same tree as YAML: scalars as text, ``true`` and ``false`` apart, each with its place."""

import json
import re
from typing import NoReturn

from delibgen.errors import Finding
from delibgen.load.nodes import Fields, Items, Mark, Node, Scalar, Source, UnreadableError
from delibgen.load.yaml_reader import NOEUDS_MAX, PROFONDEUR_MAX

_BLANK = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![0-9A-Za-z_.])")
_WORD = re.compile(r"[-+]?[A-Za-z_][A-Za-z_0-9]*")
_CONSTANTS = {"true": True, "false": False, "null": None}
_STRING = json.JSONDecoder()


def read_json(source: Source, faults: list[Finding]) -> Node | None:
    """Return the tree of a JSON text, or ``None`` when its syntax stops the reading; faults are reported."""
    try:
        return _Reader(source, faults).document()
    except UnreadableError:
        return None


class _Reader:
    def __init__(self, source: Source, faults: list[Finding]) -> None:
        self.source, self.text, self.faults = source, source.text, faults
        self.position = 0
        self.count = 0

    def document(self) -> Node:
        """Return the one value of the text."""
        node = self.value(0)
        if self.peek():
            self.stop("texte inattendu après la fin des données")
        return node

    def report(self, code: str, message: str, position: int) -> None:
        """Add a fault at a character of the text."""
        place = self.source.at(position).place()
        self.faults.append(Finding(code=code, message=message, place=place))

    def stop(self, message: str, *, code: str = "DG207") -> NoReturn:
        """Report a fault where the reading is, and give up."""
        self.report(code, message, self.position)
        raise UnreadableError

    def peek(self) -> str:
        """Return the next character that is not blank, or ``""`` at the end."""
        blank = _BLANK.match(self.text, self.position)
        self.position = blank.end() if blank else self.position
        return self.text[self.position : self.position + 1]

    def accept(self, char: str) -> bool:
        """Go past a character, if it comes next."""
        if self.peek() != char:
            return False
        self.position += 1
        return True

    def value(self, depth: int) -> Node:
        """Read the value that comes next."""
        self.count += 1
        if depth > PROFONDEUR_MAX or self.count > NOEUDS_MAX:
            self.stop("fichier refusé : trop de valeurs ou de niveaux", code="DG210")
        char = self.peek()
        mark = self.source.at(self.position)
        if char == "{":
            return self.group(mark, depth)
        if char == "[":
            return self.array(mark, depth)
        if char == '"':
            return Scalar(self.string(), mark)
        return Scalar(self.word(), mark)

    def string(self) -> str:
        """Read a text between quotes."""
        try:
            text, self.position = _STRING.raw_decode(self.text, self.position)
        except json.JSONDecodeError as fault:
            self.position = fault.pos
            control = "control character" in fault.msg
            self.stop(
                "saut de ligne ou tabulation dans un texte"
                if control
                else "texte mal fermé ou « \\ » inconnu"
            )
        return str(text)

    def word(self) -> str | bool | None:
        """Read a number, as it was typed, or true, false or null."""
        if number := _NUMBER.match(self.text, self.position):
            self.position = number.end()
            return number[0]
        word = _WORD.match(self.text, self.position)
        if word is None or word[0] not in _CONSTANTS:
            shown = word[0] if word else self.text[self.position : self.position + 10]
            self.stop(f"valeur attendue, « {shown} » lu ; un texte s'écrit entre guillemets droits")
        self.position = word.end()
        return _CONSTANTS[word[0]]

    def array(self, mark: Mark, depth: int) -> Items:
        """Read a list."""
        items: list[Node] = []
        self.accept("[")
        while not self.accept("]"):
            if items and not self.accept(","):
                self.stop("« , » ou « ] » attendu")
            items.append(self.value(depth + 1))
        return Items(tuple(items), mark)

    def group(self, mark: Mark, depth: int) -> Fields:
        """Read a group of fields."""
        entries: dict[str, Node] = {}
        names: dict[str, Mark] = {}
        self.accept("{")
        while not self.accept("}"):
            if names and not self.accept(","):
                self.stop("« , » ou « } » attendu")
            name, start = self.name()
            value = self.value(depth + 1)
            if name in entries:
                message = f"champ « {name} » écrit deux fois, déjà à la ligne {names[name].line}"
                self.report("DG205", message, start)
                continue
            entries[name], names[name] = value, self.source.at(start)
        return Fields(entries, mark, names)

    def name(self) -> tuple[str, int]:
        """Read a field's name and its colon; return it with the offset where it begins."""
        if self.peek() != '"':
            self.stop("nom de champ entre guillemets attendu")
        start = self.position
        name = self.string()
        if not self.accept(":"):
            self.stop("« : » attendu après le nom du champ")
        return name, start
