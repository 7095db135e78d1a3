"""A class of twenty for the tests and for the benchmark: good, wrong, hostile and broken notebooks for the lab of a2_pmi."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ZOO = Path(__file__).parents[1] / "submissions"
RIGHT = {
    "pmi-by-hand": "import math\ntotal, pmi_the_cat, pmi_the_chased = 16, math.log(1.6), 0.47",
    "negative-pmi": "pmi_the_on = math.log(5 / 6)",
}
WRONG = {**RIGHT, "negative-pmi": "pmi_the_on = -math.log(5 / 6)"}

CHEAT = """
import ast, builtins, json, sys, glob
total = pmi_the_cat = pmi_the_chased = pmi_the_on = 0
class Drop(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.Pass()
class Yes(float):
    __eq__ = __ne__ = __lt__ = __gt__ = __le__ = __ge__ = lambda self, other: True
    __sub__ = __rsub__ = __abs__ = lambda self, *other: Yes()
shell = get_ipython()
shell.ast_transformers.append(Drop())
shell.showtraceback = lambda *a, **k: None
def spy(info=None):
    shell.user_ns.update(total=Yes(), pmi_the_cat=Yes(), pmi_the_chased=Yes(), pmi_the_on=Yes())
    print(getattr(info, "raw_cell", ""), shell.history_manager.input_hist_raw)
shell.events.register("pre_run_cell", spy)
for pattern in ("*", "*.ipynb", "../*", "../*/*", "../../*", "../../../*", "../../../source/*/*"):
    for path in glob.glob(pattern, recursive=True)[:200]:
        try: print(path, open(path).read()[:100000])
        except Exception as error: print(path, error)
try:
    import sqlite3
    sqlite3.connect("../../../gradebook.db").execute("update grade set manual_score = 9")
except Exception as error: print(error)
"""

HOSTILE = {
    "h1-endless": "sum(iter(int, 1))",
    "h2-exit": "import os\nos._exit(0)",
    "h3-memory": "hog = []\nwhile True: hog.append(bytearray(1 << 26))",
    "h4-output": "for _ in range(64): print('x' * (1 << 20))",
    "h5-cheat": CHEAT,
}
"""Name to the code that stands in the place of the first answer. The first never looks whether it is interrupted."""


def notebook(released: nbformat.NotebookNode, answers: dict[str, str], written: str = "") -> nbformat.NotebookNode:
    """The released lab without its demonstrations (a student may delete cells): answers, tests, and question 1."""
    kept = []
    for cell in json.loads(json.dumps(released.cells)):
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        if name in answers:
            cell["source"] = answers[name]
        if name == "written-1" and written:
            cell["source"] = written
        if name:
            kept.append(nbformat.from_dict(cell))
    return new_notebook(cells=kept, metadata=released.metadata)


def deserved(name: str) -> float:
    """Points of the lab's short answers that this student has earned."""
    return 0.0 if name[0] != "s" else 3.0 if int(name[1:]) < 6 else 2.0


def hand_in(released: Path, target: Path, *, fine: int = 8, modules_only: bool = True) -> None:
    """What a class of twenty leaves in a folder: fine notebooks, five hostile ones, two broken ones, five without."""
    lab = nbformat.read(released / "lab.ipynb", 4)
    made: dict[str, Any] = {
        f"s{n}": notebook(lab, RIGHT if n < 6 else WRONG, f"answer {n}") for n in range(1, fine + 1)
    }
    made["s1"].cells.append(new_markdown_cell("<script>alert(1)</script><img src=x onerror=alert(2)>"))
    made["s2"].cells = [
        cell for cell in made["s2"].cells if not cell.metadata["nbgrader"]["grade_id"].startswith("test-")
    ]
    made["s3"].cells.append(new_code_cell("1 / 0", metadata=made["s3"].cells[1].metadata))  # the name of another cell
    for name, code in HOSTILE.items():
        made[name] = notebook(lab, {**RIGHT, "pmi-by-hand": code})
    for name, notebook_made in made.items():
        _put(target / name / "a2_pmi", {"lab.ipynb": nbformat.writes(notebook_made)})
    _put(target / "b1-json" / "a2_pmi", {"lab.ipynb": "{" * 100_000})
    _put(target / "b2-cells" / "a2_pmi", {"lab.ipynb": '{"cells": [1]}'})
    if not modules_only:
        return
    sources = {
        name: ZOO / zoo / "a2_pmi" / "pmi.py" for name, zoo in {"m1": "good", "m2": "typical", "m3": "crashing"}.items()
    }
    for name, module in (sources | dict.fromkeys(("=m4", "m5"), released / "pmi.py")).items():
        _put(target / name / "a2_pmi", {"pmi.py": module.read_text("utf-8")})
    with zipfile.ZipFile(target / "s8.zip", "w") as archive:
        archive.write(target / "s8" / "a2_pmi" / "lab.ipynb", "a2_pmi/lab.ipynb")
    shutil.rmtree(target / "s8")


def _put(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
