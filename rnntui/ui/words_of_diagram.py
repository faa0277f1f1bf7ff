"""The words of the screen diagram, in English and in Traditional Chinese."""

from __future__ import annotations

DIAGRAM_WORDS: dict[str, tuple[str, str]] = {
    "diagram.folded": ("One cell with its loops", "一個單元與它的迴圈"),
    "diagram.unrolled": ("Unrolled over the steps", "依時間步展開"),
    "diagram.unit": ("unit {unit}", "單元 {unit}"),
    "diagram.unroll": ("unroll", "依時間展開"),
    "diagram.fold": ("fold up", "收回一個單元"),
    "diagram.more": ("signals and parts", "訊號與中間項"),
    "diagram.less": ("fewer boxes", "少一些方框"),
    "diagram.more.short": ("all boxes", "所有方框"),
    "diagram.less.short": ("fewer", "少些"),
    "diagram.held": ("held at {value}", "固定為 {value}"),
    "diagram.drawing": ("Drawing the network …", "正在畫網路圖……"),
    "diagram.flow": ("━ flows now", "━ 正在流動"),
    "diagram.valve": ("[▓] gate: how far it is open", "[▓] 閘門開多大"),
    "diagram.attends": ("▓ attention weight", "▓ 注意力權重"),
    "diagram.ahead": ("? not computed yet", "? 還沒算出來"),
    "diagram.edited": ("✎ held   ≠ changed by an edit", "✎ 固定   ≠ 因修改而變"),
    "diagram.given": ("{name}: what goes in", "{name}：輸入"),
    "diagram.within": ("{name} is inside {homes}", "{name} 收在 {homes} 裡"),
}
"""key -> (English, Traditional Chinese)."""
