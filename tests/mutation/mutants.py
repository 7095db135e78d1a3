"""The mutants of a reference module: each its source with one mistake in it."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from parso.tree import NodeOrLeaf

from autograder.registry import Module
from tests.mutation.operators import plug_in

NEEDING_ARGUMENTS = "VariableReplacer", "VariableInserter"


@dataclass(frozen=True)
class Mutant:
    """One mistake in one definition of a module."""

    module: str
    definition: str
    """The function or class, task or helper, that it is made in."""
    operator: str
    before: str
    """The lines that were changed, without indentation."""
    after: str
    source: str
    """The whole module."""

    def __str__(self) -> str:
        return f"{self.module}.{self.definition} ({self.operator})\n  - {_shown(self.before)}\n  + {_shown(self.after)}"


def mutants(module: Module, source: str) -> Iterator[Mutant]:
    """Every mutant that differs from the reference in what it does, each once.

    One top-level definition at a time: cosmic-ray reads the whole text anew for each mutant.
    """
    plug_in()
    lines = source.splitlines(keepends=True)
    for definition in ast.parse(source).body:
        names = _names(definition)
        if not names:
            continue
        first = min([definition.lineno, *(d.lineno for d in getattr(definition, "decorator_list", []))]) - 1
        segment = "".join(lines[first : definition.end_lineno])
        around = "".join(lines[:first]), "".join(lines[definition.end_lineno :])
        for operator, text in _mutations(segment):
            before, after = _difference(segment, text)
            yield Mutant(module.name, names[0], operator, before, after, text.join(around))


def users(source: str) -> dict[str, set[str]]:
    """Each top-level name of a module, and the names of all that (directly or not) make use of it, itself included."""
    definitions = {name: node for node in _Effective().visit(ast.parse(source)).body for name in _names(node)}
    used = {
        name: {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and n.id in definitions} - {name}
        for name, node in definitions.items()
    }
    found = {name: {name} for name in definitions}
    for _ in definitions:  # a chain is no longer than that
        for user, names in used.items():
            for name in names:
                found[name] |= found[user]
    return found


def _mutations(segment: str) -> Iterator[tuple[str, str]]:
    """Name of the operator, and the text that it makes of `segment`."""
    nodes = list(ast_nodes(get_ast(segment)))
    seen = {_meaning(segment), ""}
    for name in plugins.operator_names():
        if name.endswith(NEEDING_ARGUMENTS):
            continue
        operator = plugins.get_operator(name)()
        for occurrence in range(sum(_places(operator, node) for node in nodes)):
            text = mutate_code(segment, operator, occurrence)
            meaning = _meaning(text or "")
            if meaning not in seen:
                seen.add(meaning)
                yield name, text


def _places(operator: plugins.Operator, node: NodeOrLeaf) -> int:
    return sum(1 for _ in operator.mutation_positions(node))


def _names(node: ast.stmt) -> list[str]:
    """What a top-level statement defines: a function, a class, a constant."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, ast.AnnAssign):
        return [node.target.id] if isinstance(node.target, ast.Name) else []
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    return []


def _meaning(text: str) -> str:
    """The syntax tree without what has no effect on a value; empty if `text` is no Python."""
    try:
        return ast.dump(_Effective().visit(ast.parse(text)))
    except SyntaxError:
        return ""


class _Effective(ast.NodeTransformer):
    """Leaves away docstrings, annotations and the texts of errors."""

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        """A text that stands alone."""
        return None if isinstance(node.value, ast.Constant) else self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        """What is raised, but not what it says."""
        if isinstance(node.exc, ast.Call):
            node.exc.args.clear()
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """A parameter's annotation."""
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """A result's annotation."""
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """A variable's annotation."""
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    def visit_Pass(self, node: ast.Pass) -> None:
        """Nothing at all."""


def _difference(before: str, after: str) -> tuple[str, str]:
    """The lines that differ, without indentation."""
    old, new = before.splitlines(), after.splitlines()
    changes = [block for block in difflib.SequenceMatcher(None, old, new, False).get_opcodes() if block[0] != "equal"]
    first, last = changes[0], changes[-1]
    return _trimmed(old[first[1] : last[2]]), _trimmed(new[first[3] : last[4]])


def _trimmed(lines: list[str]) -> str:
    return "\n".join(line.strip() for line in lines)


def _shown(lines: str) -> str:
    return lines.replace("\n", "\n    ")
