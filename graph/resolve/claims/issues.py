"""Issues: claims grouped into the matters in dispute, found in the texts or defined by a codebook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.resolve.claims.codebook import Code, read_codebook
from graph.resolve.claims.likeness import Encode
from graph.resolve.claims.matters import found_in
from graph.resolve.claims.nearness import Nearness
from graph.resolve.claims.phrases import stems_of
from graph.resolve.claims.said import stem, stems
from graph.resolve.claims.topical import INHERITED, NAMED, Grouped, Topical, issue_id

MIN_WORDS = 3
CODED = 0.42  # cosine to an example from which a claim belongs to a codebook's issue


def group(
    rows: Sequence[Topical],
    encode: Encode,
    codebook: Sequence[Code] = (),
    names: Iterable[str] = (),
) -> tuple[Grouped, ...]:
    """Issues over the claims: the codebook's first, then those found, the largest first.

    A claim may belong to several issues, each with a score. Claims of fewer than MIN_WORDS content words
    ("to act") say too little to be grouped. Cost: linear in the claims; above MAX_ENCODED claims the noun
    phrases decide alone, without the encoder.
    """
    near = Nearness([r.text for r in rows], encode)
    named = frozenset(name.casefold() for name in names)
    coded = [_coded(code, rows, near) for code in codebook]
    taken = {row for issue in coded for row, _ in issue.rows}
    free = [i for i, r in enumerate(rows) if i not in taken and len(stems(r.text)) >= MIN_WORDS]
    return tuple(_inherited([*coded, *found_in(free, rows, near, named)], rows))


def _inherited(found: Sequence[Grouped], rows: Sequence[Topical]) -> list[Grouped]:
    """The issues with claims that have none put to what they name, or else to what stands beside them.

    "To contribute to the fund" names it; "the charge" and "she denied it" name nothing.
    """
    names = [stems_of(issue.name) for issue in found]
    told_in = [{d for row, _ in issue.rows for d in rows[row].documents} for issue in found]
    issues_of: defaultdict[int, list[int]] = defaultdict(list)
    for number, issue in enumerate(found):
        for row, _ in issue.rows:
            issues_of[row].append(number)
    added: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for row, claim in enumerate(rows):
        if row not in issues_of:
            mine = stems_of(claim.text)
            named = [
                i
                for i, name in enumerate(names)
                if name and name <= mine and (len(name) > 1 or told_in[i] & set(claim.documents))
            ]
            for i in named:
                added[i].append((row, NAMED))
            if named:
                continue
            beside = next((b for b in claim.beside if b in issues_of), None)
            if beside is not None:
                best = max(issues_of[beside], key=lambda i: (dict(found[i].rows)[beside], -i))
                added[best].append((row, INHERITED))
    return [replace(issue, rows=(*issue.rows, *added[i])) for i, issue in enumerate(found)]


def correct(
    found: Sequence[Grouped], judged: Iterable[tuple[int, str, bool]]
) -> tuple[Grouped, ...]:
    """The issues after a person's word: (row, name of the issue, whether it belongs). A new name makes an issue."""
    issues = list(found)
    for row, name, belongs in judged:
        place = next(
            (i for i, x in enumerate(issues) if x.name.casefold() == name.casefold()), None
        )
        if place is None and belongs:
            issues.append(Grouped(issue_id(name), name, (), (), None, True))
            place = len(issues) - 1
        if place is not None:
            rest = tuple(r for r in issues[place].rows if r[0] != row)
            rows = ((row, 1.0), *rest) if belongs else rest
            issues[place] = replace(issues[place], rows=rows)
    return tuple(issue for issue in issues if issue.rows or issue.is_codebook)


def _coded(code: Code, rows: Sequence[Topical], near: Nearness) -> Grouped:
    wanted = {stem(w.lower()) for w in code.words}
    like = [*code.examples, *filter(None, [code.description])]
    close = near.to(like, range(len(rows))).max(axis=1, initial=0.0)
    found = []
    for number, row in enumerate(rows):
        hit = bool(wanted & stems_of(row.text))
        if hit or close[number] >= CODED:
            found.append((number, round(max(0.9 * hit, float(close[number])), 3)))
    found.sort(key=lambda r: (-r[1], r[0]))
    return Grouped(issue_id(code.name), code.name, code.words, tuple(found), code.description, True)


__all__ = ["Code", "Grouped", "Topical", "correct", "group", "read_codebook"]
