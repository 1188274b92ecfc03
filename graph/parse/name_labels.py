"""Names as they are found in a text, before they are joined to entities."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graph.knowledge import KnownActor, Use
from graph.model import Gender


class Label(StrEnum):
    """What kind of thing a name names, before it is joined to an entity."""

    PERSON = "person"
    BODY = "body"  # organisation, party, ministry
    PLACE = "place"
    PEOPLE = "people"  # "Germans", "French"
    OTHER = "other"  # works, laws, events: kept so that no person is made of their parts


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `start`..`end` (exclusive) that are a name, without article, title and possessive."""

    start: int
    end: int
    label: Label
    senses: tuple[tuple[KnownActor, Use], ...] = ()
    gender: Gender | None = None  # from a title
    titled: int = 0  # so many tokens before it are its title

    def __len__(self) -> int:
        return self.end - self.start


BODY_ENDINGS = frozenset(
    "institute foundation university college center centre group company corporation bank party committee council "
    "association news times post journal court hospital school church airport street avenue building hall tower county "
    "city island islands river lake park house hotel campaign act bill law commission agency department ministry "
    "airlines airways motors motor systems brothers partners capital organization society trust fund club "
    "board union authority federation confederation alliance bureau tribunal".split()
)
# Last words of firms: those that end at least two of the 1,857 listed companies of pytickersymbols 1.17.10 (MIT) and are no
# surnames ("Smith") and no plain nouns ("Life"), with the trades and legal forms that lists of large firms lack.
FIRM_ENDINGS = frozenset(
    "energy industries financial bank technologies properties bancorp solutions systems services pharmaceuticals realty "
    "technology brands products railway resources resorts healthcare foods chemical pharmaceutical networks medical insurance "
    "partners enterprises enterprise materials therapeutics airlines electronics laboratories communications entertainment "
    "automotive biosciences pharma media steel construction residential motors dynamics management bancshares finance surgical "
    "petroleum utilities software restaurants hospitality beverage aerospace breweries investments retailing lifesciences "
    "tobacco outfitters semiconductor mining aluminum engineering logistics holdings holding analytics robotics consulting "
    "ventures labs biotech shipping securities advisers advisors associates studios records pictures biosystems instruments "
    "contractors haulage freight recruitment catering developments estates builders electrical plumbing telecom telecoms "
    "marine inc corp corporation co ltd limited llc plc ag sa nv gmbh se brothers capital airways group".split()
)
OUTLET_ENDINGS = frozenset(
    "standard gazette herald tribune chronicle telegraph mirror times news courier examiner inquirer bulletin watch "
    "wire daily weekly journal radio tv television tonight today online monitor observer dispatch broadcasting "
    "tidning tidende zeitung nachrichten gazeta jornal diario diário periódico correo courrier presse dagblad dagbladet "
    "bladet krant giornale corriere posten "
    "weekend room emails servers papers files beach campaign street avenue foundation institute university committee council party association agency ministry airlines".split()
)
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
EAST_ASIAN = frozenset(
    "Kim Moon Xi Lee Park Li Wang Zhang Chen Liu Hu Wen Nguyen Tran Ban Yoon Choi Jung Kang Cho Chung Han Shin Zhou Zhao "
    "Wu Yang Huang Lin Mao Deng Jiang Suh Youn Ri Pak Hwang Ko Ahn Jang Lim Song Hong Yu Tsai Ma Qin Bo Peng Sun Guo He Xu "
    "Hun Pham Le Vo Phan Dang Bui Do Ngo Duong Chiang Tseng Lai Ho Cai Dong Hwa Jeong Noh Roh Chang Son".split()
)
PARTICLES = frozenset(
    "von van der den de la le di da del della dos du bin bint ibn al el ben abu ter ten zu y e -".split()
)
