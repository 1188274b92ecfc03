"""Claims over documents, their relations, copies, issues and pledges, in the core graph."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from graph import terms
from graph.assemble.graph import GraphWriter
from graph.assemble.reader import Reader, node, words
from graph.ids import Minter, digest
from graph.model import Claim, ClaimRelation, CommitmentRelation, Copy, Decision, Issue, Pledge


class ClaimWriter:
    """Writes what the claims stage found. Statements and commitments are found in the reader by key."""

    def __init__(self, graph: GraphWriter, reader: Reader, minter: Minter) -> None:
        self._graph = graph
        self._reader = reader
        self._minter = minter
        self._nodes: dict[tuple[str, str], dict[int, NamedNode]] = {}

    def write(self, claims: Iterable[Claim]) -> None:
        """The claims, and one more for each statement that none of them holds."""
        held: set[NamedNode] = set()
        for claim in claims:
            held.update(self._write_claim(claim))
        self._write_single_claims(held)

    def _write_claim(self, claim: Claim) -> list[NamedNode]:
        graph = self._graph
        this = NamedNode(self._minter.claim(claim.id))
        graph.link(this, terms.TYPE, terms.CLAIM)
        graph.words(this, terms.TEXT, claim.text)
        for origin in claim.origins:
            graph.words(this, terms.ORIGIN, origin)
        if claim.origins:
            graph.number(this, terms.BELIEF, claim.belief)
        statements = [self._finding("statement", *place) for place in claim.statements]
        found = [statement for statement in statements if statement is not None]
        for statement in found:
            graph.link(statement, terms.HAS_CLAIM, this)
        return found

    def _write_single_claims(self, held: set[NamedNode]) -> None:
        graph = self._graph
        for quad in self._reader.match(predicate=terms.HAS_CONTENT):
            statement = node(quad.subject)
            if statement in held:
                continue
            this = NamedNode(self._minter.claim(digest("claim", statement.value)))
            graph.link(this, terms.TYPE, terms.CLAIM)
            graph.link(statement, terms.HAS_CLAIM, this)
            for text in self._reader.match(node(quad.object), terms.TEXT):
                graph.words(this, terms.TEXT, words(text.object))

    def write_relations(self, relations: Iterable[ClaimRelation]) -> None:
        """Contradictions and the like: a node with its reason, and the direct edge."""
        for relation in relations:
            left = NamedNode(self._minter.claim(relation.left))
            right = NamedNode(self._minter.claim(relation.right))
            shown = [self._finding("statement", *place) for place in relation.evidence]
            self._write_relation(relation, left, right, shown)

    def write_commitment_relations(self, relations: Iterable[CommitmentRelation]) -> None:
        """The same between commitments, which are claims of their own and show themselves."""
        for relation in relations:
            left, right = (
                self._finding("commitment", *place) for place in (relation.left, relation.right)
            )
            if left is not None and right is not None:
                self._write_relation(relation, left, right, [left, right])

    def _write_relation(
        self,
        relation: ClaimRelation | CommitmentRelation,
        left: NamedNode,
        right: NamedNode,
        shown: Iterable[NamedNode | None],
    ) -> None:
        graph = self._graph
        key = digest(*map(str, (relation.left, relation.right)), relation.relation)
        this = NamedNode(self._minter.iri("claim-relation", key))
        graph.link(this, terms.TYPE, terms.CLAIM_RELATION)
        graph.link(this, terms.LEFT_CLAIM, left)
        graph.link(this, terms.RIGHT_CLAIM, right)
        graph.concept(this, terms.CLAIM_RELATION_KIND, relation.relation)
        graph.words(this, terms.REASON, relation.reason)
        graph.number(this, terms.SCORE, relation.score)
        for statement in shown:
            graph.link(this, terms.SHOWN_BY, statement)
        graph.link(left, terms.EDGE_OF_RELATION[relation.relation], right)

    def write_decisions(self, decisions: Iterable[Decision]) -> None:
        """The model's decisions on pairs of statements, derived anew on each build; people's are in the ledger."""
        graph = self._graph
        for decision in decisions:
            sides = [self._reported(name) for name in (decision.left, decision.right)]
            if None in sides:
                continue
            key = digest(decision.left, decision.right)
            this = NamedNode(self._minter.iri("join", key))
            write_decision(graph, this, decision)
            for statement in sides:
                graph.link(this, terms.SHOWN_BY, statement)

    def _reported(self, name: str) -> NamedNode | None:
        """The statement that the ledger calls so: document id, a slash, its key."""
        document, _, key = name.rpartition("/")
        return self._finding("statement", document, int(key))

    def write_copies(self, copies: Iterable[Copy]) -> None:
        """Which document repeats the words of which other document or agency, and how far."""
        graph, minter = self._graph, self._minter
        for copy in copies:
            this = NamedNode(minter.iri("copy", digest(copy.original, copy.copy, copy.reason)))
            graph.link(this, terms.TYPE, terms.COPY)
            graph.link(this, terms.COPY_DOCUMENT, NamedNode(minter.document(copy.copy)))
            original = NamedNode(minter.document(copy.original))
            if any(self._reader.match(original, terms.TYPE, terms.NEWS_ARTICLE)):
                graph.link(this, terms.ORIGINAL, original)
            else:
                graph.words(this, terms.ORIGINAL_NAME, copy.original)
            graph.number(this, terms.SHARE, copy.share)
            graph.words(this, terms.REASON, copy.reason)

    def write_issues(self, issues: Iterable[Issue]) -> None:
        """The matters in dispute and the claims that belong to them."""
        graph, minter = self._graph, self._minter
        for issue in issues:
            this = NamedNode(minter.iri("issue", issue.id))
            graph.link(this, terms.TYPE, terms.ISSUE)
            graph.words(this, terms.LABEL, issue.name)
            graph.words(this, terms.DESCRIPTION, issue.description)
            graph.flag(this, terms.IS_CODEBOOK, issue.is_codebook)
            for word in issue.words:
                graph.words(this, terms.ISSUE_WORD, word)
            for claim, score, position in issue.claims:
                assigned = NamedNode(minter.iri("issue-assignment", digest(issue.id, claim)))
                claim_node = NamedNode(minter.claim(claim))
                graph.link(assigned, terms.TYPE, terms.ISSUE_ASSIGNMENT)
                graph.link(assigned, terms.ASSIGNED_ISSUE, this)
                graph.link(assigned, terms.ASSIGNED_CLAIM, claim_node)
                graph.number(assigned, terms.SCORE, score)
                graph.concept(assigned, terms.POSITION, position)
                graph.link(claim_node, terms.HAS_ISSUE, this)

    def write_pledges(self, pledges: Iterable[Pledge]) -> None:
        """Commitments followed over documents, step by step."""
        graph, minter = self._graph, self._minter
        for pledge in pledges:
            this = NamedNode(minter.iri("pledge", pledge.id))
            graph.link(this, terms.TYPE, terms.PLEDGE)
            graph.link(this, terms.COMMITTED_ACTOR, NamedNode(minter.actor(pledge.actor)))
            graph.concept(this, terms.RESOURCE_KIND, pledge.kind)
            graph.concept(this, terms.STATUS, pledge.status)
            for origin in pledge.origins:
                graph.words(this, terms.ORIGIN, origin)
            for beneficiary in pledge.beneficiaries:
                graph.link(this, terms.BENEFICIARY, NamedNode(minter.actor(beneficiary)))
            for number, step in enumerate(pledge.steps):
                step_node = NamedNode(f"{this.value}/step/{number}")
                graph.link(this, terms.HAS_STEP, step_node)
                graph.link(step_node, terms.TYPE, terms.PLEDGE_STEP)
                graph.count(step_node, terms.KEY, number)
                graph.day(step_node, terms.DAY, step.day)
                graph.concept(step_node, terms.STATUS, step.status)
                report = self._finding("commitment", *step.report)
                graph.link(step_node, terms.STEP_REPORT, report)

    def _finding(self, kind: str, document: str, key: int) -> NamedNode | None:
        """The finding of this kind with this key in its document, or None where it is gone."""
        place = (kind, document)
        if place not in self._nodes:
            self._nodes[place] = self._keys(kind, document)
        return self._nodes[place].get(key)

    def _keys(self, kind: str, document: str) -> dict[int, NamedNode]:
        graph = NamedNode(self._minter.document_graph(document))
        prefix = self._minter.iri(kind, "")
        return {
            int(words(quad.object)): node(quad.subject)
            for quad in self._reader.match(predicate=terms.KEY, graph=graph)
            if node(quad.subject).value.startswith(prefix)
        }


def write_decision(graph: GraphWriter, this: NamedNode, decision: Decision) -> None:
    """What was decided on which two, by whom, how surely and why; its place in a ledger is the ledger's affair."""
    graph.link(this, terms.TYPE, terms.DECISION)
    graph.words(this, terms.DECISION_KIND, decision.kind)
    graph.words(this, terms.LEFT, decision.left)
    graph.words(this, terms.RIGHT, decision.right)
    graph.concept(this, terms.VERDICT, decision.verdict)
    graph.concept(this, terms.JUDGE, decision.judge)
    graph.number(this, terms.SCORE, decision.score)
    graph.words(this, terms.REASON, decision.reason)
