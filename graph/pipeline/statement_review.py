"""People's decisions on statements: of which claim one is a report, and that its speaker is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from graph import terms
from graph.assemble.reader import node, words
from graph.errors import ConfigError
from graph.model import Decision, Judge, Verdict
from graph.pipeline.review import Review
from graph.resolve.ledger import standing


class StatementReview(Review):
    """A review of statements. A statement is given by its IRI, "statement/…", or what follows that."""

    def detach(self, name: str, reason: str) -> int:
        """Decide that a statement is no report of its claim; how many others stay together.

        ConfigError where the statement does not exist or has its claim for itself.
        """
        this = self._statement(name)
        claim = self._first(this, terms.HAS_CLAIM)
        others = [node(q.subject) for q in self._store.match(None, terms.HAS_CLAIM, claim)]
        others = sorted((other for other in others if other != this), key=str)
        if claim is None or not others:
            raise ConfigError(f"{name} is the only report of its claim: there is nothing to split")
        for other in others:
            self._decide("claim", self._key(this), self._key(other), reason)
        return len(others)

    def attach(self, name: str, other: str, reason: str) -> None:
        """Decide that two statements report one claim. ConfigError where they do already, or are one statement."""
        this, that = self._statement(name), self._statement(other)
        claims = [self._first(each, terms.HAS_CLAIM) for each in (this, that)]
        if this == that or claims[0] == claims[1]:
            raise ConfigError(f"{name} and {other} report one claim already")
        self._decide("claim", self._key(this), self._key(that), reason, Verdict.SAME)

    def assign(self, name: str, issue: str, verdict: Verdict, reason: str) -> None:
        """Decide that a statement belongs to an issue, which is made where there is none, or that it does not."""
        if not issue.strip():
            raise ConfigError("an issue has a name: give one, in quotation marks")
        self._decide("issue", self._key(self._statement(name)), issue.strip(), reason, verdict)

    def reject(self, name: str, reason: str) -> list[str]:
        """Decide that a statement is not by its speaker; names of whom it is taken from."""
        this = self._statement(name)
        speakers = [node(q.object) for q in self._store.match(this, terms.SPEAKER)]
        if not speakers:
            raise ConfigError(f"{name} has no speaker: there is nothing to correct")
        for speaker in sorted(speakers, key=str):
            actor = self._store.minter.local(speaker.value, "actor")
            local = self._store.minter.local(this.value, "statement")
            self._decide("speaker", local, actor, reason)
        return sorted(words(q.object) for s in speakers for q in self._store.match(s, terms.LABEL))

    def joined(self, name: str) -> list[str]:
        """In words: the claim that a statement reports, its other reports, and what joined or parted it from them."""
        this = self._statement(name)
        claim = self._first(this, terms.HAS_CLAIM)
        if claim is None:
            return [f"{name} reports no claim"]
        reports = {node(q.subject) for q in self._store.match(None, terms.HAS_CLAIM, claim)}
        lines = [f"“{self._words(claim, terms.TEXT)}”, belief {self._words(claim, terms.BELIEF)}"]
        lines += [f"  reported in {self._report(r)}" for r in sorted(reports, key=str)]
        return lines + sorted(f"  {line}" for line in set(self._decisions(self._key(this))))

    def _report(self, statement: NamedNode) -> str:
        document = self._first(statement, terms.DOCUMENT)
        content = self._first(statement, terms.HAS_CONTENT)
        where = self._words(document, terms.IDENTIFIER) if document else ""
        text = self._words(content, terms.TEXT) if content else ""
        local = self._store.minter.local(statement.value, "statement")
        return f"{where}: “{text}” (statement/{local})"

    def _decisions(self, key: str) -> Iterator[str]:
        """Every decision on a statement and another that stands: the model's, and people's."""
        for side, other in ((terms.LEFT, terms.RIGHT), (terms.RIGHT, terms.LEFT)):
            for quad in self._store.match(None, side, Literal(key)):
                this = node(quad.subject)
                judge = self._first(this, terms.JUDGE)
                if judge is not None and judge.value.endswith(f"-{Judge.MODEL}"):
                    verdict = self._first(this, terms.VERDICT)
                    found = verdict.value.partition("#verdict-")[2] if verdict else ""
                    score, reason = self._words(this, terms.SCORE), self._words(this, terms.REASON)
                    yield f"a model: {_same(found)} {self._words(this, other)}, {score} ({reason})"
        for made in standing(self._store.decisions(), "claim"):
            if key in (made.left, made.right):
                other_key = made.right if key == made.left else made.left
                yield f"a {made.judge}: {_same(made.verdict)} {other_key} ({made.reason})"

    def _words(self, this: NamedNode, term: NamedNode) -> str:
        return next((words(q.object) for q in self._store.match(this, term)), "")

    def _decide(
        self,
        kind: str,
        left: str,
        right: str,
        reason: str,
        verdict: Verdict = Verdict.NOT_SAME,
    ) -> None:
        why = reason or "decided by hand"
        self._made.append(Decision(kind, left, right, verdict, Judge.PERSON, 1.0, why))

    def _statement(self, name: str) -> NamedNode:
        local = name.rpartition("/")[2]
        this = NamedNode(self._store.minter.iri("statement", local))
        if not any(self._store.match(this, terms.TYPE, terms.STATEMENT)):
            raise ConfigError(
                f"no statement of {self._record} is called {name!r}: the explorer's panel of a claim "
                "offers the command with the right name"
            )
        return this

    def _key(self, statement: NamedNode) -> str:
        """How the ledger names a statement within the claims: document id, a slash, its key."""
        document = self._first(statement, terms.DOCUMENT)
        (key,) = {words(q.object) for q in self._store.match(statement, terms.KEY)}
        place = self._store.minter.local(document.value, "document") if document else ""
        return f"{place}/{key}"

    def _first(self, subject: NamedNode, predicate: NamedNode) -> NamedNode | None:
        return next((node(q.object) for q in self._store.match(subject, predicate)), None)


def _same(verdict: str) -> str:
    """ "the same as", "not the same as", "may be the same as"."""
    if verdict == Verdict.SAME:
        return "the same as"
    return "may be the same as" if verdict == Verdict.UNSURE else "not the same as"
