"""The words of the screen encoding, in English and in Traditional Chinese."""

from __future__ import annotations

ENCODING_WORDS: dict[str, tuple[str, str]] = {
    # Titles
    "encoding.vectors": ("Vectors: {words} words × {size}", "向量 vector：{words} 詞 × {size}"),
    "encoding.vectors.fed": ("Vectors: {words} steps × {size}", "向量 vector：{words} 步 × {size}"),
    "encoding.vectors.short": ("{words} words × {size}", "{words} 詞 × {size}"),
    "encoding.vectors.one": ("Vectors: 1 word × {size}", "向量 vector：1 詞 × {size}"),
    "encoding.vectors.one.short": ("1 word × {size}", "1 詞 × {size}"),
    "encoding.vectors.fed.short": ("{words} steps × {size}", "{words} 步 × {size}"),
    "encoding.vectors.fed.one": ("Vectors: 1 step × {size}", "向量 vector：1 步 × {size}"),
    "encoding.vectors.fed.one.short": ("1 step × {size}", "1 步 × {size}"),
    "encoding.cosines": ("Cosine", "餘弦 cosine"),
    "encoding.cosines.of": ("Cosine: {name}", "餘弦 cosine：{name}"),
    "encoding.fed": ("these vectors", "這些向量"),
    "encoding.near": ("Nearest to {name}", "最接近 {name}"),
    "encoding.among": ("of {count}", "共 {count} 個"),
    "encoding.map": ("Map (PCA {kept} %)", "詞的地圖（PCA {kept} %）"),
    "encoding.circle": ("Map: a circle", "詞的地圖：一個圓"),
    "encoding.dimensions": ("{first}–{last} of {count}", "{first}–{last}／{count}"),
    "encoding.zeros": ("{count} more are 0", "其餘 {count} 個都是 0"),
    "encoding.words": ("words {first}–{last} of {count}", "第 {first}–{last} 詞，共 {count}"),
    "encoding.whole": ("= sentence", "= 整句"),
    "encoding.legend": ("● sentence  × near  · other", "● 句中  × 鄰近  · 其他"),
    "encoding.legend.short": ("● sentence × near", "● 句中 × 鄰近"),
    "encoding.legend.circle": ("● sentence", "● 句中"),
    "encoding.far": (
        "Each word is √2 from each: nobody is anyone's neighbour.",
        "每兩個詞的距離都是 √2：沒有誰是誰的鄰居。",
    ),
    # What is there to be seen
    "encoding.see.one-hot": (
        "One-hot says nothing about likeness: every word has a place of its own, so every cosine is 0. "
        "E takes an encoding that does.",
        "One-hot 看不出誰像誰：每個詞各占一個位置，餘弦全是 0。按 E 換一種看得出來的編碼。",
    ),
    "encoding.see.embedding": (
        "{one} and {other}: cosine {cosine}; one-hot would say 0. █ is alike, · is not. G looks at a neighbour.",
        "{one} 和 {other}：餘弦 {cosine}；one-hot 只會說 0。█ 很像，· 不像。按 G 看鄰近的詞。",
    ),
    "encoding.see.order": (
        "Order is lost: “{other}” gives the very same vector. One vector stands for the whole sentence.",
        "順序不見了：「{other}」得到的向量一模一樣。整句只有一個向量。",
    ),
    "encoding.see.order.one": (
        "Order is lost: one vector for the whole sentence, the sum of its words.",
        "順序不見了：整句只有一個向量，就是各詞的總和。",
    ),
    "encoding.see.fed": (
        "These vectors were fed as they are. █ is alike, · is not. ←→ goes from step to step.",
        "這些向量是直接輸入的。█ 很像，· 不像。←→ 換一步。",
    ),
    "encoding.see.alone": (
        "One word alone is like nothing. i types a sentence; G looks at a neighbour.",
        "只有一個詞，無從比較。按 i 輸入句子；按 G 看鄰近的詞。",
    ),
    # What can't be said
    "encoding.zero": (
        "Its vector is zero: it has no direction, and is like nothing.",
        "它是零向量 zero vector：沒有方向，跟誰都不像。",
    ),
    "encoding.broken": (
        "Its vector holds what is no number: nothing can be said of it.",
        "它的向量裡有不是數字的值：什麼都說不了。",
    ),
    "encoding.all.zero": (
        "Each of the {count} others is at 0: none is nearer than another.",
        "其他 {count} 個的餘弦都是 0：沒有哪個比較近。",
    ),
    "encoding.none": ("There is no other word.", "沒有別的詞。"),
    "encoding.unknown.zero": ("not known: the zero vector", "不認識：零向量"),
    "encoding.unknown.unk": ("not known: the vector of <unk>", "不認識：<unk> 的向量"),
    "encoding.unknown.random": ("not known: a random vector", "不認識：隨機向量"),
    "encoding.not.here": ("Not in the sentence. Esc goes back.", "不在句子裡。按 Esc 回去。"),
}
"""key -> (English, Traditional Chinese)."""
