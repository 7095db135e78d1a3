"""Real text and benchmarks: what installed packages ship, and downloads for those who have a network.

Nothing here is committed: every file is read where its package has put it, or fetched into the cache of the library
that knows it. Whatever is missing is told in one line, as a `NotThere`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

DOWNLOADS = ("text8", "word2vec-google-news-300", "glove-wiki-gigaword-100")
"""What `download` fetches: 17 million words of text, three million and 400,000 vectors (31, 1,660 and 130 MB)."""


class NotThere(FileNotFoundError):
    """A corpus, benchmark or model that this machine does not have, and what to do about it."""


def lee() -> list[list[str]]:
    """300 news items (61,260 runs of letters and digits), one per list, lower-case; read from where gensim has them."""
    lines = _shipped("lee_background.cor").read_text(encoding="latin-1").splitlines()
    return [re.findall(r"\w+", line.lower()) for line in lines if line.strip()]


def wordsim353() -> list[tuple[str, str, float]]:
    """The 353 pairs of WordSim-353 with their mean human score, 0 to 10, in the order of the file."""
    rows = [line.split("\t") for line in _lines("wordsim353.tsv") if not line.startswith("#")]
    return [(first, second, float(score)) for first, second, score in rows]


def simlex999() -> list[tuple[str, str, float]]:
    """The 999 pairs of SimLex-999 with their human score, 0 to 10."""
    rows = [line.split("\t") for line in _lines("simlex999.txt") if not line.startswith("#")]
    return [(row[0], row[1], float(row[-1])) for row in rows if re.fullmatch(r"[\d.]+", row[-1])]


def analogy_questions() -> dict[str, list[tuple[str, str, str, str]]]:
    """Google's 19,544 analogies: section to its questions (a, b, c, d), lower-case."""
    sections: dict[str, list[tuple[str, str, str, str]]] = {}
    for line in _lines("questions-words.txt"):
        if line.startswith(":"):
            section = sections.setdefault(line[1:].strip(), [])
        else:
            a, b, c, d = line.lower().split()
            section.append((a, b, c, d))
    return sections


def download(name: str) -> Any:
    """One of DOWNLOADS through gensim's own downloader: an iterable of sentences (text8) or KeyedVectors."""
    if name not in DOWNLOADS:
        raise ValueError(f"{name!r} is none of {', '.join(DOWNLOADS)}")
    try:
        import gensim.downloader
    except ImportError:
        raise NotThere(f"{name}: gensim is not installed (pip install gensim)") from None
    try:
        return gensim.downloader.load(name)
    except (OSError, ValueError) as error:
        raise NotThere(f"{name}: not cached, and no download ({type(error).__name__}; is there a network?)") from None


def encoder(source: str | Path = "bert-base-uncased") -> tuple[Any, Any]:
    """Tokenizer and encoder, in evaluation mode, from a local folder or by name through transformers.

    `encoder("data/tiny_bert")` needs no network; `encoder()` fetches some 440 MB the first time.
    """
    try:
        from transformers import AutoModel, AutoTokenizer
    except ImportError:
        raise NotThere(f"{source}: transformers and torch are not installed (pip install transformers torch)") from None
    if Path(source).is_absolute() and not Path(source).is_dir():
        raise NotThere(f"{source}: no such folder")
    try:
        return AutoTokenizer.from_pretrained(str(source)), AutoModel.from_pretrained(str(source)).eval()
    except (OSError, ValueError) as error:
        raise NotThere(
            f"{source}: no local folder, not cached and not to be downloaded ({type(error).__name__})"
        ) from None


def _lines(name: str) -> list[str]:
    return [line for line in _shipped(name).read_text(encoding="utf-8").splitlines() if line.strip()]


def _shipped(name: str) -> Path:
    """Path of a file that the gensim package brings along."""
    try:
        from gensim.test.utils import datapath
    except ImportError:
        raise NotThere(f"{name} comes with gensim, which is not installed (pip install gensim)") from None
    path = Path(datapath(name))
    if not path.is_file():
        raise NotThere(f"{name}: this gensim came without its test data; its wheels have them")
    return path
