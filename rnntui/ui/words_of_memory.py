"""The words of the screens memory and attention, in English and in Traditional Chinese."""

from __future__ import annotations

MEMORY_WORDS: dict[str, tuple[str, str]] = {
    # Memory
    "memory.title": ("How much each token weighs in {place}", "每個詞對 {place} 的影響"),
    "memory.title.norm": (
        "How much each token weighs in {place}: |∂{place}/∂{name}[k]|",
        "每個詞對 {place} 的影響：|∂{place}/∂{name}[k]|",
    ),
    "memory.all": ("all {count} units (↑↓ one)", "全部 {count} 個單元（↑↓ 選一個）"),
    "memory.unit": ("unit {unit} of {count} (↑↓, above 0: all)", "單元 {unit}／共 {count} 個（↑↓，0 之上是全部）"),
    "memory.all.short": ("all {count} units", "全部 {count} 個單元"),
    "memory.unit.short": ("unit {unit} of {count}", "單元 {unit}／共 {count} 個"),
    "memory.weighs": ("weighs", "影響"),
    "memory.whole": ("all", "全部"),
    "memory.each": (
        "All {count} tokens: each cell is the largest of {size}. A click goes there.",
        "全部 {count} 個詞：每格是 {size} 個詞中最大的。點一下就到那裡。",
    ),
    "memory.each.one": ("All {count} tokens. A click goes there.", "全部 {count} 個詞。點一下就到那裡。"),
    "memory.look": (
        "A tall bar: a small change of the token changes {place} much. n reads on.",
        "長條越高：這個詞稍微改變，{place} 就變得越多。按 n 往下讀。",
    ),
    "memory.look.end": (
        "A tall bar: a small change of the token changes {place} much. p goes back.",
        "長條越高：這個詞稍微改變，{place} 就變得越多。按 p 往回走。",
    ),
    "memory.extremes": (
        "Most {most} ({most_step}) {most_value}, least {least} ({least_step}) {least_value}{times}.",
        "最大 {most}（{most_step}）{most_value}，最小 {least}（{least_step}）{least_value}{times}。",
    ),
    "memory.only": (
        "Only {most} ({most_step}) is read so far: it weighs {most_value}.",
        "目前只讀了 {most}（{most_step}）：影響 {most_value}。",
    ),
    "memory.times": (
        ": {ratio} to 1",
        "，{ratio} 比 1",
    ),
    "memory.fade": ("Early tokens fade.", "前面的詞逐漸淡去。"),
    "memory.grow": ("Early tokens grow.", "前面的詞反而放大。"),
    "memory.middle": ("The middle weighs least.", "中間的詞影響最小。"),
    "memory.even": ("Early tokens neither fade nor grow.", "前面的詞沒有淡去，也沒有放大。"),
    "memory.fade.here": ("Later tokens weigh more.", "後面的詞影響較大。"),
    "memory.grow.here": ("Early tokens weigh more.", "前面的詞影響較大。"),
    "memory.even.here": ("Early and late weigh alike.", "前面和後面的詞影響差不多。"),
    "memory.nothing": (
        "Nothing that was read weighs anything in {place}: the derivative is 0.",
        "讀過的詞對 {place} 都沒有影響：導數是 0。",
    ),
    "memory.random": (
        "Untrained (random, seed {seed}): tokens need not fade; training decides.",
        "未訓練（隨機，種子 {seed}）：不一定會淡去，由訓練決定。",
    ),
    "memory.ones": (
        "Untrained (all weights 1): tokens need not fade; training decides.",
        "未訓練（權重全為 1）：不一定會淡去，由訓練決定。",
    ),
    "memory.written": (
        "Weights set by hand, not trained: tokens need not fade.",
        "權重是手設的，沒有訓練：不一定會淡去。",
    ),
    "memory.file": ("Weights from the file {name}.", "權重來自檔案 {name}。"),
    "memory.later": (
        "{place} is one vector for the whole sentence: n reads on until it is known.",
        "{place} 是整句的一個向量：按 n 往下讀，讀完才知道。",
    ),
    "memory.working": ("Working out the derivatives …", "正在計算導數……"),
    "memory.curves": ("Beside it: other networks of the same sizes and seed", "與其他網路比較：相同大小與種子"),
    "memory.curves.short": ("Other networks beside it", "與其他網路比較"),
    "memory.this": ("this network", "這個網路"),
    "memory.column.network": ("network", "網路"),
    "memory.column.value": ("value", "值"),
    "memory.column.first": ("first", "第一個"),
    "memory.column.last": ("last", "最後"),
    "memory.column.ratio": (
        "ratio",
        "首尾比",
    ),
    "memory.column.curve": (
        "log scale: █ its largest, ▁ {least} of it",
        "對數：█ 最大值，▁ 是它的 {least}",
    ),
    "memory.column.curve.short": ("log scale", "對數"),
    "memory.open": ("{name}, forget bias 1", "{name}，遺忘偏置 1"),
    "memory.curves.note": (
        "{letters}: random weights, seed {seed}, untrained, all units. Left low: forgotten.",
        "{letters}：隨機權重、種子 {seed}、未訓練、全部單元。左邊低就是忘了。",
    ),
    "memory.plot.y": ("of its largest", "與最大值之比"),
    # Attention
    "attention.title": ("{name}[u]: outputs by inputs", "{name}[u]：輸出詞對輸入詞"),
    "attention.several": ("{name} ({place} of {count}: {names})", "{name}（第 {place}／{count} 個：{names}）"),
    "attention.sum": ("sum", "總和"),
    "attention.output": ("writes", "寫出"),
    "attention.step": ("Output step {step} ({name}): where it looks", "輸出第 {step} 步（{name}）：看哪裡"),
    "attention.tokens": ("tokens {first}–{last} of {count}", "詞 {first}–{last}，共 {count} 個"),
    "attention.rows": ("steps {first}–{last} of {count}", "步 {first}–{last}，共 {count} 步"),
    "attention.word": ("token", "詞"),
    "attention.score": ("score", "分數"),
    "attention.weight": ("weight", "權重"),
    "attention.more": ("… {count} more, together {weight}", "……另外 {count} 個，合計 {weight}"),
    "attention.none": (
        "No output step yet. n reads on, End goes to the last one; ↓ goes to the first.",
        "還沒有輸出步。n 往下讀，End 到最後一步；↓ 到第一步。",
    ),
    "attention.unknown": (
        "Not computed yet in this step. s computes the next equation.",
        "這一步還沒算到這裡。按 s 算下一條方程式。",
    ),
    "attention.missing": (
        "This network has no attention: A chooses one that has.",
        "這個網路沒有注意力 attention：按 A 選一個有的。",
    ),
    "attention.look": (
        "Where does each output token look? Rows add up to 1. ↑↓ output, ←→ input.",
        "每個輸出詞看哪裡？每列加起來是 1。↑↓ 輸出，←→ 輸入。",
    ),
    "attention.look.held": (
        "Where does each output look? A row with ✎ may not add up to 1. ↑↓ output, ←→ input.",
        "每個輸出詞看哪裡？有 ✎ 的列加起來不一定是 1。↑↓ 輸出，←→ 輸入。",
    ),
    "attention.random": (
        "Untrained, seed {seed}: where it looks means nothing yet.",
        "未訓練，種子 {seed}：看哪裡還沒有意義。",
    ),
    "attention.ones": (
        "Untrained, all weights 1: where it looks means nothing.",
        "未訓練，權重全為 1：看哪裡沒有意義。",
    ),
    "attention.written": ("Weights set by hand, not trained.", "權重是手設的，沒有訓練。"),
    "attention.file": ("Weights from the file {name}.", "權重來自檔案 {name}。"),
}
"""key -> (English, Traditional Chinese)."""
