"""Write `assignments/` from `reference/`: stubs, handouts and visible tests, and nothing that gives a solution away."""

from __future__ import annotations

import ast
from pathlib import Path

from autograder.registry import Assignment, Course, CourseError, Module, Task

NOTICE = "<!-- Generated from reference/ by `make release`; edit there. -->\n"
TASKS_HERE = "<!-- tasks -->"


def stale(course: Course) -> list[str]:
    """The files of assignments/ that are missing, superfluous or differ from what a release would write."""
    root, made = course.root / "assignments", files(course)
    there = {path.relative_to(root).as_posix() for path in root.glob("**/*") if path.is_file() and _is_ours(path)}
    differing = [name for name, text in made.items() if name not in there or (root / name).read_text("utf-8") != text]
    return sorted({*differing, *(there - made.keys())})


def write(course: Course) -> None:
    """Make assignments/ what it should be."""
    made = files(course)
    for name in stale(course):
        path = course.root / "assignments" / name
        if name in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[name], "utf-8")
        else:
            path.unlink()


def stub(source: str, module: Module) -> str:
    """The student's version of a reference module.

    Public functions and classes keep signature and docstring, their bodies raise NotImplementedError; private names go;
    public constants and type aliases stay; imports that nothing uses any more go too.
    """
    tree, lines = ast.parse(source), source.splitlines()
    tasks = {task.function: task for task in module.tasks}
    if unknown := sorted(tasks.keys() - {node.name for node in tree.body if isinstance(node, _Definition)}):
        raise CourseError(f"reference/…/{module.file} does not define {unknown[0]}, which tasks.toml lists")
    parts = [_stub_part(node, lines, tasks) for node in tree.body]
    kept = [(node, part) for node, part in zip(tree.body, parts, strict=True) if part]
    used = {n.id for _, part in kept for n in ast.walk(ast.parse(part)) if isinstance(n, ast.Name)}
    text, previous = "", None
    for node, part in kept:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            part = _trimmed(node, used)
        if part:
            text += _gap(previous, node, lines) + part + "\n"
            previous = node
    return text


_Definition = (ast.FunctionDef, ast.ClassDef)


def files(course: Course) -> dict[str, str]:
    """What a release writes: path below assignments/ to content."""
    made = {"ERRATA.md": NOTICE + _read(course.root / "reference" / "errata.md")}
    for assignment in course.assignments:
        source = course.root / "reference" / assignment.name
        made[f"{assignment.name}/README.md"] = _handout(assignment, source / "handout.md")
        for module in assignment.modules:
            made[f"{assignment.name}/{module.file}"] = stub(_read(source / module.file), module)
            made[f"{assignment.name}/test_{module.file}"] = _read(source / f"test_{module.file}")
    return made


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise CourseError(f"{path} is missing; CONTRIBUTING.md lists the files of a task") from None


def _is_ours(path: Path) -> bool:
    return "__pycache__" not in path.parts and path.suffix in (".py", ".md")


def _handout(assignment: Assignment, path: Path) -> str:
    text = _read(path)
    if TASKS_HERE not in text:
        raise CourseError(f"{path} has no line {TASKS_HERE}")
    return NOTICE + text.replace(TASKS_HERE, task_table(assignment))


def task_table(assignment: Assignment) -> str:
    """The tasks of an assignment as a Markdown table."""
    rows = ["| task | function | what | points | minutes | difficulty |", "|---|---|---|--:|--:|---|"]
    for task in assignment.tasks:
        points = f"{task.points} extra" if task.bonus else str(task.points)
        stars = "●" * task.difficulty + "○" * (5 - task.difficulty)
        rows.append(f"| {task.id} | `{task.function}` | {task.title} | {points} | {task.minutes} | {stars} |")
    return "\n".join(rows)


def _stub_part(node: ast.stmt, lines: list[str], tasks: dict[str, Task]) -> str:
    """The stub's text of one top-level statement; empty if it has none."""
    if isinstance(node, ast.FunctionDef):
        return "" if node.name.startswith("_") else _head(node, lines) + _body(node, lines, tasks.get(node.name), 4)
    if isinstance(node, ast.ClassDef):
        return "" if node.name.startswith("_") else _class(node, lines, tasks.get(node.name))
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(isinstance(target, ast.Name) and target.id.startswith("_") for target in targets):
            return ""
    return _text(node, lines)


def _class(node: ast.ClassDef, lines: list[str], task: Task | None) -> str:
    parts = [_head(node, lines) + _docstring(node, lines)]
    for member in node.body[1:] if ast.get_docstring(node) else node.body:
        if isinstance(member, ast.FunctionDef):
            if not member.name.startswith("_") or member.name.startswith("__"):
                parts.append("\n" + _head(member, lines) + _body(member, lines, task, 8))
        else:
            parts.append(_text(member, lines))
    return "\n".join(part.rstrip("\n") if number == 0 else part for number, part in enumerate(parts))


def _head(node: ast.FunctionDef | ast.ClassDef, lines: list[str]) -> str:
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return "".join(line + "\n" for line in lines[first - 1 : node.body[0].lineno - 1])


def _docstring(node: ast.FunctionDef | ast.ClassDef, lines: list[str]) -> str:
    return _text(node.body[0], lines) + "\n" if ast.get_docstring(node) else ""


def _body(node: ast.FunctionDef, lines: list[str], task: Task | None, indent: int) -> str:
    what = f"task {task.id}: {task.function}" if task else node.name
    return f'{_docstring(node, lines)}{" " * indent}raise NotImplementedError("{what}")'


def _text(node: ast.stmt, lines: list[str]) -> str:
    return "\n".join(lines[node.lineno - 1 : node.end_lineno])


def _trimmed(node: ast.Import | ast.ImportFrom, used: set[str]) -> str:
    """The import without the names that nothing uses any more; empty if none is left."""
    libraries = isinstance(node, ast.Import) and node.names[0].name in ("numpy", "torch")  # every solution wants these
    if not libraries and not (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
        node.names = [alias for alias in node.names if (alias.asname or alias.name).split(".")[0] in used]
    return ast.unparse(node) if node.names else ""


def _gap(previous: ast.stmt | None, node: ast.stmt, lines: list[str]) -> str:
    """Blank lines as a formatter would leave them."""
    if previous is None:
        return ""
    if isinstance(node, _Definition) or isinstance(previous, _Definition):
        return "\n\n"
    imports = (ast.Import, ast.ImportFrom)
    if isinstance(node, imports) and isinstance(previous, imports):
        return "" if all(line.strip() for line in lines[previous.lineno : node.lineno - 1]) else "\n"
    is_docstring_of_constant = isinstance(node, ast.Expr) and isinstance(previous, (ast.Assign, ast.AnnAssign))
    return "" if is_docstring_of_constant or isinstance(previous, type(node)) else "\n"
