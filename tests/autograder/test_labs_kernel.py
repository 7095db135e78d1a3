"""A notebook's kernel in the sandbox: what it can, what it cannot, and how it ends."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder.nbgrader import provisioner
from autograder.nbgrader.kernel import Kernel, KernelLost
from tests.conftest import ROOT

FORBIDDEN = {
    "the gradebook": "open('{folder}/../gradebook.db').read()",
    "the notebook itself": "open('lab.ipynb').read()",
    "another's work": "open('{folder}/../other/pmi.py').read()",
    "the solutions": f"open('{ROOT}/reference/a2_pmi/lab.py').read()",
    "the users": "open('/etc/passwd').read()",
    "the network": "import socket; socket.create_connection(('127.0.0.1', 22), timeout=1)",
    "a local socket": "import socket; s = socket.socket(socket.AF_UNIX); s.connect('/run/dbus/system_bus_socket')",
    "a new process": "import os; os.fork() or os._exit(0)",
    "a program": "import subprocess; subprocess.run(['/bin/true'], check=True)",
    "a signal to its parent": "import os; os.kill(os.getppid() or 1, 0) if os.getpid() != 1 else os.kill(-1, 9)",
    "a file elsewhere": "open('/var/tmp/x', 'w')",
    "the profile": "import os; open(os.environ['IPYTHONDIR'] + '/profile_default/startup/00.py', 'w')",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A submission among others, as nbgrader lays them out; everybody could read it, so that only the sandbox keeps it."""
    place = tmp_path / "ada" / f"a2_pmi_{os.getpid()}"  # its copy is looked for by this name
    for file in (place / "lab.ipynb", place.parent / "gradebook.db", place.parent / "other" / "pmi.py"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("secret")
    (place / "pmi.py").write_text("def half(x):\n    return x / 2\n")
    return place


@pytest.mark.parametrize("enclosed", [True, False], ids=["namespaces", "Landlock and seccomp alone"])
def test_a_kernel_works_and_reaches_nothing_else(folder: Path, enclosed: bool) -> None:
    """The student's module, data and pictures are there; files, processes and network of the machine are not."""
    if enclosed and not provisioner.namespaces_work():
        pytest.skip("bubblewrap is missing, or not allowed here")
    secrets = [str(folder.parent / "gradebook.db")]
    with Kernel(folder, data=str(ROOT / "data"), secrets=secrets, enclosed=enclosed) as kernel:
        (shown,) = kernel.run("import pmi, numpy as np\nx, y, z = pmi.half(3), np.arange(3), open\nprint('hello')", 30)
        assert shown.text == "hello\n"
        assert kernel.answers(["x", "y", "z", "nothing"]) == {"x": 1.5, "y": [0, 1, 2]}
        assert kernel.run("assert open('../data/README.md').read().startswith('# Data')", 30) == []
        for what, attempt in FORBIDDEN.items():
            outputs = kernel.run(attempt.format(folder=folder), 30)
            assert [output.output_type for output in outputs] == ["error"], what
        drawn = kernel.run("%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()", 60)
        assert "image/png" in drawn[-1].data
        html = kernel.run("from IPython.display import HTML; HTML('<script>alert(1)</script>')", 30)
        assert list(html[0].data) == ["text/plain"]
        assert kernel.run("while True: pass", 0.5)[0].evalue == "the cell did not end within 0.5 s"
        assert kernel.run("y = bytearray(1 << 40)", 30)[0].ename == "MemoryError"
        assert kernel.answers(["x"]) == {"x": 1.5}
        with pytest.raises(KernelLost, match="the kernel died"):
            kernel.run("import os; os._exit(0)", 30)
    assert not list(Path("/tmp").glob(f"firth-lab-*/{folder.name}/pmi.py"))


def test_a_kernel_that_could_read_a_secret_does_not_start(folder: Path) -> None:
    """The probe before the start finds it, and says so."""
    with (
        pytest.raises(KernelLost, match="the sandbox leaks: a notebook could read"),
        Kernel(folder, data=str(ROOT / "data"), secrets=[str(ROOT / "data" / "README.md")]),
    ):
        pass
