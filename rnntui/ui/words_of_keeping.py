"""The words of sessions, exports and files, in English and in Traditional Chinese."""

from __future__ import annotations

KEEPING_WORDS: dict[str, tuple[str, str]] = {
    "title.save": (
        "Save the session: text, choices, edits, marks and place",
        "儲存工作階段：句子、選項、修改、記號與位置",
    ),
    "title.open": ("Open a session, a setup, a network or vectors", "開啟工作階段、設定、網路或向量"),
    "title.export": ("Export: choose what to write", "匯出：選擇要寫出什麼"),
    "title.write": ("Write {what}", "寫出{what}"),
    "file.name": ("a file's name", "檔案名稱"),
    "file.path": ("type a path, or choose below", "輸入路徑，或從下面選"),
    "file.save": ("Enter writes it", "Enter 寫入"),
    "file.open": ("Enter opens it", "Enter 開啟"),
    "file.complete": ("Tab completes", "Tab 補完"),
    "file.leave": ("Esc leaves", "Esc 離開"),
    "file.exists": ("{path} exists: Enter once more replaces it", "{path} 已存在：再按一次 Enter 就會取代它"),
    "file.changed": (
        "{path} was changed by somebody else: Enter once more replaces it",
        "{path} 已被別人改過：再按一次 Enter 就會取代它",
    ),
    "file.none": ("Type a name first", "請先輸入名稱"),
    "file.nothing": ("There is no such file", "沒有這個檔案"),
    "file.folder": ("folder", "資料夾"),
    "recent.last": ("last session: {text}", "上次的工作階段：{text}"),
    "recent.earlier": ("session before: {text}", "更早的工作階段：{text}"),
    "recent.vectors": ("vectors", "向量"),
    "recent.offered": ("^o Enter goes on with: {text}", "按 ^o Enter 接著做：{text}"),
    "recent.broken": (
        "A session that was kept is broken; it is now called {path}",
        "有一個自動保存的工作階段已損壞，改名為 {path}",
    ),
    "recent.failed": ("The session can't be kept: {reason}", "無法自動保存工作階段：{reason}"),
    "saved": ("Saved: {path}", "已儲存：{path}"),
    "opened": ("Opened: {path}", "已開啟：{path}"),
    "writing": ("Writing {path} … go on meanwhile; ^e stops it", "正在寫 {path}……可以繼續操作；按 ^e 停止"),
    "stopped": ("Stopped: {path} was not written", "已停止：沒有寫入 {path}"),
    "export.stop": ("stop writing {path}", "停止寫入 {path}"),
    "export.table.csv": ("what is looked at, as CSV", "目前看的表格，CSV"),
    "export.table.md": ("what is looked at, as Markdown", "目前看的表格，Markdown"),
    "export.run.json": ("the run, as JSON", "整個執行結果，JSON"),
    "export.run.npz": ("the run, as npz", "整個執行結果，npz"),
    "export.run.csv": ("the run, as CSV", "整個執行結果，CSV"),
    "export.picture.svg": ("the picture, as SVG", "畫面的圖片，SVG"),
    "export.picture.txt": ("the picture, as text", "畫面的圖片，純文字"),
    "export.session.json": ("the session, under a name of its own", "工作階段，另存新檔"),
    "about.table.csv": (
        "the table or heat map of the focused panel, in full precision",
        "目前面板的表格或熱圖，完整精度",
    ),
    "about.table.md": ("for a report or an issue", "適合放進報告或 issue"),
    "about.run.json": (
        "every variable at every step; rnntui compare reads it",
        "每一步的每個變數；rnntui compare 可以讀它",
    ),
    "about.run.npz": ("NumPy arrays under the variables' names", "NumPy 陣列，以變數名稱命名"),
    "about.run.csv": ("one row a step, one column a unit", "每步一列，每個單元一欄"),
    "about.picture.svg": ("this screen, for slides and print", "目前的畫面，適合投影片與印刷"),
    "about.picture.txt": ("this screen, as lines of text", "目前的畫面，一行一行的文字"),
    "about.session.json": ("to go on from here another time", "之後可以從這裡接著做"),
    "replay.size": (
        "The keys were recorded at {size}: clicks may miss here",
        "這份按鍵紀錄是在 {size} 錄的：點擊位置在這裡可能不準",
    ),
    "replay.done": ("The record has been replayed; go on yourself", "紀錄播放完畢，接下來換你"),
}
"""key -> (English, Traditional Chinese)."""
