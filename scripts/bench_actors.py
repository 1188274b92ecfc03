"""CPU time to add one document's actors and candidates to a record of 1,000, 10,000 and 100,000 actors.

    python scripts/bench_actors.py [SIZE…]        writes data/results/actors_bench.json

Each document names twelve actors (made-up persons with Zipf-like surnames, as in life, organisations, countries) and
describes five people ("the driver"), who become candidates; eight documents tell of one event. Timed is what a
document costs by itself, the mean of a sample at each size; gathering the candidates of all documents is told apart.
"""

from __future__ import annotations

import json
import random
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from circumstances import circumstances

from graph.knowledge import Knowledge
from graph.model import ActorKind, Entity, Portrait, StoredEntity
from graph.resolve.actors import ActorIndex
from graph.resolve.mentions import DescribedIndex

OUT = Path(__file__).resolve().parents[1] / "data" / "results" / "actors_bench.json"
SIZES = (1_000, 10_000, 100_000)
SAMPLE = 100  # documents timed at each size
STORY = 8  # documents that tell of one event
A_DAY = 4  # events
DESCRIBED = 5  # people of a document
NOUNS = (
    "driver pirate climber nurse gunman pilot tourist guard teacher swimmer miner witness".split()
)
VERBS = "arrest hit kill rescue charge shoot accuse find injure question".split()
SYLLABLES = "ba ko ri ten lu sor vik dam nel pra mo gar ist und ova son berg haus zil ek".split()


def main() -> None:
    """Grow one record, timing a sample of documents at each size."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    numbers, made = random.Random(1), 0
    actors, described = ActorIndex(Knowledge.load()), DescribedIndex()
    results = {}
    for size in sizes:
        while len(actors.clusters) < size:
            _add(actors, described, numbers, made)
            made += 1
        spent = [_add(actors, described, numbers, made + i) for i in range(SAMPLE)]
        start = time.process_time()
        links = described.size
        gathering = time.process_time() - start
        results[str(size)] = {
            "documents": made,
            "ms_a_document": round(1000 * sum(map(sum, spent)) / SAMPLE, 3),
            "ms_actors": round(1000 * sum(a for a, _ in spent) / SAMPLE, 3),
            "ms_candidates": round(1000 * sum(b for _, b in spent) / SAMPLE, 3),
            "candidates": links,
            "gathering_all_ms_a_document": round(1000 * gathering / (made + SAMPLE), 3),
        }
        made += SAMPLE
        sys.stdout.write(f"{size} actors: {results[str(size)]}\n")
        sys.stdout.flush()
    table = {"actors": results, "entities_a_document": 12 + DESCRIBED, "about": circumstances()}
    OUT.write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _add(
    actors: ActorIndex, described: DescribedIndex, numbers: random.Random, number: int
) -> tuple[float, float]:
    """CPU seconds for one more document: its actors, its candidates."""
    named, told = document(numbers, number), _told(numbers, number)
    start = time.process_time()
    actors.add(named)
    middle = time.process_time()
    described.count(told)
    described.add(told, {})
    return middle - start, time.process_time() - middle


def _told(numbers: random.Random, number: int) -> list[StoredEntity]:
    """People whom one report of an event describes."""
    story = number // STORY
    told = random.Random(story)
    words = [_name(told, 3).lower() for _ in range(40)]
    people = told.sample(NOUNS, DESCRIBED)
    published = date(2020, 1, 1) + timedelta(days=story // A_DAY)
    found = []
    for key, noun in enumerate(people):
        around = tuple(numbers.sample(words, 20))
        deed = f"{told.choice(VERBS)}:o"
        portrait = Portrait((noun,), (), (deed,), around, plural=False, sentence=key)
        entity = Entity(key, noun, ActorKind.UNNAMED, portrait=portrait, idle=True)
        found.append(StoredEntity(f"{number:06}", entity, (noun,), 2, published))
    return found


def document(numbers: random.Random, number: int) -> list[StoredEntity]:
    """Twelve entities: six persons, three organisations, three countries."""
    found = []
    for key in range(6):
        name = f"{_name(numbers, 2)} {_name(numbers, 3)}"
        found.append(_entity(number, key, name, ActorKind.PERSON))
    for key in range(6, 9):
        name = f"{_name(numbers, 3)} Institute"
        found.append(_entity(number, key, name, ActorKind.ORGANISATION))
    for key, known in zip(range(9, 12), ("Q20", "Q35", "Q191"), strict=True):
        found.append(_entity(number, key, known, ActorKind.COUNTRY, known))
    return found


def _name(numbers: random.Random, syllables: int) -> str:
    """Some names are much more common than others."""
    picks = [int(len(SYLLABLES) * numbers.random() ** 1.5) for _ in range(syllables)]
    return "".join(SYLLABLES[p] for p in picks).title()


def _entity(
    document: int, key: int, name: str, kind: ActorKind, known: str | None = None
) -> StoredEntity:
    return StoredEntity(str(document), Entity(key, name, kind, known=known), (name,), 2)


if __name__ == "__main__":
    main()
