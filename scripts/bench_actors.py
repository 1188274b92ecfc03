"""CPU time to add one document's actors to an index of 1,000, 10,000 and 100,000; writes data/results/actors_bench.json.

    python scripts/bench_actors.py

Persons with made-up names (Zipf-like surnames, as in life), known countries and organisations beside them. The same
for people who are only described ("the driver"), who become candidates: an index of 100, 1,000 and 10,000 documents.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

from circumstances import circumstances

from graph.knowledge import Knowledge
from graph.model import ActorKind, Entity, Portrait, StoredEntity
from graph.resolve.actors import ActorIndex
from graph.resolve.mentions import DescribedIndex

OUT = Path(__file__).resolve().parents[1] / "data" / "results" / "actors_bench.json"
SIZES = (1_000, 10_000, 100_000)
SAMPLE = 200  # documents timed at each size
DOCUMENTS = (100, 1_000, 10_000)
STORY = 8  # documents that tell of one event
NOUNS = (
    "driver pirate climber nurse gunman pilot tourist guard teacher swimmer miner witness".split()
)
VERBS = "arrest hit kill rescue charge shoot accuse find injure question".split()
SYLLABLES = "ba ko ri ten lu sor vik dam nel pra mo gar ist und ova son berg haus zil ek".split()


def main() -> None:
    """Grow one index, timing a sample of documents at each size."""
    numbers = random.Random(1)
    index = ActorIndex(Knowledge.load())
    results, made = {}, 0
    for size in SIZES:
        while len(index.clusters) < size:
            index.add(document(numbers, made))
            made += 1
        fresh = [document(numbers, made + i) for i in range(SAMPLE)]
        made += SAMPLE
        start = time.process_time()
        for each in fresh:
            index.add(each)
        spent = (time.process_time() - start) / SAMPLE
        results[str(size)] = {"documents": made - SAMPLE, "ms_a_document": round(1000 * spent, 3)}
        sys.stdout.write(f"{size} actors: {1000 * spent:.2f} ms a document\n")
    described = _described()
    table = {
        "actors": results,
        "described": described,
        "entities_a_document": 12,
        "about": circumstances(),
    }
    OUT.write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _described() -> dict[str, dict[str, float]]:
    """The same for people without names, a story of eight documents after the other."""
    numbers, index, made = random.Random(2), DescribedIndex(), 0
    results: dict[str, dict[str, float]] = {}
    for size in DOCUMENTS:
        while made < size:
            _tell(index, numbers, made)
            made += 1
        start = time.process_time()
        for _ in range(SAMPLE // 4):
            _tell(index, numbers, made)
            made += 1
        spent = (time.process_time() - start) / (SAMPLE // 4)
        results[str(size)] = {"ms_a_document": round(1000 * spent, 3)}
        sys.stdout.write(f"{size} documents: {1000 * spent:.2f} ms a document\n")
    return results


def _tell(index: DescribedIndex, numbers: random.Random, number: int) -> None:
    story = number // STORY
    told = random.Random(story)
    words = [_name(told, 3).lower() for _ in range(40)]
    people = told.sample(NOUNS, 8)
    found = []
    for key, noun in enumerate(people):
        around = tuple(numbers.sample(words, 20))
        deed = f"{told.choice(VERBS)}:o"
        portrait = Portrait((noun,), (), (deed,), around, plural=False, sentence=key)
        entity = Entity(key, noun, ActorKind.UNNAMED, portrait=portrait, idle=True)
        found.append(StoredEntity(f"{number:06}", entity, (noun,), 2))
    index.count(found)
    index.add(found, {})


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
