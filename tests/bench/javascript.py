"""The JavaScript peers: the same template in their tags, and a process of Node that fills it on demand.

npm install --prefix /tmp/js easy-template-x docxtemplater pizzip
DELIBGEN_BENCH_JS=/tmp/js/node_modules python -m tests.bench
"""

import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

from lxml import etree

PEERS = ("easy-template-x", "docxtemplater")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LOOP = re.compile(r"\{%(?:p|tr) for \w+ in (\w+) %\}")
_END = re.compile(r"\{%(?:p|tr) endfor %\}")


def why_not() -> str:
    """Return why the JavaScript peers cannot run, or ``""``."""
    modules = os.environ.get("DELIBGEN_BENCH_JS", "")
    if shutil.which("node") is None:
        return "node est absent"
    if not modules:
        return "DELIBGEN_BENCH_JS ne dit pas où ils sont (DELIBGEN_BENCH_JS=/tmp/js/node_modules)"
    missing = [name for name in (*PEERS, "pizzip") if not (Path(modules) / name).is_dir()]
    return f"{modules} n'a pas {', '.join(missing)}" if missing else ""


def convert(template: Path, target: Path) -> None:
    """Write a template of docxtpl in the tags of the peers: ``{#list}``, ``{x}``, ``{/list}``."""
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            data = source.read(name)
            story = re.match(r"word/(document|header|footer)\d*\.xml", name)
            made.writestr(name, _converted(data) if story else data)


def _converted(data: bytes) -> bytes:
    root = etree.fromstring(data)
    names: list[str] = []
    for row in list(root.iter(W + "tr")):
        text = "".join(row.itertext())
        if loop := _LOOP.search(text):
            names.append(loop[1])
            cells = list(row.getnext().iter(W + "t"))
            cells[0].text = f"{{#{loop[1]}}}{cells[0].text}"
            cells[-1].text = f"{cells[-1].text}{{/{loop[1]}}}"
        if loop or _END.search(text):
            row.getparent().remove(row)
    for node in root.iter(W + "t"):
        if loop := _LOOP.search(node.text or ""):
            names.append(loop[1])
            node.text = f"{{#{loop[1]}}}"
        elif _END.search(node.text or ""):
            node.text = f"{{/{names[-1]}}}"
        else:
            node.text = re.sub(r"\{\{ (?:\w+\.)?(\w+) \}\}", r"{\1}", node.text or "")
    return etree.tostring(root)


def plain(data: dict[str, object]) -> dict[str, object]:
    """Return a data set as the peers read it: the texts of a list have a name."""
    return {
        name: [item if isinstance(item, dict) else {"x": item} for item in value]
        if isinstance(value, list)
        else value
        for name, value in data.items()
    }


class Node:
    """A process of Node, warm."""

    def __init__(self, template: Path, data: list[dict[str, object]], folder: Path) -> None:
        convert(template, folder / "peers.docx")
        (folder / "peers.json").write_text(json.dumps([plain(one) for one in data]), encoding="utf-8")
        script = Path(__file__).with_name("peers.js")
        command = ["node", script, folder / "peers.docx", folder / "peers.json"]
        environment = os.environ | {"NODE_PATH": os.environ["DELIBGEN_BENCH_JS"]}
        self.folder = folder
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def run(self, engine: str, count: int) -> float:
        """Return the milliseconds of one document, over ``count`` of them."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{engine} {count} {self.folder}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()
