"""Mistakes with random numbers: another source of them, one draw for many, another distribution."""

from __future__ import annotations

from collections.abc import Iterator

from parso.tree import NodeOrLeaf

from tests.mutation.operators.rewrite import Rewrite, calls, keyword


class OtherSource(Rewrite):
    """The generator that was given is not used: a new one in each call, always the same, or the global one."""

    EXAMPLES = (("y = rng.random(n)", "y = np.random.default_rng(0).random(n)", "y = np.random.random(n)"),)

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        if node.type == "name" and node.value == "rng" and node.get_next_leaf() == ".":
            yield "np.random.default_rng(0)"
            yield "np.random"


class OneDraw(Rewrite):
    """One number is drawn and used for all."""

    EXAMPLES = (("y = rng.random(n)", "y = np.full(n, rng.random())"),)

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        for call in calls(node):
            if not call.head.endswith("rng." + call.name) or not call.arguments:
                continue
            *others, last = call.arguments
            if call.name == "random" or keyword(last) == "size":
                size = last.partition("=")[2] if keyword(last) else last
                yield f"np.full({size}, {call.head}({', '.join(others)})){call.tail}"


class WithoutReplacement(Rewrite):
    """What may be drawn again is drawn once."""

    EXAMPLES = (("rng.choice(x, size=n)", "rng.choice(x, size=n, replace=False)"),)

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        for call in calls(node):
            if call.name == "choice" and not any("replace" in argument for argument in call.arguments):
                yield call.text(*call.arguments, "replace=False")


class Unshuffled(Rewrite):
    """The order stays as it was."""

    EXAMPLES = (("for i in rng.permutation(n):\n    f(i)\n", "for i in np.arange(n):\n    f(i)\n"),)

    def rewrites(self, node: NodeOrLeaf) -> Iterator[str]:
        for call in calls(node):
            if call.name == "permutation":
                yield call.text(*call.arguments, head="np.arange")
