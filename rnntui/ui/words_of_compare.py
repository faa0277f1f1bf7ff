"""The words of the screen compare, in English and in Traditional Chinese."""

from __future__ import annotations

COMPARE_WORDS: dict[str, tuple[str, str]] = {
    "compare.running": ("Running both … Esc stops waiting.", "正在計算兩邊……按 Esc 不再等。"),
    "compare.no.words": (
        "Neither run has words. Press i and type a sentence for the side that is marked.",
        "兩邊都還沒有句子。按 i 替標記的那一邊輸入一句。",
    ),
    "compare.first": ("≠ first", "≠ 分岔"),
    "compare.beside": ("A beside B", "A 與 B 並排"),
    "compare.difference": ("difference B-A", "差別 B-A"),
    "compare.time": ("{variable} over time", "{variable} 隨時間的變化"),
    "compare.place": ("{clock}={steps} ({count} of {columns})", "{clock}={steps}（第 {count}／{columns} 欄）"),
    "compare.view.now": ("{view} (d)", "看 {view}（d）"),
    "compare.no.step": ("It has no step here: this is from the one before.", "它在這裡沒有時間步：這是前一步的。"),
    "compare.no.variable": ("It has no {name}: this is its hidden state.", "它沒有 {name}：這是它的隱藏狀態。"),
    "compare.units": ("{count} units by index (o)", "{count} 個單元，依編號（o）"),
    "compare.units.sorted": ("{count} units by |B-A| of {variable} (o)", "{count} 個單元，依 {variable} 的 |B-A|（o）"),
    "compare.layer": ("layer {group} (l)", "層 {group}（l）"),
    # Why there is no difference
    "apart.only in A": ("{name} is only in A: there is no B-A.", "只有 A 有 {name}，沒有 B-A。"),
    "apart.only in B": ("{name} is only in B: there is no B-A.", "只有 B 有 {name}，沒有 B-A。"),
    "apart.other size": (
        "{name} has {a} units in A and {b} in B: there is no B-A.",
        "{name} 在 A 有 {a} 個單元，在 B 有 {b} 個，不能相減。",
    ),
    "apart.other steps": (
        "{name} belongs to other steps in B than in A: there is no B-A.",
        "{name} 在 A 與 B 屬於不同的時間步，不能相減。",
    ),
    "apart.other tokens": (
        "The numbers of {name} stand for other tokens in B than in A: there is no B-A.",
        "{name} 的數字在 A 與 B 代表不同的詞，不能相減。",
    ),
    # What to look at
    "compare.start": (
        "≠ marks what differs. Will both answer alike at the end? n reads on in both.",
        "≠ 標出兩邊不同的地方。最後的答案會一樣嗎？按 n 兩邊一起讀。",
    ),
    "compare.same": (
        "So far the two runs are the same. Where will they part? n reads on in both.",
        "到這裡兩邊都一樣。會從哪裡開始不同？按 n 兩邊一起讀。",
    ),
    "compare.identical": (
        "A and B are the same sentence and network. x changes the side, i its sentence.",
        "A 和 B 是同一個句子、同一個網路。按 x 換一邊，按 i 改它的句子。",
    ),
    "compare.equal": (
        "The two runs are the same to the end. x changes the side, i its sentence.",
        "兩邊從頭到尾都一樣。按 x 換一邊，按 i 改它的句子。",
    ),
    "compare.parted": (
        "They differ from column {column} on: {names}. d shows B-A.",
        "從第 {column} 欄起不同：{names}。按 d 看 B-A。",
    ),
    "compare.parted.steps": (
        "They differ from column {column} on: one of them has no step there. d shows B-A.",
        "從第 {column} 欄起不同：其中一邊沒有這一步。按 d 看 B-A。",
    ),
    "compare.lasts.equal": (
        "On the way they differ, but the last {name} is the same.",
        "途中不同，最後的 {name} 卻一樣。",
    ),
    "compare.lasts.differ": (
        "The last {name} differs: the two do not answer alike. d shows by how much.",
        "最後的 {name} 不同：兩邊的回答不一樣。按 d 看差多少。",
    ),
    "compare.order.counts": (
        "The same words, another order, another {name}: order counts. X tries all orders.",
        "同樣的詞換了順序，{name} 就不同：順序有影響。按 X 試所有順序。",
    ),
    "compare.order.blind": (
        "The same words in another order, the same {name}. X tries all orders.",
        "同樣的詞換了順序，{name} 還是一樣。按 X 試所有順序。",
    ),
    "choice.pair": ("Two runs: {title}", "兩次執行：{title}"),
    "compare.blind": ("Same words: {told}", "同樣的詞：{told}"),
    "compare.blind.equal": ("{name} equal", "{name} 相同"),
    "compare.blind.differ": ("{name} differ", "{name} 不同"),
    "compare.blind.network": ("network {answers}", "網路 {answers}"),
    "compare.side": ("other side", "換邊"),
    "compare.orders": ("all orders", "所有順序"),
    "compare.view": ("difference", "差別"),
    # All orders
    "orders.title": ("All orders of {sentence}", "{sentence} 的所有順序"),
    "orders.network": ("network", "網路"),
    "orders.bag": ("as a bag of words", "當成詞袋"),
    "orders.run": ("orders", "順序"),
    "orders.of": ("{done} of {total}", "已跑 {done}／{total}"),
    "orders.sample": ("{done}/{total}, of {possible}", "{done}／{total}，共 {possible} 種"),
    "orders.many": ("over 2^53", "超過 2^53"),
    "orders.waiting": ("comes next", "接著計算"),
    "orders.range": ("{name}: least … greatest", "{name}：最小 … 最大"),
    "orders.different": ("{name}: different", "{name}：相異的值"),
    "orders.deviation": ("{name}: deviation", "{name}：標準差"),
    "orders.distance": ("farthest apart", "最遠的兩個答案相距"),
    "orders.ends": ("  from", "　從"),
    "orders.ends.to": ("  to", "　到"),
    "orders.none": ("the same answer to every order", "每種順序的答案都一樣"),
    "orders.not.finite": ("some answers are no finite numbers", "有些答案不是有限的數"),
    "orders.missing": ("none: {error}", "沒有：{error}"),
    "orders.list": ("by the answer, from small to large", "依答案由小到大"),
    "orders.said": (
        "A bag of words has no order: 0. The network's spread is what order does to it.",
        "詞袋沒有順序：相距 0。網路的答案差多遠，就是順序造成的。",
    ),
    "orders.said.blind": (
        "This network answers every order alike: order makes no difference to it.",
        "這個網路對每種順序的回答都一樣：順序對它沒有影響。",
    ),
    "orders.said.one": (
        "These words have one order alone. Esc, then i types a sentence of several words.",
        "這些詞只有一種順序。按 Esc 再按 i，輸入幾個不同的詞。",
    ),
    "orders.close": ("X or Esc close", "X 或 Esc 關閉"),
}
"""key -> (English, Traditional Chinese)."""
