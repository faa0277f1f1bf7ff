"""Every word of the interface, in English and in Traditional Chinese as written in Taiwan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "zh_TW"]
LANGUAGES: tuple[Language, ...] = ("en", "zh_TW")


def language(name: str) -> Language:
    """The language of a name such as `zh-TW`; English where there is none."""
    return "zh_TW" if name.replace("-", "_").lower() in ("zh_tw", "zh_hant", "zh_hant_tw") else "en"


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    language: Language = "en"

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key with the values put in; KeyError for a key that does not exist."""
        return WORDS[key][LANGUAGES.index(self.language)].format(**values)

    def of(self, texts: Mapping[str, str]) -> str:
        """One of the texts that an architecture's file has, by language; English where ours is missing."""
        return texts.get(self.language) or texts.get("en") or next(iter(texts.values()), "")


WORDS: dict[str, tuple[str, str]] = {
    # Titles and states
    "mode.explore": ("Explore", "探索"),
    "title.equations": ("Equations", "方程式"),
    "title.work": ("How {place} came about", "{place} 怎麼算出來"),
    "with": ("with {slots}", "其中 {slots}"),
    "title.time": ("{variable} over time", "{variable} 隨時間的變化"),
    "title.bands": (
        "{variable} over time: {units} units in bands of {size}",
        "{variable} 隨時間的變化：{units} 個單元，每 {size} 個一列",
    ),
    "title.help": ("Keys and marks", "按鍵與記號"),
    "place": ("t={step} ({count} of {steps})", "t={step}（第 {count}／{steps} 個）"),
    "place.micro": ("equation step {count} of {steps}", "本步算式 {count}／{steps}"),
    "units.one": ("1 unit", "1 個單元"),
    "units.index": ("{count} units by index", "{count} 個單元，依編號"),
    "units.change": ("{count} units by |Δ{variable}|", "{count} 個單元，依 |Δ{variable}|"),
    "unit": ("unit", "單元"),
    "group.forward": ("layer {layer} of {layers} →", "第 {layer}／{layers} 層 →"),
    "group.reverse": ("layer {layer} of {layers} ←", "第 {layer}／{layers} 層 ←"),
    "rows": ("rows {first}–{last} of {count}", "第 {first}–{last} 列，共 {count} 列"),
    "steps": ("steps {first}–{last} of {count}", "第 {first}–{last} 步，共 {count} 步"),
    "statistics": (
        "{variable}: min {least}  mean {mean}  max {most}",
        "{variable}：最小 {least}　平均 {mean}　最大 {most}",
    ),
    "more.columns": ("{count} more", "還有 {count} 欄"),
    "given": ("It is given, not computed: the vector of this token.", "這是輸入，不必計算：這個詞的向量。"),
    "not.yet": (
        "Not computed yet in this step. s computes the next equation.",
        "這一步還沒算到這裡。按 s 算下一條方程式。",
    ),
    "empty": ("There is no sentence yet. Press i and type one.", "還沒有句子。按 i 輸入一句。"),
    "loading": ("…", "…"),
    "small": (
        "rnntui needs {width}x{height} cells; this terminal has {w}x{h}.",
        "rnntui 需要 {width}x{height} 格；目前終端機是 {w}x{h}。",
    ),
    "token": ("token", "詞"),
    "largest": ("max {name}", "最大 {name}"),
    "vectors": ("vectors from {name}", "{name} 的向量"),
    "unknown.zero": ("* not in the encoding: stands for the zero vector", "* 編碼裡沒有這個詞：以零向量代替"),
    "unknown.unk": ("* not in the encoding: stands for <unk>", "* 編碼裡沒有這個詞：以 <unk> 代替"),
    "unknown.random": (
        "* not in the encoding: a random vector of the seed",
        "* 編碼裡沒有這個詞：以種子產生的隨機向量代替",
    ),
    # What to do next
    "coach.start": (
        "Press n to read the next token. Guess first: what will the network answer?",
        "按 n 讀下一個詞。先猜猜看：網路會回答什麼？",
    ),
    "coach.go": (
        "n reads on, p goes back. s takes one equation at a time.",
        "n 往下讀，p 往回走；s 一次算一條方程式。",
    ),
    "coach.micro": (
        "Blank: not computed yet. • was computed just now. s goes on.",
        "空白：還沒算到；•：剛剛算好。按 s 繼續。",
    ),
    "coach.end": (
        "The sentence is read. p goes back, i types another, A takes another network.",
        "句子讀完了。p 往回走，i 換一句，A 換一種網路。",
    ),
    "coach.playing": ("Playing: Space stops.", "播放中：按空白鍵停止。"),
    "coach.typing": (
        "Type: every change runs at once. Enter or Esc leaves the field.",
        "直接輸入：每次改動都會立刻重算。Enter 或 Esc 離開欄位。",
    ),
    "coach.first": ("Running the sentence …", "計算中……"),
    "coach.long": ("The text is long: Enter runs it.", "文字很長：按 Enter 才重算。"),
    "coach.pending": (
        "Running … what is shown is from before. Esc stops waiting.",
        "計算中……畫面是之前的結果。按 Esc 不再等。",
    ),
    "old": ("old", "舊"),
    "note.on": ("n goes on", "按 n 繼續"),
    "note.end": ("(end)", "（完）"),
    # The setup in words
    "weights.ones": ("all weights 1", "權重全為 1"),
    "weights.random": ("random seed {seed}", "隨機 種子 {seed}"),
    "weights.written": ("weights by hand", "手設權重"),
    "weights.short.ones": ("ones", "全為 1"),
    "weights.short.written": ("by hand", "手設"),
    "weights.short": ("seed {seed}", "種子 {seed}"),
    "weights.file": ("weights {name}", "權重 {name}"),
    "embedding.random": ("random vectors", "隨機向量"),
    "embedding.table": ("table {name}", "向量表 {name}"),
    "one-hot": ("one-hot", "one-hot"),
    "direction.forward": ("→ forward", "→ 單向"),
    "direction.both": ("⇄ both ways", "⇄ 雙向"),
    # The selectors
    "choice.encoding": ("Encoding", "編碼"),
    "choice.architecture": ("Arch", "架構"),
    "choice.hidden": ("Hidden", "隱藏單元"),
    "choice.layers": ("Layers", "層數"),
    "choice.direction": ("Direction", "方向"),
    "choice.weights": ("Weights", "權重"),
    "choice.sample": ("Open", "範例"),
    "choose.encoding": ("Encoding: how a token becomes a vector", "編碼：詞怎麼變成向量"),
    "choose.architecture": ("Architecture: the equations of the network", "架構：網路的方程式"),
    "choose.hidden": ("Hidden units: choose, or type a number", "隱藏單元數：選一個，或輸入數字"),
    "choose.layers": ("Layers: choose, or type a number", "層數：選一個，或輸入數字"),
    "choose.direction": ("Direction: in which order the sentence is read", "方向：句子以什麼順序閱讀"),
    "choose.weights": (
        "Weights: choose, or type the number of a seed, or the path of a file",
        "權重：選一個，或輸入種子的號碼，或檔案的路徑",
    ),
    "choose.sample": ("Open a sample", "開啟範例"),
    "choose.step": ("Go to a step: choose a token, or type its number", "到某一步：選一個詞，或輸入編號"),
    "choose.filter": ("type to filter", "輸入文字以篩選"),
    "choose.none": ("Nothing here fits “{text}”", "沒有符合「{text}」的選項"),
    "choose.number": ("use {text}", "用 {text}"),
    "describe.one-hot": ("a place of its own for every token", "每個詞有自己的位置"),
    "describe.random": ("a random vector of the seed for every token", "每個詞一個由種子產生的隨機向量"),
    "describe.table": ("vectors of a sample table", "範例向量表裡的向量"),
    "describe.ones": ("every weight 1, every bias 0: easy to follow by hand", "權重全為 1、偏差全為 0：容易用手算"),
    "describe.seed": ("small numbers around 0, the same every time", "0 附近的小數，每次都一樣"),
    "describe.written": ("worked out by hand, not trained", "用手算出來的，不是訓練的"),
    "describe.model": ("a trained network of the samples", "範例裡訓練好的網路"),
    "file.network": ("open the network in {name}", "開啟 {name} 裡的網路"),
    "file.weights": ("take the weights of {name}", "使用 {name} 裡的權重"),
    "describe.network": ("with its own equations, sizes and encoding", "連同它自己的方程式、大小與編碼"),
    "describe.weights": ("for the equations that are shown", "用於現在的方程式"),
    # What each key does
    "key.next": ("next", "下一步"),
    "key.back": ("back", "上一步"),
    "key.micro": ("equation", "算式"),
    "key.micro_back": ("equation back", "算式往回"),
    "key.first": ("first", "開頭"),
    "key.last": ("last", "結尾"),
    "key.go": ("go to", "跳到"),
    "key.play": ("play", "播放"),
    "key.unit_up": ("unit up", "上一個單元"),
    "key.unit_down": ("unit down", "下一個單元"),
    "key.column_left": ("column left", "左邊一欄"),
    "key.column_right": ("column right", "右邊一欄"),
    "key.page_up": ("page up", "上一頁"),
    "key.page_down": ("page down", "下一頁"),
    "key.group": ("layer", "換層"),
    "key.panel": ("panel", "面板"),
    "key.panel_back": ("panel back", "上一個面板"),
    "key.work": ("worked out", "計算過程"),
    "key.time": ("over time", "隨時間"),
    "key.large": ("large", "放大"),
    "key.leave": ("leave", "離開"),
    "key.order": ("order", "排序"),
    "key.fold": ("unfold", "展開"),
    "key.ahead": ("ahead", "偷看"),
    "key.copy": ("copy", "複製"),
    "key.write": ("write", "存檔"),
    "key.theme": ("theme", "配色"),
    "key.sentence": ("sentence", "句子"),
    "key.architecture": ("architecture", "架構"),
    "key.encoding": ("encoding", "編碼"),
    "key.hidden": ("hidden units", "隱藏單元"),
    "key.layers": ("layers", "層數"),
    "key.direction": ("direction", "方向"),
    "key.weights": ("weights", "權重"),
    "key.sample": ("open", "範例"),
    "key.undo": ("undo", "復原"),
    "key.redo": ("redo", "重做"),
    "key.help": ("help", "說明"),
    "key.palette": ("all commands", "所有指令"),
    "key.suspend": ("suspend", "暫停程式"),
    "key.quit": ("quit", "結束"),
    "tip.next": ("Read the next token", "讀下一個詞"),
    "tip.back": ("Go back to the token before", "回到前一個詞"),
    "tip.micro": ("Compute the next equation of this step", "計算這一步的下一條方程式"),
    "tip.micro_back": ("Take the last equation back", "退回上一條方程式"),
    "tip.first": ("Go to the first token", "到第一個詞"),
    "tip.last": ("Go to the last token", "到最後一個詞"),
    "tip.go": ("Go to a token by its number or text", "依編號或文字跳到某個詞"),
    "tip.play": ("Read on by itself, or stop", "自動往下讀，或停止"),
    "tip.unit_up": ("Look at the unit above", "看上面的單元"),
    "tip.unit_down": ("Look at the unit below", "看下面的單元"),
    "tip.column_left": ("Look at the variable on the left", "看左邊的變數"),
    "tip.column_right": ("Look at the variable on the right", "看右邊的變數"),
    "tip.page_up": ("A page of units up", "往上一頁單元"),
    "tip.page_down": ("A page of units down", "往下一頁單元"),
    "tip.group": ("Show the next layer or direction", "顯示下一層或另一個方向"),
    "tip.panel": ("Go to the next panel", "到下一個面板"),
    "tip.panel_back": ("Go to the panel before", "到上一個面板"),
    "tip.work": ("Show large how the value came about", "放大顯示這個值怎麼算出來"),
    "tip.time": ("Show large how the variable changes over time", "放大顯示這個變數隨時間的變化"),
    "tip.large": ("Let this panel fill the screen, or take it back", "讓這個面板占滿畫面，或還原"),
    "tip.leave": ("Leave the field, the list or the large panel", "離開欄位、清單或放大的面板"),
    "tip.order": ("Sort the units by index, or by what changed most", "單元依編號排序，或依變化大小排序"),
    "tip.fold": ("Show signals and parts too, or fold them away", "也顯示訊號與中間項，或收起來"),
    "tip.ahead": ("Show outputs that are not reached yet, or hide them", "顯示還沒讀到的輸出，或藏起來"),
    "tip.copy": ("Copy what this panel shows, in full precision", "複製這個面板的內容（完整精度）"),
    "tip.write": ("Write what this panel shows into a new file", "把這個面板的內容寫進新檔案"),
    "tip.theme": ("Dark, light or high contrast", "深色、淺色或高對比"),
    "tip.sentence": ("Type another sentence", "輸入另一個句子"),
    "tip.architecture": ("Choose the equations of the network", "選擇網路的方程式"),
    "tip.encoding": ("Choose how tokens become vectors", "選擇詞怎麼變成向量"),
    "tip.hidden": ("Choose how many hidden units there are", "選擇隱藏單元的數目"),
    "tip.layers": ("Choose how many layers there are", "選擇層數"),
    "tip.direction": ("Read forwards only, or both ways", "只往前讀，或雙向都讀"),
    "tip.weights": ("Ones, random of a seed, or from a file", "全為 1、由種子產生，或來自檔案"),
    "tip.sample": ("Open a ready-made example", "開啟現成的範例"),
    "tip.undo": ("Take the last change back", "取消上一個改變"),
    "tip.redo": ("Make the change again", "重做取消的改變"),
    "tip.help": ("All keys and marks", "所有按鍵與記號"),
    "tip.palette": ("Find a command, an architecture or a sample by its name", "依名稱尋找指令、架構或範例"),
    "tip.suspend": ("Back to the shell; fg returns", "回到命令列；輸入 fg 返回"),
    "tip.quit": ("Leave rnntui", "離開 rnntui"),
    # Short words for the bottom line
    "hint.unit": ("unit", "單元"),
    "hint.column": ("column", "欄"),
    # Help
    "help.time": ("Through time", "沿時間走"),
    "help.place": ("Where to look", "看哪裡"),
    "help.view": ("How it is shown", "怎麼顯示"),
    "help.choice": ("What is run", "執行什麼"),
    "help.app": ("The program", "程式"),
    "help.marks": ("Marks", "記號"),
    "help.close": ("Esc closes", "Esc 關閉"),
    "mark.current": ("▐x▌  the token that is being read", "▐x▌  正在讀的詞"),
    "mark.hidden": ("?    not reached yet", "?    還沒讀到"),
    "mark.unit": ("▶    the unit that is looked at", "▶    正在看的單元"),
    "mark.value": ("▸    the value that is worked out", "▸    正在說明的值"),
    "mark.fresh": ("•    computed in this equation step", "•    這一步算式剛算好的"),
    "mark.before": ("h[t-1]  the value of the step before", "h[t-1]  上一步的值"),
    "mark.gate": ("███░░  a gate: full is open (1), empty is closed (0)", "███░░  閘門 gate：滿是開（1），空是關（0）"),
    "mark.round": ("≈    the rounded numbers don't add up exactly", "≈    四捨五入後的數字不完全相加"),
    "mark.unknown": ("*    a token that the encoding does not know", "*    編碼不認識的詞"),
    "mark.time": ("+▒ -█  sign and size of a value over time", "+▒ -█  值的正負與大小"),
    "copied": (
        "Copied {lines} lines, if the terminal lets us. w writes them into a file.",
        "已複製 {lines} 行（終端機允許的話）。按 w 可寫進檔案。",
    ),
    "written": ("Written: {path}", "已寫入：{path}"),
    # Errors
    "error.memory": ("there is not enough memory for this; nothing was changed", "記憶體不夠；一切照舊"),
    "error.crash": ("rnntui ended unexpectedly", "rnntui 意外結束"),
}
"""key -> (English, Traditional Chinese)."""
