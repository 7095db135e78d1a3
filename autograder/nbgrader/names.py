"""Which names a cell defines and which it asks for: a test sees of a student's notebook only the answers it asks for."""

from __future__ import annotations

import ast
import builtins


def defined(source: str) -> set[str]:
    """Names that the code assigns, imports, defines or binds in any other way, at whatever depth."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            names.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).split(".")[0])
        elif isinstance(node, ast.ExceptHandler) and node.name:
            names.add(node.name)
    return names


def asked(source: str) -> list[str]:
    """Names that the code uses without defining them, builtins aside; sorted."""
    used = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
    return sorted(used - defined(source) - set(dir(builtins)))
