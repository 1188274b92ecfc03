"""What a line says of itself: advertisement, newsletter offer, credit, caption or navigation.

Each rule needs the outlet to speak to its reader ("you", "our", an imperative), or a form that only such
lines have. "The minister urged farmers to sign up for the newsletter" is news; "Sign up for our newsletter"
is not.
"""

from __future__ import annotations

import re

from graph.ingest.boilerplate.lines import Line
from graph.model import Passage

Label = tuple[Passage, str]

_I = re.IGNORECASE
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?=\w)[^.!?]*)*[.!?]*[\"”’')]*\s*")
_QUOTED_SPEECH = re.compile(
    r"[“\"‘'][^”\"]{12,}[”\"’'].{0,80}\b(said|says|told|wrote|added|asked|added)\b"
    r"|\b(said|says|told|wrote|added|asked)\b.{0,80}[“\"]",
    _I | re.S,
)
_INVITES = re.compile(
    r"^\W*(please\s+|why not\s+|to get more[^,]{0,60},\s*)?"
    r"(sign up|subscribe|register|join|become|support|donate|get|receive|download|follow|try|never miss"
    r"|don['’]t miss|stay (?:up to date|informed|ahead)|enjoy(?:ing|ed)?|like what|want (?:more|to read)"
    r"|click|tap|listen to|watch|read our|share|advertise|contribute|make a (?:gift|donation)|gift|give)\b",
    _I,
)
_OFFER = re.compile(
    r"\b(news ?letters?|in-?box(?:es)?|mailing list|subscriptions?|subscribers?|subscribe|sign up|member(?:ship)?"
    r"|free trial|two-week trial|trial|cancel (?:at )?any ?time|briefing|round-?up|digest|alerts?|updates"
    r"|morning letter|weekly letter|health letter|podcast|app|journalism|reporting|free of charge|for free"
    r"|whatsapp|telegram|facebook|instagram|twitter|linkedin|our website|donation|tax-deductible)\b",
    _I,
)
_NEWSLETTER = re.compile(
    r"\b(news ?letter|in-?box|e-?mail|mailing list|letter|briefing|round-?up|digest|alerts?)\b", _I
)
_TO_READER = re.compile(r"\b(you|your|yours|our|us|we)\b", _I)
_PRICE = re.compile(r"[$€£]\s?\d[\d.,]*.{0,40}\b(a|per|each|annual|monthly)\b", _I | re.S)
_SELLS = re.compile(
    r"\b(pay only|annual subscription|free trial|week trial|cancel (?:at )?any ?time|in(?:to)? your in-?box"
    r"|delivered to your|exclusive access|unlimited access|no obligation|support our|independent journalism"
    r"|free to read|sponsored by)\b",
    _I,
)
_AD_LABEL = re.compile(
    r"^\W*(advertisement|advertising|sponsored( content| post)?|promoted( content)?|paid (post|content)"
    r"|story continues below( advertisement)?|article continues (below|after).*)\W*$",
    _I,
)

_AGENCIES = (
    r"reuters|afp|ap|dpa|epa|efe|ansa|tass|xinhua|kcna|getty(?: images)?|pool|bloomberg|shutterstock"
    r"|alamy|imago|keystone|anp|belga|apa|picture alliance|wikimedia(?: commons)?|flickr|unsplash"
)
_PICTURE = re.compile(
    r"^\W*((top|cover|lead|main|featured?|file|stock)\s+)?(photo(graph)?s?|images?|pictures?|illustrations?|graphics?|video"
    r"|captions?)(\s+(credits?|by|courtesy( of)?|from))?\s*[:–—|-]\s*\S",
    _I,
)
_PICTURE_END = re.compile(
    rf"(?:[/|]\s?(?:{_AGENCIES})|\bvia (?:{_AGENCIES})(?: \w+)?|\b(?:AP|AFP|Reuters|file|handout|U\.S\. [\w ]+) photo\b[^.]{0, 30}"
    rf"|getty images|\((?:photo|image|picture)s?\b[^)]*\)|\([\w .'’-]+/[\w .,'’&-]+\)|(?:^|\s)©\s?[\w .'’/-]{2, 60})\W*$",
    _I,
)
_CAPTION = re.compile(
    r"^\W*((image|photo|picture) (caption|copyright|source|credit)s?\b|media caption\b"
    rf"|(?:{_AGENCIES})(?: photo)?\s?/\s?[\w .'’-]{{2,40}}$)|\b(hide|toggle) caption\W*$",
    _I,
)
_CAPTION_HEAD = re.compile(
    r"^\W*((file|stock) )?(photos?|images?|pictures?)\s*:?$|^\W*(image|media) caption\s*:?$", _I
)
_NOTE = re.compile(
    r"^\W*((editor['’]?s?['’]? note|corrections?|clarification)\s*[:–—|-]|this (story|article|post|report|copy)"
    r" (has been|was|is being|will be) (updated|corrected|amended|edited|revised)\b|(this is )?a (breaking|developing)( news)? story\b"
    r"|this is a (breaking|developing)\b)",
    _I,
)
_CREDIT = re.compile(
    r"^\W*(credited (from|to)\b|(credits?|sources?|photo credit|originally published (by|in|on))\s*:"
    r"|(this|the) (article|story) (was |is )?(first |originally )?(published|appeared|provided|produced) (by|in|on)\b)"
    r"\s*[:–—-]?\s*\S",
    _I,
)
_REPORTED_WITH = re.compile(
    r"^\W*((with |additional |further )*(reporting|writing|editing|files|material|information|agencies)( (from|by)\b.*|\W*$)"
    r"|(with|and) (agencies|wires)\W*$"
    r"|.{2,120}\bcontributed (reporting|to (this|the) (report|story|article))\W*.{0,60}$"
    r"|(this|the) interview was (conducted|led) by .{2,60}$)",
    _I,
)
_BYLINE = re.compile(
    r"^(?:By|BY|Words by|Story by|Text by|Author:)\s+(?P<names>[A-ZÀ-Þ][\w'’.-]+(?:\s+(?:and|de|van|von|der|bin|al|[A-ZÀ-Þ][\w'’.-]*),?)*)"
    r"(?:\s+(?:in|at|for)\s+[A-ZÀ-Þ].{0,60}|,\s.{0,80}|\s*[|–—-]\s.{0,60})?$"
)
_POST = re.compile(
    r",[^,]*\b(?:correspondent|editor|reporter|writer|staff|bureau|chief|columnist|analyst)\b.*$",
    _I,
)
_AUTHOR = re.compile(r"Author:\s+(?P<names>[A-ZÀ-Þ][\w'’.-]+(?:\s+[A-ZÀ-Þ][\w'’.-]+)*)")

_NAVIGATION = re.compile(
    r"^\W*(share( this)?( (article|story|post|page))?( (on|via) \w+)?|print( this)?( article)?|e-?mail( this)?( article)?|menu|search"
    r"|home ?page|home|log ?in|sign ?in|log ?out|register|my account|comments?( \(\d+\))?|leave a (comment|reply)|no comments|skip to (main )?content"
    r"|back to (top|home).*|next( article| story)?|previous( article| story)?|close|listen( to (this|the) (article|story).*)?"
    r"|follow( us)?( on)?( [\w ,&]{1,40})?|tags?\s*:.*|topics?\s*:.*|filed under.*|cookie( settings| policy)?|privacy( policy)?|terms( of (use|service))?"
    r"|tweet|pin|facebook|twitter|whats ?app|linkedin|copy link|save|listen \d+:\d\d|scroll for more|click to (enlarge|expand)"
    r"|(video player is )?loading|supported by|enlarge this image|skip advertisement|toggle caption"
    r"|(read|read more|watch|listen|see also|also read|must read|in pictures)\s*[:|►»]\s*\S.*"
    r"|click here( for| to)? .*|(follow|for more|find|full coverage)\b.*https?://\S+"
    r"|contact( us)?|about( us)?|subscribe( now)?|newsletters?|show (less|more)|view (all|more|comments)|load more|breaking( news)?|live"
    r"|\d+ min(ute)?s?( read)?|(reading time|estimated read).*|(last )?(updated|published|posted|modified)( on| at)?\s*:?\s.*\d.*)\W*$",
    _I,
)
_RIGHTS = re.compile(
    r"(^\W*(©|\(c\)|copyright)\s*.{0,80}\d{4})|\ball rights reserved\b|\bterms of (use|service)\b.*\bprivacy\b|^\W*(©|\(c\))\s",
    _I,
)
_SLUG = re.compile(r"^(?=.{15,}$)(?=\S*[-_]\S*[-_])[\w.%-]+$")
_CLOCK = re.compile(
    r"^\W*(\d{1,2}[:.]\d{2}\s?([ap]\.?m\.?)?\s*([A-Z]{2,4}\b)?,?\s+)?((mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,?\s+)?"
    r"(\d{1,2}(st|nd|rd|th)?\s+\w{3,9},?\s+\d{4}|\w{3,9}\.?\s+\d{1,2}(st|nd|rd|th)?,?\s+\d{4}|\d{4}-\d\d-\d\d)"
    r"([\s,|·•–—-]+(at\s+)?(\d{1,2}[:.]\d{2}.{0,16}|\d+ min(ute)?s?( read)?))?\W*$",
    _I,
)


def label(line: Line) -> Label | None:
    """Why the line is not the article's own words, or None."""
    if line.words > 130:  # no footer is that long; and the expressions stay cheap
        return None
    for rule in (_advertises, _credits, _navigates):
        found = rule(line)
        if found is not None:
            return found
    return None


def sells(sentence: str) -> bool:
    """Whether a sentence offers the outlet's own wares to its reader.

    Yes: "Subscribe today and pay only $3 a month." No: "Subscribers will pay $3 a month, the firm said."
    """
    invites = _INVITES.match(sentence) is not None
    offers = _OFFER.search(sentence) is not None
    to_reader = _TO_READER.search(sentence) is not None
    if invites and (offers or (to_reader and _SELLS.search(sentence) is not None)):
        return True
    return to_reader and (
        _SELLS.search(sentence) is not None or (offers and bool(_PRICE.search(sentence)))
    )


def heads_caption(line: Line) -> bool:
    """Whether the line says only that a picture's caption follows: "FILE PHOTO:"."""
    return _CAPTION_HEAD.match(line.text) is not None


def speaks_to_reader(line: Line) -> bool:
    """Whether the outlet speaks of "you" and "our" in a line that quotes nobody."""
    return _TO_READER.search(line.text) is not None and not any(q in line.text for q in '“”"')


def sentences(line: Line) -> list[tuple[int, str]]:
    """The line's sentences, each with its offset in the line; roughly, for advertisements only."""
    return [(match.start(), match.group()) for match in _SENTENCE.finditer(line.text)]


def _advertises(line: Line) -> Label | None:
    if _AD_LABEL.match(line.text):
        return Passage.ADVERTISEMENT, "a label of an advertisement"
    if _QUOTED_SPEECH.search(line.text):
        return None
    parts = sentences(line)
    offers = [part for _, part in parts if sells(part)]
    others = [part for _, part in parts if part not in offers]
    news = [part for part in others if not _TO_READER.search(part)]
    if not offers or len(news) > len(offers):
        return None
    if _NEWSLETTER.search(line.text):
        return Passage.NEWSLETTER, "an invitation to the outlet's newsletter"
    return Passage.ADVERTISEMENT, "an offer of the outlet to its reader"


def _credits(line: Line) -> Label | None:
    if _PICTURE.match(line.text) and line.words <= 90:
        return Passage.CAPTION, "a caption or credit of a picture"
    if line.words <= 60 and (_CAPTION.search(line.text) or heads_caption(line)):
        return Passage.CAPTION, "a caption or credit of a picture"
    if _PICTURE_END.search(line.text[-120:]) and not _QUOTED_SPEECH.search(line.text):
        return Passage.CAPTION, "a caption that ends with a picture's credit"
    if line.words <= 40 and (_CREDIT.match(line.text) or _REPORTED_WITH.match(line.text)):
        return Passage.CREDIT, "names where the text comes from"
    if line.words <= 16 and not line.ends_sentence and _BYLINE.match(line.text):
        return Passage.CREDIT, "names the author"
    return None


def _navigates(line: Line) -> Label | None:
    text = line.text
    if line.words <= 14 and not line.is_body and (_NAVIGATION.match(text) or _CLOCK.match(text)):
        return Passage.NAVIGATION, "a label of the page"
    if _NOTE.match(text) and line.words <= 60:
        return Passage.NAVIGATION, "a note of the editors on the text"
    if _RIGHTS.search(text) and line.words <= 40:
        return Passage.NAVIGATION, "a notice of rights or terms"
    if text.count(" | ") + text.count(" · ") + text.count(" > ") >= 2 and not line.ends_sentence:
        return Passage.NAVIGATION, "a row of links"
    if " | " in text and line.words <= 6:
        return Passage.NAVIGATION, "the section of the page"
    if _SLUG.match(text):
        return Passage.NAVIGATION, "the name of a file"
    return None


def author(text: str) -> str | None:
    """The names in a byline.

    >>> author("By Ada Brinkmeyer in Budapest")
    'Ada Brinkmeyer'
    """
    match = _BYLINE.match(text.strip()) or _AUTHOR.match(text.strip())
    return _POST.sub("", match["names"]).rstrip(",") if match else None
