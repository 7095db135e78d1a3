"""Mistakes with arrays: the wrong axis, order or type, a view for a copy, a repeated index that is lost."""

from __future__ import annotations

from collections.abc import Iterator

from parso.tree import NodeOrLeaf

from tests.mutation.operators.rewrite import Rewrite, calls, joined, keyword, text


class Axis(Rewrite):
    """Along the rows instead of the columns."""

    EXAMPLES = (("x.sum(axis=0)", "x.sum(axis=1)"), ("x.sum(axis=-1)", "x.sum(axis=0)"))
    OTHERS = (("0", "1"), ("1", "0"), ("-1", "0"))

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        if node.type == "argument" and keyword(text(node)) == "axis":
            yield from (f"axis={other}" for axis, other in self.OTHERS if text(node.children[2]) == axis)


class DropKeyword(Rewrite):
    """An argument that has a default is left away: axis, keepdims, dtype, initial, where, p, ddof …"""

    EXAMPLES = (("np.sum(x, axis=0, keepdims=True)", "np.sum(x, keepdims=True)", "np.sum(x, axis=0)"),)

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        for call in calls(node):
            for i, argument in enumerate(call.arguments):
                if keyword(argument):
                    yield call.text(*call.arguments[:i], *call.arguments[i + 1 :])


class Transpose(Rewrite):
    """A matrix lies on its side, or a product is taken in the other order."""

    EXAMPLES = (("y = x.T", "y = x"), ("y = a @ b", "y = b @ a"))

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        if node.type in ("atom_expr", "power"):
            parts = node.children
            yield from (joined(parts[:i] + parts[i + 1 :]) for i in range(1, len(parts)) if text(parts[i]) == ".T")
        if node.type == "term" and len(node.children) == 3 and node.children[1] == "@":
            yield f"{text(node.children[2])} @ {text(node.children[0])}"


class SwapArguments(Rewrite):
    """Two neighbouring arguments change places, where that makes a difference."""

    EXAMPLES = (("np.outer(u, v)", "np.outer(v, u)"),)
    SYMMETRIC = "max", "min", "maximum", "minimum", "logaddexp", "dot"

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        for call in calls(node):
            for i in range(len(call.arguments) - 1):
                first, second = call.arguments[i : i + 2]
                if call.name not in self.SYMMETRIC and not keyword(first) and not keyword(second):
                    yield call.text(*call.arguments[:i], second, first, *call.arguments[i + 2 :])


class AddAt(Rewrite):
    """`x[rows] += …` adds once to a row that is listed twice."""

    EXAMPLES = (("np.add.at(x, i, v)", "x[i] += v"), ("np.subtract.at(x, i, v)", "x[i] -= v"))
    SIGNS = (("np.add.at", "+="), ("np.subtract.at", "-="))

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        for call in calls(node):
            for head, sign in self.SIGNS:
                if call.head == head:
                    target, index, value = call.arguments
                    yield f"{target}[{index}] {sign} {value}"


class CopyOrView(Rewrite):
    """What should be copied is shared, or what should be changed is copied."""

    EXAMPLES = (
        ("y = x.copy()", "y = x"),
        ("y = np.array(x)", "y = np.asarray(x)"),
        ("x += y", "x = x + (y)"),
        ("x = x * y", "x *= y"),
    )

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        for call in calls(node):
            if call.name == "copy" and not call.arguments:
                yield call.head.removesuffix(".copy") + call.tail
            if call.head == "np.array":
                yield call.text(*call.arguments, head="np.asarray")
        if node.type != "expr_stmt" or len(node.children) != 3:
            return
        target, sign, value = (text(child) for child in node.children)
        if sign in ("+=", "-=", "*=", "/=") and node.children[0].type == "name":  # else both change the same cells
            yield f"{target} = {target} {sign[0]} ({value})"
        if sign == "=":
            yield from (
                f"{target} {s}= {value.removeprefix(start)}"
                for s in "+-*/"
                if value.startswith(start := f"{target} {s} ")
            )


class Precision(Rewrite):
    """Single precision, or whole numbers, where fractions are needed."""

    EXAMPLES = (
        ("np.asarray(x, dtype=float)", "np.asarray(x, dtype=np.float32)", "np.asarray(x, dtype=int)"),
        ("np.zeros(n)", "np.zeros(n, dtype=np.float32)", "np.zeros(n, dtype=int)"),
        ("y = float(x)", "y = int(x)", "y = float(np.float32(x))"),
    )
    MAKERS = ("zeros", "ones", "full", "empty", "zeros_like", "ones_like")

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        if node.type == "argument" and text(node).replace(" ", "") in ("dtype=float", "dtype=np.float64"):
            yield from ("dtype=np.float32", "dtype=int")
        for call in calls(node):
            if call.name in self.MAKERS and not any(keyword(argument) == "dtype" for argument in call.arguments):
                yield from (call.text(*call.arguments, f"dtype={kind}") for kind in ("np.float32", "int"))
            if call.head == "float" and not call.arguments[0].startswith('"'):
                yield call.text(*call.arguments, head="int")
                yield call.text(f"np.float32({call.arguments[0]})")


class Twins(Rewrite):
    """One of two things of a kind is taken for the other: the two embedding matrices, word and context, A and B."""

    EXAMPLES = (("r = W_in[0]", "r = W_out[0]"), ("f(W, bias_context)", "f(W_context, bias_context)", "f(W, bias)"))
    PAIRS = (
        ("W_in", "W_out"),
        ("W", "W_context"),
        ("bias", "bias_context"),
        ("center", "context"),
        ("word_vectors", "ngram_vectors"),
        ("u", "v"),
        ("x", "y"),
        ("i", "j"),
        ("X", "Y"),
        ("A", "B"),
        ("first", "second"),
    )

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        if node.type == "name" and node.parent.type not in ("param", "tfpdef") and node.get_previous_leaf() != ".":
            named = node.parent.type == "argument" and node is node.parent.children[0]
            yield from (pair[1 - pair.index(node.value)] for pair in self.PAIRS if node.value in pair and not named)
