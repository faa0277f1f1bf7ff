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
    "encoding.far.some.zero": (
        "√2 between known words; * are the zero vector, all in the middle: 1 from each.",
        "認識的詞兩兩距離 √2；* 是零向量，全在正中央，離每個詞 1。",
    ),
    "encoding.far.some.unk": (
        "√2 between known words; * all have the vector of <unk>: 0 apart.",
        "認識的詞兩兩距離 √2；* 全用 <unk> 的向量，彼此距離 0。",
    ),
    "encoding.far.none.zero": (
        "* are the zero vector, all of them: one spot, 0 apart.",
        "* 全是零向量：疊在同一點，距離 0。",
    ),
    "encoding.far.none.unk": ("* all have the vector of <unk>: 0 apart.", "* 全用 <unk> 的向量：彼此距離 0。"),
    # What is there to be seen, and the same where there is one line alone
    "encoding.see.one-hot": (
        "One-hot says nothing about likeness: every word has a place of its own, so every cosine is 0. "
        "E takes an encoding that does.",
        "One-hot 看不出誰像誰：每個詞各占一個位置，餘弦全是 0。按 E 換一種看得出來的編碼。",
    ),
    "encoding.see.one-hot.short": (
        "One-hot says nothing of likeness: every cosine is 0 (E).",
        "One-hot 看不出誰像誰：餘弦全是 0。按 E 換編碼。",
    ),
    "encoding.see.some.zero": (
        "One-hot says nothing about likeness: a known word has a place of its own; * has none, it is the zero vector. "
        "Every cosine is 0. E takes another encoding.",
        "One-hot 看不出誰像誰：認識的詞各占一個位置；* 沒有位置，是零向量。餘弦全是 0。按 E 換一種編碼。",
    ),
    "encoding.see.some.zero.short": (
        "* has no place: the zero vector. Every cosine is 0 (E).",
        "* 沒有位置，是零向量。餘弦全是 0。按 E 換編碼。",
    ),
    "encoding.see.some.unk": (
        "One-hot says nothing about likeness: a known word has a place of its own; * all have that of <unk>, so their "
        "cosine is 1. E takes another encoding.",
        "One-hot 看不出誰像誰：認識的詞各占一個位置；* 全用 <unk> 的位置，彼此餘弦是 1。按 E 換一種編碼。",
    ),
    "encoding.see.some.unk.short": (
        "* all have the place of <unk>: cosine 1 among them (E).",
        "* 全用 <unk> 的位置，彼此餘弦是 1。按 E 換編碼。",
    ),
    "encoding.see.none.zero": (
        "No word here is known: all are the zero vector, which is like nothing. i types other words, E takes another "
        "encoding.",
        "這裡的詞編碼都不認識：全是零向量，跟誰都不像。按 i 換句子，按 E 換一種編碼。",
    ),
    "encoding.see.none.zero.short": (
        "No word here is known: all are the zero vector (i, E).",
        "這裡的詞都不認識：全是零向量。按 i 換句子，E 換編碼。",
    ),
    "encoding.see.none.unk": (
        "No word here is known: all have the vector of <unk>. i types other words, E takes another encoding.",
        "這裡的詞編碼都不認識：全用 <unk> 的向量。按 i 換句子，按 E 換一種編碼。",
    ),
    "encoding.see.none.unk.short": (
        "No word here is known: all have the vector of <unk>.",
        "這裡的詞都不認識：全用 <unk> 的向量。按 i 換句子。",
    ),
    "encoding.see.embedding": (
        "{one} and {other}: cosine {cosine}; one-hot would say 0. █ is alike, · is not. G looks at a neighbour.",
        "{one} 和 {other}：餘弦 {cosine}；one-hot 只會說 0。█ 很像，· 不像。按 G 看鄰近的詞。",
    ),
    "encoding.see.embedding.short": (
        "{one}, {other}: {cosine}; one-hot: 0. G looks at a neighbour.",
        "{one} 和 {other}：{cosine}；one-hot 是 0。按 G 看鄰近的詞。",
    ),
    "encoding.see.order": (
        "Order is lost: “{other}” gives the very same vector. One vector stands for the whole sentence.",
        "順序不見了：「{other}」得到的向量一模一樣。整句只有一個向量。",
    ),
    "encoding.see.order.short": (
        "Order is lost: “{other}” gives the very same vector.",
        "順序不見了：「{other}」的向量一模一樣。",
    ),
    "encoding.see.order.one": (
        "Order is lost: one vector for the whole sentence, the sum of its words.",
        "順序不見了：整句只有一個向量，就是各詞的總和。",
    ),
    "encoding.see.order.one.short": (
        "Order is lost: one vector, the sum of all words.",
        "順序不見了：只有一個向量，就是各詞的總和。",
    ),
    "encoding.see.fed": (
        "These vectors were fed as they are. █ is alike, · is not. ←→ goes from step to step.",
        "這些向量是直接輸入的。█ 很像，· 不像。←→ 換一步。",
    ),
    "encoding.see.fed.short": (
        "Fed as they are. █ is alike, · is not. ←→ takes a step.",
        "直接輸入的向量。█ 很像，· 不像。←→ 換一步。",
    ),
    "encoding.see.alone": (
        "One word alone is like nothing. i types a sentence; G looks at a neighbour.",
        "只有一個詞，無從比較。按 i 輸入句子；按 G 看鄰近的詞。",
    ),
    "encoding.see.alone.short": (
        "One word alone is like nothing. i types a sentence.",
        "只有一個詞，無從比較。按 i 輸入句子。",
    ),
    # What can't be said
    "encoding.zero": (
        "Its vector is zero: it has no direction, and is like nothing.",
        "它是零向量 zero vector：沒有方向，跟誰都不像。",
    ),
    "encoding.broken": (
        "Its vector holds what is no number: nothing can be said of it.",
        "它的向量裡有不是數字的值：無法判斷。",
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
