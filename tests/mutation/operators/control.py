"""Mistakes in the course of a function: something is not done, done once for all, or done to the wrong part."""

from __future__ import annotations

from collections.abc import Iterator

from parso.tree import NodeOrLeaf

from tests.mutation.operators.rewrite import Rewrite, calls, joined, operands, text


class DropStatement(Rewrite):
    """A statement is forgotten: an update, a reset, an error that should be raised."""

    EXAMPLES = (("x += y\n", "pass\n"), ("raise ValueError(x)\n", "pass\n"))

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        if node.parent is not None and node.parent.type == "simple_stmt" and node is node.parent.children[0]:
            documents = node.type in ("string", "strings", "import_from", "import_name", "keyword")
            if not documents and node.type != "return_stmt":
                yield "pass"


class Condition(Rewrite):
    """A condition always holds, never holds, or lacks one of its parts."""

    EXAMPLES = (
        ("if a:\n    f()\n", "if True:\n    f()\n", "if False:\n    f()\n"),
        ("y = a and b", "y = b", "y = a"),
        ("y = [a for a in b if a]", "y = [a for a in b]"),
    )

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        before = node.get_previous_sibling()
        if before in ("if", "elif", "while") and node.parent.type in ("if_stmt", "while_stmt"):
            yield from ("True", "False")
        if node.type in ("and_test", "or_test"):
            parts = node.children
            yield joined(parts[2:])
            yield from (joined(parts[: i - 1] + parts[i + 1 :]) for i in range(2, len(parts), 2))
        if node.type in ("sync_comp_for", "comp_for") and node.children[-1].type == "comp_if":
            yield joined(node.children[:-1])


class LostBorder(Rewrite):
    """A marker that is written around something is left away."""

    EXAMPLES = (('y = f"<{word}>"', 'y = f"{word}>"', 'y = f"<{word}"'), ('y = ["<s>", *x]', "y = [*x]"))

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        if node.type == "fstring":
            parts = node.children
            yield from (
                joined(parts[:i] + parts[i + 1 :]) for i in range(len(parts)) if parts[i].type == "fstring_string"
            )
        if node.type == "atom" and node.children[0] == "[" and len(node.children) == 3:
            parts = operands(node.children[1:-1], "testlist_comp")
            if len(parts) > 1:
                yield from (f"[{', '.join(text(p) for p in parts if p is not part)}]" for part in parts)


class Unreset(Rewrite):
    """What should begin anew in each round of a loop is set once, before it."""

    EXAMPLES = (("for a in b:\n    x = []\n    f(x)\n", "x = []\nfor a in b:\n    f(x)\n"),)

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        if node.type != "for_stmt" or node.children[-1].type != "suite":
            return
        suite = node.children[-1]
        first, *others = suite.children[1:]
        if others and first.type == "simple_stmt" and first.children[0].type == "expr_stmt":
            indent = " " * node.start_pos[1]
            yield f"{text(first)}{indent}{joined(node.children[:-1])}\n" + "".join(map(_code, others))


class Flatten(Rewrite):
    """Sentence borders are ignored: all sentences are taken as one."""

    EXAMPLES = (("for s in sentences:\n    f(s)\n", "for s in [[w for s in sentences for w in s]]:\n    f(s)\n"),)
    LISTS = ("sentences", "documents", "corpus")

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        if node.type == "name" and node.value in self.LISTS and node.get_previous_leaf() == "in":
            yield f"[[w for s in {node.value} for w in s]]"


class Bag(Rewrite):
    """Repeats are lost, or kept where they should not be."""

    EXAMPLES = (("y = [f(a) for a in b]", "y = list({f(a) for a in b})"), ("y = set(x)", "y = list(x)"))

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        if node.type == "atom" and node.children[0] == "[" and text(node).find(" for ") > 0:
            yield f"list({{{joined(node.children[1:-1])}}})"
        yield from (call.text(*call.arguments, head="list") for call in calls(node) if call.head == "set")


class Order(Rewrite):
    """Ascending for descending, or by something else."""

    EXAMPLES = (
        ("sorted(x, key=f)", "sorted(x, key=f, reverse=True)"),
        ("sorted(x, reverse=True)", "list(x)"),
        ("y = x[::-1]", "y = x"),
    )

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        for call in calls(node):
            if call.name == "sorted" and not any("reverse" in argument for argument in call.arguments):
                yield call.text(*call.arguments, "reverse=True")
            elif call.name == "sorted":
                yield f"list({call.arguments[0]}){call.tail}"
        if node.type in ("atom_expr", "power"):
            parts = node.children
            yield from (joined(parts[:i] + parts[i + 1 :]) for i in range(len(parts)) if text(parts[i]) == "[::-1]")


class Part(Rewrite):
    """The whole for a part of it, or the neighbour for the thing itself."""

    EXAMPLES = (("y = x[1:]", "y = x"), ("y = x[i]", "y = x[i - 1]"))

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        if node.type not in ("atom_expr", "power"):
            return
        parts = node.children
        for i, part in enumerate(parts):
            if part.type == "trailer" and part.children[0] == "[":
                before, after = joined(parts[:i]), joined(parts[i + 1 :])
                if part.children[1].type == "subscript":
                    yield before + after
                elif part.children[1].type in ("name", "number"):
                    yield f"{before}[{text(part.children[1])} - 1]{after}"


class FromOne(Rewrite):
    """Counted from one instead of zero."""

    EXAMPLES = (("enumerate(x)", "enumerate(x, 1)"), ("enumerate(x, start=1)", "enumerate(x)"))

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        for call in calls(node):
            if call.head == "enumerate":
                yield call.text(call.arguments[0], *([] if len(call.arguments) > 1 else ["1"]))


def _code(node: NodeOrLeaf) -> str:
    return str(node.get_code())
