"""The words of the screen encoding, in English and in Traditional Chinese."""

from __future__ import annotations

ENCODING_WORDS: dict[str, tuple[str, str]] = {
    # The encodings in the lists
    "bag-of-words": ("bag of words", "詞袋 bag of words"),
    "lsa": ("LSA", "LSA"),
    "skip-gram": ("skip-gram", "skip-gram"),
    "describe.bag-of-words": ("which words, and how often: their order is lost", "有哪些詞、各幾次：順序不見了"),
    "describe.lsa": (
        "latent semantic analysis of a corpus: the sentence as one vector",
        "潛在語意分析 latent semantic analysis：整句變成一個向量",
    ),
    "describe.skip-gram": (
        "learned from a corpus: words in like company get like vectors",
        "從語料學來：常與相同的詞為伍的詞，向量也相近",
    ),
    "describe.file.table": ("vectors out of this file", "這個檔案裡的向量"),
    "corpus.skip-gram": ("learn from {name}", "從 {name} 學習"),
    "corpus.lsa": ("LSA of {name}", "{name} 的 LSA"),
}
"""key -> (English, Traditional Chinese)."""
