"""Mistakes in a formula: another base, factor, power or bound; a part of it forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from parso.tree import NodeOrLeaf

from tests.mutation.operators.rewrite import Rewrite, called, calls, joined, text

FACTORS = "0.5", "2"
TINY = "1e-6"


class LogBase(Rewrite):
    """Bits or digits in place of nats."""

    EXAMPLES = (("y = np.log(x)", "y = np.log2(x)", "y = np.log10(x)"),)

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        if called(node, "log"):
            yield from ("log2", "log10")


class Extremes(Rewrite):
    """The largest for the smallest, the sum for the mean, and the other way round."""

    EXAMPLES = (("y = x.sum()", "y = x.mean()"), ("y = np.argmax(x)", "y = np.argmin(x)"), ("y = max(x)", "y = min(x)"))
    PAIRS = (("sum", "mean"), ("max", "min"), ("maximum", "minimum"), ("argmax", "argmin"), ("any", "all"))

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        for pair in self.PAIRS:
            bare = node.get_previous_leaf() != "." and pair[0] == "sum"  # there is no built-in mean
            if called(node, *pair) and not bare:
                yield pair[1 - pair.index(node.value)]


class Factor(Rewrite):
    """Half or twice the result, or what is added to it."""

    EXAMPLES = (
        ("def f(x):\n    return x", "def f(x):\n    return 0.5 * (x)", "def f(x):\n    return 2 * (x)"),
        ("y += x", "y += 0.5 * (x)", "y += 2 * (x)"),
    )

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        if node.type == "return_stmt" and node.children[1].type not in ("testlist", "string", "strings"):
            yield from (f"return {factor} * ({text(node.children[1])})" for factor in FACTORS)
        elif node.type == "expr_stmt" and node.children[1] in ("+=", "-="):
            yield from (f"{joined(node.children[:2])} {factor} * ({text(node.children[2])})" for factor in FACTORS)


class DropOperand(Rewrite):
    """One operand of a sum or product is forgotten: a factor, a shift, a renormalisation."""

    EXAMPLES = (("y = a - b", "y = a"), ("y = a * b / c", "y = b / c", "y = a / c", "y = a * b"))

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        if node.type not in ("term", "arith_expr"):
            return
        parts = node.children
        if parts[1] in ("*", "+"):
            yield joined(parts[2:])
        yield from (joined(parts[: i - 1] + parts[i + 1 :]) for i in range(2, len(parts), 2) if parts[i - 1] != "@")


class Exponent(Rewrite):
    """Another power: the one for which 0.75 is often mistaken, or none at all; a root is forgotten."""

    EXAMPLES = (
        ("y = x ** 2", "y = x", "y = (x) ** 0.5", "y = (x) ** (4 / 3)"),
        ("y = np.sqrt(x)", "y = (x)"),
        ("alpha = 0.75", "alpha = 0.5", "alpha = 1.0", "alpha = (4 / 3)"),
    )

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        if node.type == "power" and "**" in node.children:
            base = joined(node.children[: node.children.index("**")])
            yield base
            yield from (f"({base}) ** {power}" for power in ("0.5", "(4 / 3)"))
        elif node.type == "number" and node.value == "0.75":
            yield from ("0.5", "1.0", "(4 / 3)")
        yield from (f"({call.arguments[0]}){call.tail}" for call in calls(node) if call.name == "sqrt")


class Naive(Rewrite):
    """The formula as printed, where another form of it holds for large numbers too."""

    EXAMPLES = (
        ("y = np.logaddexp(0, x)", "y = np.log(np.exp(0) + np.exp(x))"),
        ("y = np.log1p(x)", "y = np.log(1 + (x))"),
        ("y = np.linalg.norm(x)", "y = np.sqrt(np.sum(np.square(x)))"),
    )
    FORMS = (
        ("logaddexp", "np.log(np.exp({0}) + np.exp({1}))"),
        ("log1p", "np.log(1 + ({0}))"),
        ("expm1", "(np.exp({0}) - 1)"),
        ("norm", "np.sqrt(np.sum(np.square({0})))"),
    )

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        for call in calls(node):
            yield from (
                form.format(*call.arguments) + call.tail
                for name, form in self.FORMS
                if call.name == name and call.arguments == call.positional
            )


class Epsilon(Rewrite):
    """A little something added, lest a logarithm or quotient be infinite."""

    EXAMPLES = (("y = np.log(x)", "y = np.log(x + 1e-6)"), ("y = a * b / c", "y = a * b / (c + 1e-6)"))

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        for call in calls(node):
            if call.name == "log":
                yield call.text(f"{call.arguments[0]} + {TINY}", *call.arguments[1:])
        if node.type == "term":
            parts = node.children
            for i in range(2, len(parts), 2):
                if parts[i - 1] == "/":
                    yield f"{joined(parts[:i])} ({text(parts[i])} + {TINY}){_rest(parts[i + 1 :])}"


class LostGuard(Rewrite):
    """A cap, floor or case distinction is forgotten: what is left is one of its two sides."""

    EXAMPLES = (
        ("y = np.maximum(x, 0)", "y = (x)", "y = (0)"),
        ("y = np.where(x > 0, x, 1)", "y = (x)", "y = (1)"),
        ("y = np.clip(x, 0, 1)", "y = (x)"),
        ("y = a if a > b else b", "y = (a)", "y = (b)"),
    )
    SIDES = (("maximum", 0), ("minimum", 0), ("max", 0), ("min", 0), ("where", 1))

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        for call in calls(node):
            sides = [call.positional[first:] for name, first in self.SIDES if call.name == name]
            yield from (f"({side}){call.tail}" for found in sides if len(found) > 1 for side in found)
            if call.name in ("clip", "nan_to_num"):
                yield f"({call.arguments[0]}){call.tail}"
        if node.type == "test":
            yield from (f"({text(node.children[i])})" for i in (0, 4))


class OffByOne(Rewrite):
    """The bound of a range or slice, or the window, is one too large or too small."""

    EXAMPLES = (
        ("range(n)", "range((n) - 1)", "range((n) + 1)"),
        ("x[i:]", "x[(i) - 1:]", "x[(i) + 1:]"),
        ("f(window)", "f((window - 1))", "f((window + 1))"),
    )

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        for call in calls(node):
            if call.name == "range":
                for i, bound in enumerate(call.arguments[:2]):
                    others = call.arguments[:i], call.arguments[i + 1 :]
                    yield from (call.text(*others[0], f"({bound}) {shift}", *others[1]) for shift in ("- 1", "+ 1"))
        if node.type == "subscript":
            for i, bound in enumerate(node.children):
                if bound != ":":
                    before, after = joined(node.children[:i]), joined(node.children[i + 1 :])
                    yield from (f"{before}({text(bound)}) {shift}{after}" for shift in ("- 1", "+ 1"))
        if node.type == "name" and node.value == "window" and _is_read(node):
            yield from ("(window - 1)", "(window + 1)")


def _is_read(name: NodeOrLeaf) -> bool:
    """Whether a name stands for its value: it is no parameter, target, attribute or name of an argument."""
    following, before = name.get_next_leaf(), name.get_previous_leaf()
    return name.parent.type not in ("param", "tfpdef") and following not in ("=", ":") and before != "."


def _rest(parts: list[NodeOrLeaf]) -> str:
    return "".join(part.get_code() for part in parts)
