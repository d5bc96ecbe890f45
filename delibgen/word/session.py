"""What one render allocates: relationships, images, numbering, identifiers. Never shared."""

from collections.abc import Mapping, Sequence
from sys import _getframe

from delibgen.light import TYPE_CHECKING, dataclass, field
from delibgen.word.escape import INVISIBLE, Raw, escape, plain, refuse_type, text_of
from delibgen.word.faults import Fault
from delibgen.word.limits import Limits

if TYPE_CHECKING:
    from delibgen.word.image import Image
    from delibgen.word.references import References
    from delibgen.word.styles import Styles

MANY = 20_000
"""Pieces of text from which a render is counted as it goes: no document of people has as many."""
_PIECE = 16
"""A piece weighs more than its characters: as many of them are allowed for each."""
_SHORTER = "réduisez les listes, ou relevez la limite « output_chars »"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a render needs to know of its template, to make paragraphs and images."""

    limits: Limits
    styles: "Styles"
    formats: Mapping[int, tuple[str, str]]
    """Paragraph and run formatting of each ``{{p}}`` and ``{{r}}`` tag."""
    first_number: int
    """First numbering instance that is free."""
    first_drawing: int
    """First drawing identifier that is free."""
    first_bookmark: int = 1
    """First bookmark identifier that is free."""
    lists: tuple[str, ...] = ()
    """What the numbering instances of each list that starts anew contain."""


@dataclass(slots=True)
class Session:
    """The state of one render."""

    surroundings: Surroundings
    part: str = ""
    """Part being rendered."""
    media: dict[str, bytes] = field(default_factory=dict)
    """New images, by entry name."""
    relations: dict[str, dict[str, str]] = field(default_factory=dict)
    """New images of each part: entry name → relationship identifier."""
    numbers: list[str] = field(default_factory=list)
    """New numbering instances: what each contains."""
    lists: dict[int, str] = field(default_factory=dict)
    """Instance of each list that starts anew, in this pass of its loop."""
    blanks: list[tuple[str, int]] = field(default_factory=list)
    """Where empty texts were printed: part, and line of its program."""
    _references: "References | None" = None
    drawings: int = 0
    """Drawings made so far."""
    _holding: list[str] | None = None
    """Pieces of text counted last, and how far: how many, how many characters."""
    _held: tuple[int, int] = (0, 0)

    @property
    def references(self) -> "References":
        """Return the numbers of articles and annexes, and the references to them."""
        if self._references is None:
            from delibgen.word.references import References

            self._references = References(self.surroundings.first_bookmark)
        return self._references

    @property
    def refers(self) -> bool:
        """Tell whether anything was numbered or referred to."""
        return self._references is not None

    @property
    def limits(self) -> Limits:
        """Return the bounds of the template."""
        return self.surroundings.limits

    def traces(self) -> tuple[int, int]:
        """Return what values left beside their text so far: drawings, blanks to tell."""
        return self.drawings, len(self.blanks)

    def hold(self, pieces: list[str]) -> None:
        """Stop a render whose text outgrows the limits, before it is whole; each piece is counted once."""
        counted, chars = self._held if self._holding is pieces else (0, 0)
        chars += sum(map(len, pieces[counted:]))
        self._holding, self._held = pieces, (len(pieces), chars)
        if chars > self.limits.output_chars or len(pieces) > self.limits.output_chars // _PIECE:
            raise Fault("DG405", "{tag} donne un document trop long", _SHORTER)

    def joined(self, pieces: list[str]) -> str:
        """Return the text of a part; raise ``Fault`` (DG405) before it is built when it is too long."""
        if sum(map(len, pieces)) > self.limits.output_chars:
            raise Fault("DG405", "le document obtenu est trop long", _SHORTER)
        return "".join(pieces)

    def drawing_id(self, _: object = None) -> str:
        """Return an identifier that no drawing of the document bears."""
        self.drawings += 1
        return str(self.surroundings.first_drawing + self.drawings - 1)

    def run_format(self, number: int) -> str:
        """Return the run properties of a tag."""
        return self.surroundings.formats.get(number, ("", ""))[1]

    def new_number(self, abstract: str, level: int, start: int) -> str:
        """Return a numbering instance that counts from ``start``."""
        return self._allocate(
            f'<w:abstractNumId w:val="{abstract}"/><w:lvlOverride w:ilvl="{level}">'
            f'<w:startOverride w:val="{start}"/></w:lvlOverride>'
        )

    def _allocate(self, content: str) -> str:
        self.numbers.append(content)
        return str(self.surroundings.first_number + len(self.numbers) - 1)

    def start_list(self, rank: int) -> str:
        """Let the list of this rank start anew at its next paragraph; print nothing."""
        self.lists.pop(rank, None)
        return ""

    def list_number(self, rank: int) -> str:
        """Return the numbering instance of a list in this pass of its loop."""
        if rank not in self.lists:
            self.lists[rank] = self._allocate(self.surroundings.lists[rank])
        return self.lists[rank]

    def print_value(self, value: object) -> str:
        """Return the XML text of a printed value; raise ``Fault`` for what is not plainly printable."""
        if type(value) is not str:
            return self._print_other(value)
        if not value.strip():
            self.blanks.append((self.part, _getframe(1).f_lineno))
        # Ten times faster than a search; « isprintable » takes the no-break space for a control.
        limit = self.surroundings.limits.value_chars
        if len(value) <= limit and (value.isprintable() or value.replace("\u00a0", " ").isprintable()):
            return escape(value) if "&" in value or "<" in value or ">" in value else value
        return self._print_rare(value, _getframe(1).f_lineno)

    def _print_rare(self, value: str, line: int) -> str:
        """Return the XML text of a long text, or of one with line ends or signs that nobody sees."""
        if value.strip() and not value.strip(INVISIBLE):
            self.blanks.append((self.part, line))
        return text_of(value, self.surroundings.limits.value_chars)

    def _print_other(self, value: object) -> str:
        if type(value) is int:
            return str(value)
        text = plain(value)
        if text is not None:
            return text_of(text, self.limits.value_chars)
        from delibgen.word.image import Image

        if isinstance(value, Image):
            return self._image(value)
        kind = type(value).__name__
        if kind in {"Blocks", "Runs"}:
            form = "{{p … }}, seule dans son paragraphe" if kind == "Blocks" else "{{r … }}"
            raise Fault("DG409", "{tag} donne un texte mis en forme", f"écrivez {form}")
        raise refuse_type(value)

    def _image(self, image: "Image") -> str:
        from delibgen.word.image import drawing

        name = f"word/media/{image.media_name}"
        self.media[name] = image.data
        known = self.relations.setdefault(self.part, {})
        identifier = known.setdefault(name, f"rIdDelibgen{len(known) + 1}")
        return f'</w:t>{drawing(image, identifier, self.drawing_id())}<w:t xml:space="preserve">'

    def print_blocks(self, value: object, number: int) -> Raw:
        """Return the paragraphs of formatted text, in the formatting of tag ``number``."""
        from delibgen.word.markdown import Blocks
        from delibgen.word.writing import Writer

        if not isinstance(value, Blocks):
            advice = "écrivez {{p texte | markdown }}, ou {{ texte }} pour un texte simple"
            raise Fault("DG409", "{tag} attend un texte mis en forme", advice)
        return Raw(Writer(self, self.surroundings.formats.get(number, ("", "")), number).blocks(value))

    def print_runs(self, value: object, number: int) -> Raw:
        """Return the runs of formatted text, in the formatting of tag ``number``."""
        from delibgen.word.markdown import Runs
        from delibgen.word.writing import Writer

        if not isinstance(value, Runs):
            advice = "écrivez {{r texte | gras_italique }}, ou {{ texte }} pour un texte simple"
            raise Fault("DG409", "{tag} attend un texte mis en forme", advice)
        return Raw(Writer(self, self.surroundings.formats.get(number, ("", "")), number).runs(value.spans))

    def relation_lines(self, part: str) -> str:
        """Return the new relationships of a part, as text."""
        from delibgen.word.opc import image_relation

        return "".join(
            image_relation(identifier, _target(part, name))
            for name, identifier in self.relations.get(part, {}).items()
        )

    def number_lines(self) -> str:
        """Return the new numbering instances, as text."""
        first = self.surroundings.first_number
        return "".join(
            f'<w:num w:numId="{first + rank}">{content}</w:num>' for rank, content in enumerate(self.numbers)
        )


def _target(part: str, name: str) -> str:
    steps: Sequence[str] = part.split("/")[:-1]
    return name.removeprefix("word/") if list(steps) == ["word"] else f"/{name}"
