"""Data to YAML as people write it, that the loader reads back to the same texts."""


def dump(value: object, *, width: int = 100) -> str:
    """Return data as YAML: texts of several lines as blocks, nothing said by reference.

    Args:
        value: mappings, lists and texts.
        width: where long texts are folded.

    >>> dump({"visas": ["le code"], "numero": "01004"})
    "visas:\\n  - le code\\nnumero: '01004'"
    """
    import yaml as pyyaml

    class Dumper(pyyaml.SafeDumper):
        """Writer of blocks, without anchors."""

        def ignore_aliases(self, data: object) -> bool:
            """Write each value where it stands."""
            return True

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002
            """Shift the items of a list."""
            super().increase_indent(flow=flow, indentless=False)

    def text(dumper: pyyaml.SafeDumper, value: str) -> pyyaml.ScalarNode:
        """Return a text in the style that reads best."""
        block = "\n" in value and not value.endswith("\n")  # the last break of a block is not of the text
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if block else None)

    Dumper.add_representer(str, text)
    written: str = pyyaml.dump(value, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=width)
    return written.rstrip("\n")
