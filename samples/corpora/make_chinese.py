"""Write the sample corpus chinese.txt: `python samples/corpora/make_chinese.py`.

Short sentences in Traditional Chinese, drawn at random from the frames below, one a line. Each character is a
token. A character stands in the frames that its meaning allows: 母 in those of women and in those of parents.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

SENTENCES = 4_000
SEED = 1

PEOPLE: Mapping[str, tuple[str, ...]] = {
    "父": ("male", "parent"),
    "母": ("female", "parent"),
    "兄": ("male", "older"),
    "姊": ("female", "older"),
    "弟": ("male", "younger"),
    "妹": ("female", "younger"),
    "王": ("male", "royal"),
    "后": ("female", "royal"),
    "男": ("male", "person"),
    "女": ("female", "person"),
    "祖": ("male", "elder", "ancestor"),
    "孫": ("male", "junior", "ancestor"),
    "子": ("male", "junior", "parent"),
}
"""Sex, generation, kind of relative."""
PEOPLE_FRAMES: Mapping[str, Sequence[str]] = {
    "male": ("{}留鬍鬚", "他是{}", "{}穿西裝", "{}打領帶", "他就是那{}"),
    "female": ("{}留長髮", "她是{}", "{}穿裙裝", "{}戴耳環", "她就是那{}"),
    "parent": ("家裡有{}", "我愛我{}", "{}在家煮飯", "你{}回家了", "像我{}一樣"),
    "older": ("{}比我大", "我問{}功課", "{}教我寫字", "跟著{}上學"),
    "younger": ("{}比我小", "我陪{}玩耍", "{}還不會走", "抱著{}睡覺"),
    "royal": ("{}住宮殿", "{}戴金冠", "百姓拜{}", "{}坐寶座"),
    "person": ("路上有個{}人", "一個{}人走過", "那{}人我不認識", "陌生的{}人問路"),
    "elder": ("老{}滿頭白髮", "{}拄著拐杖", "{}年紀很大", "先有{}"),
    "junior": ("小{}剛出生", "{}還在喝奶", "{}年紀很小", "後有{}"),
    "ancestor": ("你{}我{}", "族譜寫著{}", "我們隔代的{}", "{}隔了兩代"),
}
LISTS: Sequence[tuple[Sequence[str], Sequence[str]]] = (
    ("紅黃藍綠白黑", ("{}色的布", "漆成{}色", "{}衣{}褲", "顏色是{}")),
    ("一二三四五六", ("第{}名", "{}加{}等於", "買{}本書", "星期{}")),
    ("貓狗馬牛鳥", ("養了幾隻{}", "{}在吃飼料", "餵{}吃東西", "那隻{}跑掉", "{}和{}是動物")),
    ("春夏秋冬", ("{}天到了", "{}季很美", "立{}那天", "今年{}天")),
)


def sentences(seed: int, count: int) -> Iterator[str]:
    """Random sentences, the same for the same seed."""
    draw = random.Random(seed)
    for _ in range(count):
        if draw.random() < 0.65:
            name, traits = draw.choice([*PEOPLE.items()])
            yield draw.choice(PEOPLE_FRAMES[draw.choice(traits)]).replace("{}", name)
        else:
            characters, frames = draw.choice(LISTS)
            yield draw.choice(frames).format(*draw.sample([*characters], 2))


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description="Write the sample corpus chinese.txt.")
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).with_name("chinese.txt"))
    options = parser.parse_args()
    options.output.write_text("".join(f"{line}\n" for line in sentences(SEED, SENTENCES)), "utf-8")


if __name__ == "__main__":
    main()
