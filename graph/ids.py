"""Every IRI is minted here, from hashes of raw input: the same text gives the same names on every run.

A name never depends on a clock, a counter over the run, or another document.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from graph.errors import ConfigError
from graph.model import Span

BASE = "https://w3id.org/onrecord/id/"
_BASE_FORM = re.compile(r"https?://[^\s<>\"{}|\\^`]+[/#]\Z")
_UNIT = "\x1f"  # separates parts, so that ("ab", "c") and ("a", "bc") differ
_LENGTH = 24  # hexadecimal digits: 96 bits, a collision among 10**9 things has a chance below 1e-11


def digest(*parts: object) -> str:
    """24 hexadecimal digits that name these parts. `None` and "" differ.

    >>> digest("a", 1) == digest("a", 1)
    True
    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    words = _UNIT.join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def text_sha256(text: str) -> str:
    """The snapshot's checksum: sha256 of the text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_id(
    text: str, *, url: str | None = None, publisher: str | None = None, name: str | None = None
) -> str:
    """`Document.id`: 32 hexadecimal digits from the text and what identifies it.

    Two outlets that print the same words are two documents; the same file read twice is one. Pass `name`
    only where a manifest tells texts apart that are equal in all else.
    """
    words = _UNIT.join((text_sha256(text), url or "", publisher or "", name or ""))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def spans_key(spans: Iterable[Span]) -> str:
    """Spans as one word, in their order: '3-9,12-20'."""
    return ",".join(f"{span.start}-{span.end}" for span in spans)


@dataclass(frozen=True, slots=True)
class Minter:
    """Makes IRIs below one base. `base` must be an http(s) IRI that ends in / or #.

    >>> Minter().document("ab12")
    'https://w3id.org/onrecord/id/document/ab12'
    """

    base: str = BASE

    def __post_init__(self) -> None:
        if not _BASE_FORM.match(self.base):
            raise ConfigError(
                f"base {self.base!r} cannot begin an IRI: give an http or https address that ends in / or #"
            )

    def iri(self, kind: str, local: str) -> str:
        """`<base><kind>/<local>`, with everything but letters, digits and -._~/ escaped."""
        return f"{self.base}{kind}/{quote(local, safe='-._~/')}"

    def document_graph(self, document: str) -> str:
        """The named graph of one document-run."""
        return self.iri("doc", document)

    def graph(self, name: str) -> str:
        """One of the shared named graphs: core, review, view."""
        return f"{self.base}{name}"

    def document(self, document: str) -> str:
        """The document itself."""
        return self.iri("document", document)

    def document_actor(self, document: str, key: int) -> str:
        """The entity with this key, as this document presents it."""
        return self.iri("document", f"{document}/actor/{key}")

    def finding(self, kind: str, document: str, *parts: object) -> str:
        """A statement, commitment, stance … of a document, named by its spans and what else tells it apart."""
        return self.iri(kind, digest(kind, document, *parts))

    def evidence(self, document: str, span: Span) -> str:
        """The span of the document: one node, shared by all that it proves."""
        return self.iri("document", f"{document}/evidence/{span.start}-{span.end}")

    def actor(self, actor: str) -> str:
        """The node of an actor; `actor` is `Actor.id`."""
        return self.iri("actor", actor)

    def claim(self, claim: str) -> str:
        """The node of a claim; `claim` is `Claim.id`."""
        return self.iri("claim", claim)

    def outlet(self, publisher: str) -> str:
        """The outlet with this name, whatever its case and spacing."""
        return self.iri("outlet", digest("outlet", " ".join(publisher.casefold().split())))

    def local(self, iri: str, kind: str) -> str:
        """What stands behind `<base><kind>/`: the way back from an IRI to an id.

        Raises ConfigError where the IRI is not of this base and kind.
        """
        prefix = f"{self.base}{kind}/"
        if not iri.startswith(prefix):
            raise ConfigError(
                f"{iri} does not begin with {prefix}: was the record made with another base?"
            )
        return iri.removeprefix(prefix)
