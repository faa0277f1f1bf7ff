"""The words of taking a value apart, in English and in Traditional Chinese."""

from __future__ import annotations

WALKING_WORDS: dict[str, tuple[str, str]] = {
    # The list of terms
    "walk.products": ("{count} products", "{count} 個乘積"),
    "walk.products.sorted": ("{count} products, the largest first", "{count} 個乘積，大的在前"),
    "walk.some": ("{count} products, {zeros} of them 0: at the end", "{count} 個乘積，其中 {zeros} 個是 0：列在最後"),
    "walk.zeros": ("{zeros} products that are 0", "{zeros} 個是 0 的乘積"),
    "walk.beside": (
        "{run} has {value} there, {other} has {second}. x looks at {other}.",
        "這裡 {run} 是 {value}，{other} 是 {second}。按 x 看 {other}。",
    ),
    "walk.entries": ("{count} entries", "{count} 個元素"),
    "walk.entries.sorted": ("{count} entries, the largest first", "{count} 個元素，大的在前"),
    "walk.was": ("≠ {place} was {value} without your edits.", "≠ {place} 沒改之前是 {value}。"),
    "walk.given": (
        "This is where the way ends: the number is given, not computed.",
        "路到這裡為止：這個數是給定的，不是算出來的。",
    ),
    "walk.likeness": (
        "How alike {one} and {other} are: a and b are their vectors",
        "{one} 和 {other} 有多像：a、b 是它們的向量",
    ),
    "walk.likeness.says": (
        "The cosine of two vectors: 1 where they point the same way, 0 where they have nothing in common.",
        "兩個向量的餘弦 cosine：方向相同是 1，毫無關係是 0。",
    ),
    # What to press
    "coach.walk": (
        "Enter: where {term} came from. Bksp goes back; Esc to the start, 1 stays.",
        "Enter：{term} 從哪裡來。Bksp 返回；Esc 回出發點，1 留下。",
    ),
    "coach.walk.end": (
        "The way ends here. Bksp goes back to {before}; Esc to the start, 1 stays.",
        "路到這裡為止。Bksp 回到 {before}；Esc 回出發點，1 留下。",
    ),
    "coach.walk.unknown": ("s computes the next equation. Esc closes.", "按 s 算下一條方程式。Esc 關閉。"),
    "hint.work.walk": ("came from", "來源"),
    "hint.unit.walk": ("term", "項"),
    "hint.column.walk": ("factor", "因數"),
    "hint.leave.walk": ("to the start", "回出發點"),
    # What the arrows do in the other modes
    "hint.unit.encoding": ("neighbour", "鄰近詞"),
    "hint.column.encoding": ("token", "詞"),
    "hint.work.memory": ("the value worked out", "值的計算過程"),
    "hint.column.memory": ("variable", "變數"),
    "hint.unit.attention": ("output step", "輸出步"),
    "hint.column.attention": ("token", "詞"),
    # Copying
    "copied.latex": (
        "Copied {place} as LaTeX, if the terminal lets us.",
        "已把 {place} 以 LaTeX 複製（終端機允許的話）。",
    ),
    # Where numbers came from that no equation gives
    "origin.row": (
        "A weight: row {row} of {rows}, column {column} of {columns} of the matrix {name}.",
        "權重：矩陣 {name}（{rows}×{columns}）的第 {row} 列、第 {column} 行。",
    ),
    "origin.multiplies": (
        "Column {column} multiplies the one-hot entry of the token {token}.",
        "第 {column} 行乘上詞「{token}」的 one-hot 元素。",
    ),
    "origin.bias": ("A bias: entry {place} of {size} of {name}.", "偏置：{name}（共 {size} 個）的第 {place} 個。"),
    "origin.entry": (
        "A weight: entry {place} of {size} of the vector {name}.",
        "權重：向量 {name}（共 {size} 個）的第 {place} 個。",
    ),
    "origin.edited": ("It was edited; before, it was {value}.", "改過的值；原來是 {value}。"),
    "origin.file": ("It was read from the file {file}.", "從檔案 {file} 讀入。"),
    "origin.written": ("It was set by hand, in the setup.", "手設的值，寫在設定裡。"),
    "origin.ones": ("Every weight was set to 1.", "每個權重都設為 1。"),
    "origin.zeros": ("Every weight was set to 1, and every bias to 0.", "每個權重都設為 1，每個偏置都設為 0。"),
    "origin.random": (
        "Nobody trained it: it is random, between -{scale} and +{scale}, of seed {seed}.",
        "沒有訓練過：隨機數，介於 -{scale} 與 +{scale} 之間，種子 {seed}。",
    ),
    "origin.fed": (
        "An input: entry {unit} of what is fed at step {step}.",
        "輸入：第 {step} 步餵入向量的第 {unit} 個元素。",
    ),
    "origin.vector": (
        "An input: entry {unit} of the vector of step {step} in {file}.",
        "輸入：{file} 裡第 {step} 步向量的第 {unit} 個元素。",
    ),
    "origin.unknown.zero": (
        "An input: the encoding does not know {token}; the zero vector stands for it.",
        "輸入：編碼不認識「{token}」，以零向量代替。",
    ),
    "origin.unknown.unk": (
        "An input: the encoding does not know {token}; <unk> stands for it.",
        "輸入：編碼不認識「{token}」，以 <unk> 代替。",
    ),
    "origin.unknown.random": (
        "An input: the encoding does not know {token}; a random vector stands for it.",
        "輸入：編碼不認識「{token}」，以隨機向量代替。",
    ),
    "origin.one-hot": (
        "An input: entry {unit} of the one-hot vectors stands for {entry}, the token that is read.",
        "輸入：one-hot 向量的第 {unit} 個元素代表「{entry}」，正是讀到的詞。",
    ),
    "origin.one-hot.other": (
        "An input: entry {unit} of the one-hot vectors stands for {entry}; the token that is read is {token}.",
        "輸入：one-hot 向量的第 {unit} 個元素代表「{entry}」；讀到的詞是「{token}」。",
    ),
    "origin.counted": (
        "An input: how often {entry} is in the sentence (bag of words).",
        "輸入：「{entry}」在句子裡出現幾次（詞袋 bag of words）。",
    ),
    "origin.lsa": (
        "An input: coordinate {unit} of the sentence in latent semantic analysis.",
        "輸入：句子在潛在語意分析 latent semantic analysis 裡的第 {unit} 個座標。",
    ),
    "origin.learned": (
        "An input: entry {unit} of the vector of {token}, learned by skip-gram from a corpus.",
        "輸入：「{token}」的向量的第 {unit} 個元素，由 skip-gram 從語料學來。",
    ),
    "origin.table": (
        "An input: entry {unit} of the embedding of {token}, from the table {table}.",
        "輸入：「{token}」的嵌入 embedding 的第 {unit} 個元素，來自向量表 {table}。",
    ),
    "origin.embedding": (
        "An input: entry {unit} of the embedding of {token}.",
        "輸入：「{token}」的嵌入 embedding 的第 {unit} 個元素。",
    ),
    "origin.random-vector": (
        "An input: entry {unit} of the vector of {token}, random, of seed {seed}.",
        "輸入：「{token}」的向量的第 {unit} 個元素，隨機數，種子 {seed}。",
    ),
    "origin.before": (
        "The initial value: before the first step {name} is zero.",
        "初始值：第一步之前，{name} 是零。",
    ),
    "origin.after": (
        "The initial value: {name} is read from the end, and after the last step it is zero.",
        "初始值：{name} 從句尾往回算，最後一步之後是零。",
    ),
    "origin.token": (
        "The initial value: {name} begins as the token {token}, whose entry this is.",
        "初始值：{name} 以詞 {token} 開始，這正是它的元素。",
    ),
    "origin.token.other": (
        "The initial value: {name} begins as the token {token}; this entry stands for {label}.",
        "初始值：{name} 以詞 {token} 開始；這個元素代表 {label}。",
    ),
}
"""key -> (English, Traditional Chinese)."""
