"""YAML to a tree of texts with places: 18:30, 01004, 12_500 and « non » are what was typed.

Built on the events of PyYAML, not on its constructors: nothing is ever turned into an object, a duplicate
key is a fault and the rest is read all the same. Aliases are followed within a budget; tags and merge keys
are refused.
"""

import re
from collections.abc import Iterator

import yaml

from delibgen.errors import Finding, Severity
from delibgen.load.nodes import Fields, Items, Mark, Node, Scalar, Source, UnreadableError
from delibgen.load.yaml_commas import cut_texts
from delibgen.load.yaml_faults import translate

PROFONDEUR_MAX = 50
NOEUDS_MAX = 100_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}
_CUT = re.compile(r"[ \t]+(#\S.*)")
_DASH = re.compile(r"\s*-(?=\s|$)")


def read_yaml(source: Source, faults: list[Finding]) -> Node | None:
    """Return the tree of a YAML text, or ``None`` when its syntax stops the reading; faults are reported."""
    try:
        tree = _Composer(source, faults).document()
    except UnreadableError:
        return None
    except yaml.YAMLError as fault:
        faults.append(translate(fault, source))
        return None
    faults.extend(() if tree is None else cut_texts(tree))
    return tree


class _Composer:
    def __init__(self, source: Source, faults: list[Finding]) -> None:
        self.source, self.faults = source, faults
        self.events: Iterator[yaml.Event] = yaml.parse(source.text, Loader=_LOADER)
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.count = 0

    def document(self) -> Node | None:
        """Return the one document of the stream."""
        next(self.events)
        first = next(self.events)
        if isinstance(first, yaml.StreamEndEvent):
            self.report(
                "DG206",
                "fichier vide : y écrire ses champs, comme dans l'exemple de « delibgen demo »",
                Mark(self.source),
            )
            return None
        node = self.node(next(self.events), 0)
        next(self.events)
        extra = next(self.events)
        if not isinstance(extra, yaml.StreamEndEvent):
            self.report("DG211", "un seul document par fichier ; ôter la ligne « --- »", self.mark(extra))
        return node

    def report(self, code: str, message: str, mark: Mark, severity: Severity = Severity.BLOQUANT) -> None:
        """Add a fault, or an alert."""
        self.faults.append(Finding(code=code, message=message, place=mark.place(), severity=severity))

    def mark(self, event: yaml.Event) -> Mark:
        """Return the place where an event begins."""
        start = event.start_mark
        return Mark(self.source, start.line + 1, start.column + 1) if start else Mark(self.source)

    def node(self, event: yaml.Event, depth: int) -> Node:
        """Compose the value that begins with ``event``."""
        before = self.count
        self.spend(1, event, depth)
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, depth)
        self.refuse_tag(event)
        if isinstance(event, yaml.MappingStartEvent):
            node: Node = self.mapping(event, depth)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self.sequence(event, depth)
        elif isinstance(event, yaml.ScalarEvent):
            node = self.scalar(event)
        else:
            raise UnreadableError
        anchor = event.anchor
        if anchor:
            self.anchors[anchor] = (node, self.count - before)
        return node

    def spend(self, nodes: int, event: yaml.Event, depth: int) -> None:
        """Count values against the limits of a file."""
        self.count += nodes
        if self.count > NOEUDS_MAX or depth > PROFONDEUR_MAX:
            what = f"plus de {NOEUDS_MAX} valeurs" if self.count > NOEUDS_MAX else "trop de niveaux imbriqués"
            self.report("DG210", f"fichier refusé : {what}", self.mark(event))
            raise UnreadableError

    def alias(self, event: yaml.AliasEvent, depth: int) -> Node:
        """Return what an alias stands for."""
        known = self.anchors.get(event.anchor or "")
        if known is None:
            message = f"« *{event.anchor} » ne renvoie à rien ; si c'est un texte, le mettre entre guillemets"
            self.report("DG206", message, self.mark(event))
            return Scalar(f"*{event.anchor}", self.mark(event))
        node, size = known
        self.spend(size, event, depth)
        return node

    def refuse_tag(self, event: yaml.Event) -> None:
        """Report a tag: nothing is ever made of one."""
        tag = getattr(event, "tag", None)
        if tag is not None:
            message = f"étiquette « {tag} » refusée ; si c'est un texte, le mettre entre guillemets"
            self.report("DG211", message, self.mark(event))

    def sequence(self, start: yaml.Event, depth: int) -> Items:
        """Compose a list."""
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return Items(tuple(items), self.mark(start))

    def mapping(self, start: yaml.Event, depth: int) -> Fields:
        """Compose a group of fields."""
        entries: dict[str, Node] = {}
        names: dict[str, Mark] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, mark = self.key(event, depth), self.mark(event)
            value = self.node(next(self.events), depth + 1)
            if key is None or self.cut_by_comma(start, event, mark):
                continue
            if key in entries:
                message = f"champ « {key} » écrit deux fois, déjà à la ligne {names[key].line}"
                self.report("DG205", message, mark)
                continue
            entries[key], names[key] = value, mark
        return Fields(entries, self.mark(start), names)

    def cut_by_comma(self, start: yaml.Event, event: yaml.Event, mark: Mark) -> bool:
        """Report a word without « : » between braces: the rest of « 84 333,33 », cut at its comma."""
        end, lines = event.end_mark, self.source.lines
        if not getattr(start, "flow_style", False) or end is None or end.line >= len(lines):
            return False
        after = "".join((lines[end.line][end.column :], *lines[end.line + 1 : end.line + 2])).lstrip()
        if after[:1] not in {",", "}"}:
            return False
        message = (
            f"« {getattr(event, 'value', '')} » suit une virgule qui coupe la valeur ; "
            'mettre toute la valeur entre guillemets : {montant: "84 333,33"}'
        )
        self.report("DG206", message, mark)
        return True

    def key(self, event: yaml.Event, depth: int) -> str | None:
        """Return the name of a field, or ``None`` after a fault."""
        if not isinstance(event, yaml.ScalarEvent):
            self.report("DG211", "nom de champ attendu avant « : »", self.mark(event))
            self.node(event, depth + 1)
            return None
        self.refuse_tag(event)
        if event.value == "<<" and not event.style:
            self.report("DG211", "fusion « << » refusée ; recopier les champs", self.mark(event))
            return None
        name = str(event.value)
        if event.anchor:
            self.anchors[event.anchor] = (Scalar(name, self.mark(event)), 1)
        return name

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        """Return a text as it was typed."""
        text, mark = str(event.value), self.mark(event)
        if event.style in {"|", ">"}:
            return Scalar(text.removesuffix("\n"), mark)
        if not event.style:
            end = event.end_mark
            self.warn_of_loss(mark, (end.line, end.column) if end else (0, 0))
            return Scalar(None if text in _NULLS else text, mark)
        return Scalar(text, mark)

    def warn_of_loss(self, start: Mark, end: tuple[int, int]) -> None:
        """Report what YAML would swallow without a word: « n° #3 », and a dash one column too far."""
        lines, (last, column) = self.source.lines, end
        if last < len(lines) and (cut := _CUT.match(lines[last], column)):
            message = f"« {cut[1][:40]} » est lu comme un commentaire ; mettre le texte entre guillemets"
            mark = Mark(self.source, last + 1, cut.start(1) + 1)
            self.report("DG220", message, mark, Severity.ALERTE)
        for rank, line in enumerate(lines[start.line : last + 1], start.line + 1):
            if dash := _DASH.match(line):
                message = "tiret mal aligné : la ligne est lue comme la suite de la précédente"
                self.report("DG206", message, Mark(self.source, rank, dash.end()))
