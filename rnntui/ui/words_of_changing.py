"""The words of edits, interventions and ablation, in English and in Traditional Chinese."""

from __future__ import annotations

CHANGING_WORDS: dict[str, tuple[str, str]] = {
    "mark.changed": ("≠    another value since something was edited", "≠    改過某個數字之後，這裡的值不同了"),
    "mark.edited": ("✎    a number that was edited", "✎    改過的數字"),
    "coach.was": (
        "≠ {place} was {value} without your edits. U lists them, u takes one back.",
        "≠ {place} 沒改之前是 {value}。U 列出修改，u 復原。",
    ),
    "coach.forced": (
        "✎ {place} is held by your edit; it was {value}. U lists the edits.",
        "✎ {place} 由你的修改固定；原本是 {value}。U 列出修改。",
    ),
    "coach.forced.same": (
        "✎ {place} is held by your edit, and would be the same without it.",
        "✎ {place} 由你的修改固定；不改也是這個值。",
    ),
    # One number
    "number.title": ("Change a number", "改變一個數字"),
    "number.is": ("{place} is {value}", "{place} 現在是 {value}"),
    "number.was": ("{place} is {value} (without the edits {before})", "{place} 現在是 {value}（不改的話是 {before}）"),
    "number.several": ("{place}: several numbers at once", "{place}：一次改好幾個數字"),
    "number.none": ("Name a number and its new value", "寫出哪個數字，以及它的新值"),
    "number.hint": (
        "A number, or any place and its value, such as {example}",
        "輸入數字，或任何位置與值，例如 {example}",
    ),
    "number.keys": (
        "Enter runs it · Tab tables of all numbers · Esc leaves",
        "Enter 執行 · Tab 所有數字的表格 · Esc 離開",
    ),
    "number.names": ("Names: {names}", "名稱：{names}"),
    "number.no.name": ("No name begins with “{text}”", "沒有以「{text}」開頭的名稱"),
    "number.more": ("… {count} more", "……還有 {count} 個"),
    # All edits
    "edits.title": ("What was edited ({count})", "改過的數字（{count}）"),
    "edits.none": (
        "Nothing was edited. e in the table changes a number; Tab shows all numbers.",
        "還沒有改過數字。在表格按 e 改變數字；按 Tab 看所有數字。",
    ),
    "edits.keys": (
        "Enter take back · e change · Tab all numbers · Esc close",
        "Enter 取消 · e 改 · Tab 所有數字 · Esc 關閉",
    ),
    "edits.keys.none": ("Tab all numbers · Esc close", "Tab 所有數字 · Esc 關閉"),
    "edits.all": ("Take all {count} back", "全部取消（{count}）"),
    "edits.now": ("{value}, without it {before}", "{value}，不改的話是 {before}"),
    "edits.now.several": ("several numbers", "好幾個數字"),
    "edits.asleep": ("has no place in this run: {why}", "在這次執行裡用不上：{why}"),
    "edits.fell.asleep": (
        "Left out, as it has no place in this run: {edits}. It comes back where it has one; U lists all.",
        "這次執行用不上，先不套用：{edits}。用得上時會再套用；按 U 看全部。",
    ),
    # Tables of numbers
    "numbers.title": ("Numbers of the network", "網路的數字"),
    "numbers.weight": ("weight", "權重"),
    "numbers.embedding": ("vectors of the tokens", "各個詞的向量"),
    "numbers.start": ("before the first step", "第一步之前"),
    "numbers.variable": ("step × unit", "步 × 單元"),
    "numbers.keys": (
        "e edit · Del undo it · Tab next · / choose · ^e export · Esc close",
        "e 改 · Del 取消 · Tab 下一張表 · / 選表格 · ^e 匯出 · Esc 關閉",
    ),
    "numbers.keys.computed": (
        "Enter worked out · e edit · Del undo it · Tab next · / choose · ^e export · Esc close",
        "Enter 計算過程 · e 改 · Del 取消 · Tab 下一張表 · / 選表格 · ^e 匯出 · Esc 關閉",
    ),
    "numbers.choose": ("Which numbers?", "哪些數字？"),
    "numbers.rows": ("rows {first}–{last} of {count}", "第 {first}–{last} 列，共 {count} 列"),
    "numbers.columns": ("columns {first}–{last} of {count}", "第 {first}–{last} 行，共 {count} 行"),
    # Gates that are held
    "hold.choose": (
        "{name} is no gate. Which gate is held? (←→ goes to its column, too)",
        "{name} 不是閘門 gate。要固定哪個閘門？（用 ←→ 也能移到它的欄）",
    ),
    "hold.none": (
        "This network has no gate to hold; an LSTM or a GRU has (A). e changes any number.",
        "這個網路沒有閘門 gate 可以固定；LSTM 和 GRU 有（按 A 換架構）。按 e 可以改任何數字。",
    ),
    "hold.title": ("Hold {name}, a gate: open is 1, closed is 0", "固定閘門 gate {name}：開是 1，關是 0"),
    "hold.open": ("open", "開"),
    "hold.closed": ("closed", "關"),
    "hold.step.unit": ("{what}: this unit at this step", "{what}：這一步、這個單元"),
    "hold.all.unit": ("{what}: this unit at every step", "{what}：每一步、這個單元"),
    "hold.step.all": ("{what}: all units at this step", "{what}：這一步、所有單元"),
    "hold.all.all": ("{what}: all units at every step", "{what}：每一步、所有單元"),
    "hold.release": ("release {name}", "放開 {name}"),
    "hold.release.about": ("takes back {edits}", "取消 {edits}"),
    # Ablation
    "ablation.title": ("Silence each unit of {name} in turn", "輪流關掉 {name} 的每個單元"),
    "ablation.running": (
        "{bar} {percent} %, units of large values first; Esc stops",
        "{bar} {percent} %，值大的單元先關；按 Esc 停止",
    ),
    "ablation.together": (
        "Without all of {name} at once: {answer}, |Δ{output}| {change}.",
        "{name} 全部一起關掉：{answer}，|Δ{output}| {change}。",
    ),
    "ablation.measure": (
        "|Δ{output}|: how far {output} moves, a Euclidean distance over all steps and units",
        "|Δ{output}|：{output} 移動多遠，是所有步、所有單元的歐氏距離",
    ),
    "ablation.measure.uneven": (
        "Where only one of two answers has a step, the other counts as 0 there.",
        "兩個回答長短不同時，缺少的步算作 0。",
    ),
    "ablation.before": ("The network answers {answer}.", "網路的回答是 {answer}。"),
    "ablation.untold": (
        "The answer is not reached yet: Esc, then End goes there.",
        "還沒讀到網路的回答：按 Esc，再按 End 讀到最後。",
    ),
    "ablation.turned": (
        "Without {count} of the {units} units it answers something else.",
        "{units} 個單元中，有 {count} 個各自關掉後，回答會改變。",
    ),
    "ablation.turned.one": (
        "Without 1 of the {units} units it answers something else.",
        "{units} 個單元中，有 1 個關掉後，回答會改變。",
    ),
    "ablation.turned.none": (
        "No single unit changes the answer when it is silenced.",
        "單獨關掉任何一個單元，回答都不變。",
    ),
    "ablation.unit": ("unit", "單元"),
    "ablation.step": ("most at", "最大在"),
    "ablation.answer": ("without it", "少了它"),
    "ablation.keys": (
        "←→ other variable · Enter look at it · ^e export · Esc close",
        "←→ 換變數 · Enter 看這個單元 · ^e 匯出 · Esc 關閉",
    ),
}
"""key -> (English, Traditional Chinese)."""
