"""The words of breakpoints, watches, search and marks, in English and in Traditional Chinese."""

from __future__ import annotations

STOPPING_WORDS: dict[str, tuple[str, str]] = {
    # While one goes on
    "stop.here": (
        "● {text} holds here{more}. c on to the next, b lists all.",
        "● {text} 在這裡成立{more}。c 到下一處，b 列出全部。",
    ),
    "stop.more": (", and {count} more", "，另有 {count} 個"),
    "stop.none": (
        "No breakpoint holds after step {step}: nothing moved.",
        "第 {step} 步之後沒有中斷點成立，留在原處。",
    ),
    "stop.none.back": (
        "No breakpoint holds before step {step}: nothing moved.",
        "第 {step} 步之前沒有中斷點成立，留在原處。",
    ),
    "stop.unset": ("There is no breakpoint yet: b sets one.", "還沒有中斷點：按 b 設定。"),
    "stop.all_off": (
        "All breakpoints are off: b lists them, Space turns one on.",
        "所有中斷點都停用了：按 b 列出，再按空白鍵啟用。",
    ),
    "stop.unfit": (
        "No breakpoint means anything in this network: b says why.",
        "沒有中斷點適用於這個網路：按 b 看原因。",
    ),
    "stop.beside": (
        "● {text} holds here in {runs}{more}. c on to the next, b lists all.",
        "● {text} 在這裡成立：{runs}{more}。c 到下一處，b 列出全部。",
    ),
    "stop.nowhere": ("{text} holds nowhere in this run.", "{text} 在這次執行中都不成立。"),
    "marked.set": ("Marked. ' comes back here, m takes the mark away.", "已標記。按 ' 回到這裡，按 m 取消標記。"),
    "marked.unset": ("The mark is taken away.", "已取消標記。"),
    "marks.none": ("There is no mark yet: m sets one.", "還沒有標記：按 m 標記。"),
    "marks.only": ("The only mark is here: m takes it away.", "唯一的標記就在這裡：按 m 取消。"),
    # What is missing
    "why.empty": ("There is no sentence yet: i types one.", "還沒有句子：按 i 輸入。"),
    "why.elsewhere": ("This key belongs to {mode}: {place} opens it.", "這個按鍵屬於「{mode}」：按 {place} 進入。"),
    "why.vectors": ("There are no tokens to search: vectors are fed.", "沒有詞可以搜尋：輸入的是向量。"),
    "why.not_here": (
        "{mode} has nothing of this: 1 opens Explore.",
        "「{mode}」沒有這個功能：按 1 進入「探索」。",
    ),
    "why.undo": ("Nothing was changed yet that could be taken back.", "還沒有可以收回的改動。"),
    "why.redo": ("Nothing was taken back that could be done again.", "沒有收回過的改動可以重做。"),
    "why.group": (
        "One layer, one direction: L and D choose more.",
        "只有一層、一個方向：按 L、D 選擇更多。",
    ),
    "why.first": ("This is the first step: n goes on.", "這是第一步：按 n 往下走。"),
    "why.last": ("This is the last step: p goes back.", "這是最後一步：按 p 往回走。"),
    "why.only": ("There is this one step alone.", "只有這一步。"),
    "why.apart": ("Nothing is taken apart: Enter does that.", "還沒有拆解任何數：按 Enter 拆解。"),
    "why.covered": ("Nothing of this is seen here: Esc goes back first.", "這裡看不到這個：先按 Esc 返回。"),
    "why.end": ("The way ends here: Bksp goes back, Esc to the start.", "路到這裡為止：Bksp 返回，Esc 回出發點。"),
    # Watches
    "watch.head": ("watch", "監看"),
    "watch.more": ("+{count} (b)", "另 {count} 個（b）"),
    "watch.error": ("!", "！"),
    "watch.true": ("true", "真"),
    "watch.false": ("false", "假"),
    # The list
    "stops.title": ("Breakpoints and watches", "中斷點與監看"),
    "stops.field": ("Type a condition, such as {example}", "輸入條件，例如 {example}"),
    "stops.break": ("Stop where it holds", "成立時停下"),
    "stops.watch": ("Watch it: show its value at every step", "監看：每一步都顯示它的值"),
    "stops.fill": ("Try this one", "試試這個"),
    "stops.examples": ("Examples from this run", "這次執行的例子"),
    "stops.example.token": ("the token of this step", "這一步的詞"),
    "stops.example.gate": ("a gate is more closed than now", "閘門 gate 比現在關得更緊"),
    "stops.example.jump": ("the state changes a lot", "狀態變化很大"),
    "stops.example.answer": ("the answer changes", "答案改變"),
    "stops.example.sign": ("a memory turns negative", "記憶由正轉負"),
    "stops.example.value": ("what you look at, to be watched", "正在看的值，適合監看"),
    "stops.count": ("holds at {count} of {moments} steps", "{moments} 步中有 {count} 步成立"),
    "stops.some": (
        "holds at {count} of the first {looked} steps, of {moments}",
        "{moments} 步中，前 {looked} 步有 {count} 步成立",
    ),
    "stops.nonzero": ("not zero at {count} of {moments} steps", "{moments} 步中有 {count} 步不是零"),
    "stops.now": ("here: {value}", "這裡：{value}"),
    "stops.holds": ("holds here", "在這裡成立"),
    "stops.off": ("off", "停用"),
    "stops.keys": (
        "Enter go there · Del remove · Space off, on · Esc close",
        "Enter 前往 · Del 移除 · 空白鍵 停用、啟用 · Esc 關閉",
    ),
    "stops.keys.watch": ("Enter edit · Del remove · Esc close", "Enter 修改 · Del 移除 · Esc 關閉"),
    "stops.keys.add": (
        "Enter take what is marked ▶ · ↑↓ the other · Esc close",
        "Enter 採用 ▶ 標出的 · ↑↓ 另一個 · Esc 關閉",
    ),
    "stops.keys.example": ("Enter put it into the field · Esc close", "Enter 放進欄位 · Esc 關閉"),
    "stops.keys.error": ("mend it · Esc close", "請修正 · Esc 關閉"),
    "stops.keys.only": (
        "mend it, or ↓ Enter to watch it · Esc close",
        "請修正，或按 ↓ 再按 Enter 監看 · Esc 關閉",
    ),
    "stops.remove": ("[remove]", "［移除］"),
    # The search
    "search.none": ("no token has this", "沒有這樣的詞"),
    "search.nothing": ("No token has “{text}”.", "沒有含「{text}」的詞。"),
    "search.empty": ("type a part of a token", "輸入詞的一部分"),
    "search.again": ("Enter {sought} again", "Enter 再找 {sought}"),
    "search.found": ("{place} of {count}", "第 {place} 個，共 {count} 個"),
    "search.found.written": ("{place} of {count}, written here", "第 {place} 個，共 {count} 個，在此寫出"),
    "search.keys": ("Enter stay   Esc back   ↑↓ before, next", "Enter 留下   Esc 回去   ↑↓ 前後"),
    "search.keys.none": ("Esc back", "Esc 回去"),
    # Marks of the timeline
    "mark.stop": ("●    behind a token: a breakpoint holds here", "●    在詞後面：中斷點在這裡成立"),
    "mark.own": ("◆    behind a token: a mark of your own", "◆    在詞後面：你做的標記"),
}
"""key -> (English, Traditional Chinese)."""
