"""The words of the editor of equations, in English and in Traditional Chinese."""

from __future__ import annotations

EDITING_WORDS: dict[str, tuple[str, str]] = {
    # The line between the run and the text
    "edit.line": ("line {line}/{lines}", "第 {line}/{lines} 行"),
    "edit.right": ("right, and run", "正確，已執行"),
    "edit.checking": ("checking …", "檢查中……"),
    "edit.wrong": ("error in line {line}: the run is old", "第 {line} 行有錯：執行結果是舊的"),
    "edit.wrong.whole": ("an error: the run is old", "有錯：執行結果是舊的"),
    "edit.refused": ("can't be edited here", "無法在這裡編輯"),
    "edit.unsaved": ("not saved", "未存檔"),
    "edit.saved": ("saved", "已存檔"),
    "edit.built_in": ("built in: what you type makes a copy", "內建：一輸入就另成副本"),
    "edit.old": ("old run", "舊結果"),
    "edit.notation": ("notation", "寫法"),
    "edit.save": ("save as", "另存"),
    "edit.leave": ("to the keys", "回按鍵"),
    "edit.enter": ("into the text", "進入編輯"),
    # The line of advice
    "coach.edit": (
        "Enter goes into the text. n p step, u takes an edit back, 1 shows numbers.",
        "Enter 進入編輯。n 與 p 前後走，u 收回改動，1 看數字。",
    ),
    "coach.edit.typing": (
        "Type: what is right runs at once. ^z takes it back. Esc leaves the text.",
        "直接輸入：寫對了就立刻執行。^z 復原，Esc 離開編輯。",
    ),
    # What follows from the equations
    "title.inferred": ("What follows, at step {step}", "推得的結果，第 {step} 步"),
    "title.notation": ("Notation", "寫法"),
    "inferred.weights": ("weights", "權重"),
    # The reference of the notation
    "notation.close": ("Esc close", "Esc 關閉"),
    "notation.file": ("A file", "檔案"),
    "notation.sizes": ("how many units: input, hidden, output, or a name", "單元數：input、hidden、output，或自訂名稱"),
    "notation.slots": ("a function that can be exchanged", "可以替換的函數"),
    "notation.constants": ("a number with a name", "有名稱的數字"),
    "notation.initial": ("before the first step; else 0", "第一步之前的值；沒寫就是 0"),
    "notation.stops": ("Breakpoints and watches (b)", "中斷點與監看（b）"),
    "notation.compared": ("a unit compared: < <= == != >= >", "單元的比較：< <= == != >= >"),
    "notation.token": ("the token of the step", "這一步的詞"),
    "notation.reduced": ("also min sum mean any all argmax argmin", "還有 min sum mean any all argmax argmin"),
    "notation.joined": ("conditions together", "條件的組合"),
    "notation.equation": ("One equation", "一條方程式"),
    "notation.is": ("the variable at step t", "變數在第 t 步的值"),
    "notation.role": ("what it is: colours, bars, diagram", "它是什麼：決定顏色、長條與圖解"),
    "notation.roles": ("the roles", "可用的 role"),
    "notation.step": ("computed together with all of step 1", "同為第 1 步的一起計算"),
    "notation.says": ("what it is for, in your words", "用你的話說明用途"),
    "notation.times": ("Time", "時間"),
    "notation.now": ("now, the step before, the step after", "這一步、上一步、下一步"),
    "notation.whole": ("the last value; all steps", "最後的值；所有的步"),
    "notation.once": ("one value for the sentence", "整句只有一個值"),
    "notation.answer": ("the steps of an answer that is written", "寫出回答的各步"),
    "notation.numbers": ("Arithmetic", "運算"),
    "notation.product": ("weight matrix times vector", "權重矩陣乘以向量"),
    "notation.pointwise": ("unit by unit", "逐單元計算"),
    "notation.both": ("* beside @ needs parentheses", "* 與 @ 相鄰時要加括號"),
    "notation.weight": ("no index: a weight, learned; its shape follows", "沒有索引：權重，會學習；形狀自動推得"),
    "notation.functions": ("the functions", "可用的函數"),
    # Saving
    "title.save_equations": ("Save the equations as", "把方程式另存為"),
    "save.name": ("a name, or a path such as ./mine.toml", "名稱，或 ./mine.toml 這樣的路徑"),
    "save.where": ("Enter saves it as {path}", "按 Enter 存成 {path}"),
    "save.same": ("Enter saves it again: {path}", "按 Enter 再次存檔：{path}"),
    "save.changed": (
        "{path} was changed since it was read. Enter once more writes over it.",
        "{path} 讀入之後被改過。再按一次 Enter 就覆寫。",
    ),
    "save.there": (
        "There is such a file already: {path}. Enter once more writes over it.",
        "已經有這個檔案：{path}。再按一次 Enter 就覆寫。",
    ),
    "save.hint": ("Esc leaves all as it is", "Esc 不存檔離開"),
    "save.done": ("Saved as {path}. A lists it.", "已存成 {path}。按 A 會列出它。"),
    "save.done.path": ("Saved as {path}", "已存成 {path}"),
    # The list of architectures
    "architecture.own": ("{name} (own)", "{name}（自訂）"),
    "architecture.sample": ("{name} (sample)", "{name}（範例）"),
    "architecture.broken": ("broken: {error}", "有錯：{error}"),
    "architecture.mended": ("{name}: Enter opens it in the editor", "{name}：按 Enter 在編輯器裡開啟"),
    "architecture.taken": ("its name is that of a built-in one: rename {file}", "與內建架構同名：請替 {file} 改名"),
    "architecture.file": ("the file {name}", "檔案 {name}"),
    "describe.architecture.file": ("equations of your own", "你自己的方程式"),
}
"""key -> (English, Traditional Chinese)."""
