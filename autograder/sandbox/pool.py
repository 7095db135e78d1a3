"""The workers of one run: how they are isolated is decided once, proved by a probe, and then the same for all."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import TracebackType

from autograder.sandbox import cgroup, namespaces, probe, tiers
from autograder.sandbox.process import SandboxError, Starter, WorkerProcess
from autograder.sandbox.subprocesses import Subprocesses
from autograder.sandbox.zygote import Zygote, available
from autograder.worker import layers as worker_layers
from autograder.worker import wire

PROBE_SECONDS = 10.0


class Pool:
    """Starters of workers by the libraries that those hold, each made, and probed, when it is first asked for.

    `secrets` are files that no worker may be able to read; `readable` are folders that it may. Isolation "none" accepts
    any tier and uses no layer but the resource limits, unless `every_layer` asks to use what there is. `without` names
    layers to leave out all the same: the tests ask what each of them is good for. Workers are `forked` from a warm
    zygote where the system can do that; else each is a program of its own, without namespaces. Raises SandboxError,
    when the first worker is asked for, if this machine cannot isolate as well as `isolation` asks.
    """

    def __init__(
        self,
        isolation: tiers.Isolation = "best",
        *,
        secrets: list[Path] | None = None,
        readable: tuple[str, ...] = (),
        every_layer: bool = False,
        without: frozenset[str] = frozenset(),
        forked: bool | None = None,
    ) -> None:
        self.isolation = isolation
        self._layered_by = tuple(layer.NAME for layer in worker_layers.ALL if layer.NAME not in without)
        if isolation == "none" and not every_layer:
            self._layered_by = (worker_layers.limits.NAME,)
        self.missing: dict[str, str] = dict.fromkeys(without, "left out on purpose")
        """Layer to the reason why it is not used."""
        self.probes: dict[str, str] = {}
        """Forbidden action to what came of it: "refused", or "DONE"."""
        self._secrets, self._readable = secrets or [], readable
        self._starters: dict[str, Starter] = {}
        self._forked = available() if forked is None else forked
        self._outside = self._around_the_zygote(without) if isolation != "none" or every_layer else set()

    @property
    def layers(self) -> list[str]:
        """Names of what stands between student code and the grader (of the workers started so far)."""
        used = [set(starter.layers) for starter in self._starters.values()]
        common = set.intersection(*used) if used else set()
        inside = [layer.NAME for layer in worker_layers.ALL if layer.NAME in common]
        return [*tiers.ALWAYS, *(sorted(self._outside) if used else []), *inside]

    @property
    def tier(self) -> int:
        """1 (full) to 4 (none)."""
        return tiers.tier(self.layers)

    def zygote(self, libraries: str) -> Starter:
        """The zygote that holds `libraries` ("numpy", "scipy" or "torch"), or what does its work on this system."""
        if libraries not in self._starters:
            self._starters[libraries] = self._start(libraries)
            self._prove(self._starters[libraries])
        return self._starters[libraries]

    def start_worker(self, libraries: str) -> WorkerProcess:
        """A fresh worker; a zygote that died is replaced once."""
        starter = self.zygote(libraries)
        try:
            return starter.start_worker()
        except SandboxError:
            self._starters.pop(libraries).close()
            return self.zygote(libraries).start_worker()

    def close(self) -> None:
        """End everything that could start workers."""
        while self._starters:
            self._starters.popitem()[1].close()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _around_the_zygote(self, without: frozenset[str]) -> set[str]:
        """The layers that hold the zygote and its workers together, as far as one can tell without trying."""
        if not self._forked:
            lacking = dict.fromkeys((namespaces.NAME, cgroup.NAME), "needs a zygote, which only Linux can have")
        else:
            lacking = {namespaces.NAME: namespaces.missing(), cgroup.NAME: cgroup.missing()}
        return {name for name, reason in lacking.items() if name not in without and not self._note(name, reason)}

    def _note(self, layer: str, reason: str) -> str:
        if reason:
            self.missing[layer] = reason
        return reason

    def _start(self, libraries: str) -> Starter:
        if not self._forked:
            return self._layered(Subprocesses(libraries, readable=self._readable))
        if namespaces.NAME in self._outside:
            try:
                return self._layered(self._zygote(libraries))
            except SandboxError as error:
                if self._starters:
                    raise  # it worked before: this is another fault
                self._outside.remove(namespaces.NAME)
                self._note(namespaces.NAME, f"not allowed here ({error})")
        return self._layered(self._zygote(libraries))

    def _zygote(self, libraries: str) -> Zygote:
        enclosed, grouped = namespaces.NAME in self._outside, cgroup.NAME in self._outside
        return Zygote(libraries, enclosed=enclosed, grouped=grouped, readable=self._readable)

    def _layered(self, starter: Starter) -> Starter:
        """`starter` with every layer that can be used, if they suffice."""
        for name in self._layered_by:
            self._note(name, starter.missing[name])
        starter.layers = tuple(name for name in self._layered_by if not starter.missing[name])
        try:
            worker = starter.start_worker()
            worker.stop()
            worker.close()
        except SandboxError:
            starter.close()
            raise
        return starter

    def _prove(self, starter: Starter) -> None:
        """Refuse to go on unless the tier suffices, and holds what it promises."""
        if self.tier > tiers.accepted(self.isolation):
            reasons = "; ".join(f"{layer}: {reason}" for layer, reason in self.missing.items())
            raise SandboxError(
                f"isolation {self.isolation!r} needs tier {tiers.accepted(self.isolation)} or better, "
                f"this machine offers tier {self.tier} ({reasons}); `firth doctor` says more"
            )
        if sys.platform != "linux":
            return  # elsewhere there is no wall to try, and some of what the probe does means something else
        self.probes |= attempt(starter, self._secrets)
        done = [action for action, outcome in self.probes.items() if outcome == "DONE"]
        if done and self.isolation != "none":
            raise SandboxError(f"the sandbox leaks: a worker could {done[0]}; nothing is graded")


def attempt(starter: Starter, secrets: list[Path]) -> dict[str, str]:
    """Have a worker try every forbidden action: "refused" or "DONE" for each."""
    worker = starter.start_worker()
    outcomes = {}
    try:
        deadline = time.monotonic() + PROBE_SECONDS
        wire.send(
            worker.channel, wire.encode({"op": "load", "id": 0, "module": "probe", "source": probe.MODULE}), deadline
        )
        wire.receive(worker.channel, deadline)
        for action, call in probe.actions(secrets).items():
            request = {"op": "call", "id": 0, "target": ["probe", "attempt"], "args": list(call), "kwargs": {}}
            wire.send(worker.channel, wire.encode(request), deadline)
            outcomes[action] = "DONE" if wire.receive(worker.channel, deadline).get("value") == "done" else "refused"
    except (wire.WireError, TimeoutError) as error:
        raise SandboxError(f"the probe of the sandbox did not come to an end ({error})") from None
    finally:
        worker.stop()
        worker.close()
    return outcomes
