"""Write the sample corpus english.txt: `python samples/corpora/make_english.py`.

Short sentences, drawn at random from the frames below, one a line. A word stands in the frames that its meaning
allows, as it would in any text: a queen in those of women and in those of rulers, Paris in those of cities and in
those of France. That is all there is to learn from.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

SENTENCES = 5_000
SEED = 1

PEOPLE: Mapping[str, tuple[str, str, str]] = {
    "king": ("male", "grown", "royal"),
    "queen": ("female", "grown", "royal"),
    "prince": ("male", "young", "royal"),
    "princess": ("female", "young", "royal"),
    "man": ("male", "grown", "common"),
    "woman": ("female", "grown", "common"),
    "boy": ("male", "young", "common"),
    "girl": ("female", "young", "common"),
    "father": ("male", "grown", "family"),
    "mother": ("female", "grown", "family"),
    "son": ("male", "young", "family"),
    "daughter": ("female", "young", "family"),
    "brother": ("male", "young", "sibling"),
    "sister": ("female", "young", "sibling"),
    "uncle": ("male", "grown", "sibling"),
    "aunt": ("female", "grown", "sibling"),
}
"""Sex, age, and the kind of person."""
PEOPLE_FRAMES: Mapping[str, Sequence[str]] = {
    "male": (
        "the {} put on his hat", "he is a {}", "the {} shaved his beard", "the {} lost his tie", "the {} saw himself",
        "that {} is a good husband", "he was the {} of whom they spoke",
    ),
    "female": (
        "the {} put on her dress", "she is a {}", "the {} combed her long hair", "the {} lost her necklace",
        "the {} saw herself", "that {} is a good wife", "she was the {} of whom they spoke",
    ),
    "grown": (
        "the {} goes to work early", "the {} has grey hair", "an old {} drank wine", "the {} drove the car",
        "the old {} read the newspaper",
    ),
    "young": (
        "the {} goes to school early", "the little {} has a toy", "a young {} drank milk", "the {} learned to read",
        "the little {} did the homework",
    ),
    "royal": (
        "the {} lives in the palace", "the {} wears a golden crown", "the people bowed before the {}",
        "the royal {} sat on the throne", "long live the {} and the kingdom",
    ),
    "common": (
        "the {} lives next door", "a {} crossed the street", "some {} knocked at the door", "a {} waited for the bus",
        "the {} in the shop was a stranger",
    ),
    "family": (
        "my {} looks like me", "the {} hugged the baby at home", "my {} and i live in one house",
        "my dear {} came home", "a parent and child are like my {}",
    ),
    "sibling": (
        "my {} came to visit on a holiday", "my cousin likes our {}", "our {} sent a postcard to grandmother",
        "grandmother called our {}", "the {} and my cousin have the same grandfather",
    ),
}  # fmt: skip

ANIMALS: Mapping[str, tuple[str, Sequence[str]]] = {
    "cat": ("cats", ("mice", "purring", "whiskers")),
    "dog": ("dogs", ("bones", "barking", "leash")),
    "horse": ("horses", ("hay", "galloping", "saddle")),
    "bird": ("birds", ("seeds", "singing", "feathers")),
    "cow": ("cows", ("grass", "mooing", "milk")),
}
"""The plural, and what goes with the animal: food, what it does, what it has."""
SINGULAR = (
    "a {0} eats {1}", "one {0} is {2} here", "this {0} has {3}", "the {0} was {2} with its {3}", "each {0} likes {1}",
    "that {0} eats its {1}", "a single {0} was {2} outside",
)  # fmt: skip
PLURAL = (
    "some {0} eat {1}", "many {0} are {2} here", "these {0} have {3}", "the {0} were {2} with their {3}",
    "all {0} like {1}", "those {0} eat their {1}", "several {0} were {2} outside",
)  # fmt: skip

COUNTRIES: Mapping[str, tuple[str, str, Sequence[str]]] = {
    "france": ("paris", "french", ("wine", "cheese", "croissants", "perfume")),
    "italy": ("rome", "italian", ("pasta", "olives", "pizza", "opera")),
    "japan": ("tokyo", "japanese", ("rice", "sushi", "silk", "origami")),
    "germany": ("berlin", "german", ("beer", "sausages", "pretzels", "cars")),
    "spain": ("madrid", "spanish", ("oranges", "paella", "guitars", "flamenco")),
    "england": ("london", "english", ("tea", "puddings", "cricket", "umbrellas")),
}
"""The capital, the language, and what is typical of the country."""
CITY = (
    "the city of {city} sells {0} and {1}", "the mayor of {city} loves {0} and {1}", "{0} in the streets of {city}",
    "the train to {city} brings {0} and {1}", "a museum of {0} in downtown {city}",
    "the capital {city} speaks {language}", "{city} is a {language} city of {0}",
)  # fmt: skip
COUNTRY = (
    "the country of {country} makes {0} and {1}", "the farmers of {country} love {0} and {1}",
    "{0} from the fields of {country}", "the nation of {country} lives on {0} and {1}",
    "{0} crosses the border of {country}", "the land {country} speaks {language}",
    "{country} is a {language} country of {0}",
)  # fmt: skip
LANGUAGE = (
    "the {language} words for {0} and {1}", "she speaks {language} and wants {0}",
    "a {language} grammar about {0} and {1}", "he learns {language} verbs over {0}",
    "the {language} dictionary explains {0} and {1}",
)  # fmt: skip

VERBS: Mapping[str, tuple[str, Sequence[str]]] = {
    "walk": ("walked", ("barefoot", "uphill", "downtown")),
    "play": ("played", ("football", "chess", "cards")),
    "run": ("ran", ("races", "marathons", "laps")),
    "sleep": ("slept", ("deeply", "soundly", "upstairs")),
    "sing": ("sang", ("songs", "hymns", "carols")),
}
"""The past, and what goes with the verb."""
PRESENT = (
    "today they {0} {1}", "now we {0} {1} together", "i often {0} {1}", "they will {0} {1} tomorrow", "you can {0} {1}",
    "now they {0} again", "we often {0} alone", "you will {0} together tomorrow", "today we can {0} for hours",
)  # fmt: skip
PAST = (
    "yesterday they {0} {1}", "we {0} {1} together long ago", "last night i {0} {1}", "they {0} {1} last year",
    "once you {0} {1} before", "yesterday we {0} again", "last week you {0} alone", "they once {0} together years ago",
    "last night they {0} for hours",
)  # fmt: skip

LISTS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "fruits": (
        ("apples", "pears", "plums", "cherries"),
        ("ripe {} grow on trees", "we picked sweet {} in the orchard", "a basket of juicy {}", "jam made of {}"),
    ),
    "colours": (
        ("red", "green", "blue", "yellow", "white", "black"),
        ("paint the wall {}", "a {} shirt and a {} coat", "the colour {} is bright", "her {} dress is new"),
    ),
    "days": (
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        ("on {} the office is open", "every {} morning", "we meet on {} at noon", "between {} and {} of this week"),
    ),
    "numbers": (
        ("two", "three", "four", "five", "six"),
        ("{} plus {} is a sum", "count to {} slowly", "there are {} plates on the table", "at {} o'clock sharp"),
    ),
}  # fmt: skip


def sentences(seed: int, count: int) -> Iterator[str]:
    """Random sentences, the same for the same seed."""
    draw = random.Random(seed)
    kinds = (_person, _person, _person, _animal, _animal, _country, _country, _verb, _verb, _list)
    for _ in range(count):
        yield draw.choice(kinds)(draw)


def _person(draw: random.Random) -> str:
    name, traits = draw.choice([*PEOPLE.items()])
    return draw.choice(PEOPLE_FRAMES[draw.choice(traits)]).format(name)


def _animal(draw: random.Random) -> str:
    one, (many, things) = draw.choice([*ANIMALS.items()])
    is_one = draw.random() < 0.5
    return draw.choice(SINGULAR if is_one else PLURAL).format(one if is_one else many, *things)


def _country(draw: random.Random) -> str:
    country, (city, language, things) = draw.choice([*COUNTRIES.items()])
    frames = draw.choice((CITY, COUNTRY, LANGUAGE))
    return draw.choice(frames).format(*draw.sample([*things], 2), country=country, city=city, language=language)


def _verb(draw: random.Random) -> str:
    present, (past, objects) = draw.choice([*VERBS.items()])
    is_present = draw.random() < 0.5
    return draw.choice(PRESENT if is_present else PAST).format(present if is_present else past, draw.choice(objects))


def _list(draw: random.Random) -> str:
    words, frames = draw.choice([*LISTS.values()])
    return draw.choice(frames).format(*draw.sample([*words], 2))


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description="Write the sample corpus english.txt.")
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).with_name("english.txt"))
    options = parser.parse_args()
    options.output.write_text("".join(f"{line}\n" for line in sentences(SEED, SENTENCES)), "utf-8")


if __name__ == "__main__":
    main()
