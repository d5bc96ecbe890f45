"""A whole process: start, read the template, write the documents, end.

python once.py docxtpl|delibgen TEMPLATE DATA COUNT FOLDER
"""

import json
import sys
from pathlib import Path


def docxtpl(template: str, data: list[dict[str, object]], count: int, folder: Path) -> None:
    """Fill the template with raw docxtpl."""
    from docxtpl import DocxTemplate

    for rank in range(count):
        document = DocxTemplate(template)
        document.render(data[rank % len(data)], autoescape=True)
        document.save(folder / f"docxtpl-{rank}.docx")


def delibgen(template: str, data: list[dict[str, object]], count: int, folder: Path) -> None:
    """Fill the template with the engine of delibgen."""
    from delibgen import Template

    compiled = Template(template)
    for rank in range(count):
        compiled.render(data[rank % len(data)]).save(folder / f"delibgen-{rank}.docx")


def memory(template: str, data: list[dict[str, object]], count: int, folder: Path) -> None:
    """Print the resident memory, in KiB, at a fifth of the documents and at the end."""
    from delibgen import Template

    compiled = Template(template)
    for rank in range(1, count + 1):
        compiled.render({**data[rank % len(data)], "ref": f"BM-{rank}"}).save(folder / "memory.docx")
        if rank in {count // 5, count}:
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
            print(pages * 4)


if __name__ == "__main__":
    name, source, values, number, output = sys.argv[1:]
    works = {"docxtpl": docxtpl, "delibgen": delibgen, "memory": memory}
    works[name](source, json.loads(Path(values).read_text(encoding="utf-8")), int(number), Path(output))
