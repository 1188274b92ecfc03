"""Who gets something though no "to" or "for" says so: whom a purpose names, and off whom a burden is taken."""

from __future__ import annotations

from spacy.tokens import Token

from graph.parse.quantities.units import units

_NAMES = frozenset({"GPE", "ORG", "NORP", "PERSON"})
_BURDEN_WORDS = frozenset(
    "sanction ban embargo blockade tariff restriction duty levy siege boycott quota curb barrier penalty import export emergency freeze curfew".split()
)
_LAID = frozenset("impose place slap put set levy".split())
# Common nouns that can be given to. "for clinics", "to help families"; not "for upgrades", "to help the effort".
RECEIVERS = frozenset(
    "country nation family group community state school hospital household company firm organisation organization region "
    "city government charity farmer business ally army force home project programme program service scheme sector centre "
    "center airport area town county victim university institution agency initiative fund campaign party department "
    "clinic village province district island college library museum neighbourhood neighborhood developer network "
    "industry association club team church strategy pool worker staff employee civilian resident citizen student woman child "
    "patient veteran pensioner teacher parent carer consumer taxpayer tenant youth people person opposition rebel seeker "
    "survivor passenger orphan commuter driver nurse doctor miner fisherman customer newspaper publisher broadcaster "
    "owner grower trader shopkeeper homeowner inmate athlete artist musician journalist scientist researcher retailer "
    "supplier evacuee hostage widow relative pupil apprentice graduate volunteer nursery kindergarten orphanage "
    "couple tribe islander villager herder striker neighbour neighbor crew bank lender utility airline carmaker automaker "
    "manufacturer insurer startup ministry council parish borough brigade hospice shelter foundation society cooperative "
    "union federation academy mosque synagogue temple soldier migrant refugee immigrant borrower creditor contractor mother "
    "father baby infant boy girl senior prisoner detainee earner shop restaurant cafe pub hotel homeless poor elderly disabled unemployed jobless needy sick wounded injured".split()
)


_MARKS = frozenset({"if", "unless", "until", "once", "because", "before", "after"})
_FIGHTING = frozenset(
    "shoot fight destroy defeat counter combat block prevent stop deter attack kill beat repel track catch punish raise".split()
)
# Of these, what can be helped along without anybody getting anything: "to kick-start a campaign".
_THINGS = frozenset(
    "fund project programme program scheme initiative campaign sector industry network strategy pool centre center".split()
)


def receives(token: Token) -> bool:
    """Whether a common noun names people or a body that something can be given to."""
    return token.lemma_.lower() in RECEIVERS or token.text in units().persons


def helped_by_purpose(core: Token, thing: Token | None) -> list[Token]:
    """ "gave $5m to help families in Chad": families; "to promote trade in Chad": Chad. Not: "to end the war"."""
    for carrier in (core, *((thing,) if thing is not None else ())):
        for clause in carrier.children:
            purpose = clause.dep_ in ("advcl", "acl", "xcomp", "relcl") and clause.tag_ == "VB"
            supposed = any(c.dep_ == "mark" and c.lower_ in _MARKS for c in clause.lefts)
            supposed = supposed or any(c.dep_ == "neg" for c in clause.lefts)  # "not to harm Chad"
            if supposed:
                continue
            if clause.lemma_.lower() in _FIGHTING:  # "a system to shoot down Chadian missiles"
                curing = purpose and clause.lemma_.lower() in ("fight", "combat", "prevent")
                if curing and clause.i > core.i and (found := _places(clause)):
                    return found  # "to fight malaria in Chad"
                continue
            if purpose and clause.i > core.i and (found := _in_clause(clause)):
                return found
    return []


def _in_clause(clause: Token) -> list[Token]:
    objects = [
        t
        for child in (
            *clause.children,
            *(c for k in clause.children if k.dep_ == "ccomp" for c in k.lefts),
        )
        if child.dep_ in ("dobj", "nsubj")
        for t in (child, *child.conjuncts)
    ]
    helped = [
        t for t in objects if _is_named(t) or (receives(t) and t.lemma_.lower() not in _THINGS)
    ]
    if helped:
        return helped
    return (
        _places(clause)
        or [t for t in clause.subtree if t.text in units().persons and t.i - clause.i < 12][:1]
    )


def _places(clause: Token) -> list[Token]:
    """ "to promote trade in Chad": Chad."""
    places = [
        named
        for t in clause.subtree
        if t.dep_ == "pobj" and t.head.lower_ in ("in", "for", "at")
        for named in (t, *t.lefts)
        if named.ent_type_ == "GPE" and named.dep_ in ("pobj", "poss")
    ]
    return [places[0], *places[0].conjuncts] if places else []


def bears_burden(thing: Token) -> bool:
    """ "sanctions", "the ban": what weighs on somebody until it is lifted; not "aid"."""
    return thing.lemma_.lower() in _BURDEN_WORDS - {"import", "export"}


def freed_from(thing: Token) -> list[Token]:
    """ "the sanctions on Chad", "a ban imposed on Chad", "tariffs on imports of Chadian cotton": Chad."""
    if thing.lemma_.lower() not in _BURDEN_WORDS:
        return []
    whence = (c for c in thing.head.children if c.i > thing.i and c.lower_ == "from")
    for prep in (*thing.subtree, *whence):  # "tariffs on cotton from Chad", wherever it hangs
        laid = prep.head.i == thing.i or prep.head.lemma_.lower() in _LAID | _BURDEN_WORDS
        laid = laid or (prep.lower_ == "from" and prep.head.dep_ in ("pobj", "ROOT", "xcomp"))
        if prep.dep_ == "prep" and prep.lower_ in ("on", "against", "of", "from") and laid:
            for pobj in prep.children:
                if pobj.dep_ == "pobj" and (found := _named_in(pobj)) is not None:
                    return [found, *(t for t in found.conjuncts if t.i > found.i)]
    return []


def _named_in(token: Token) -> Token | None:
    if token.ent_type_ in _NAMES:
        return token
    if token.lemma_.lower() in (
        "country",
        "island",
        "nation",
        "regime",
        "group",
        "agency",
        "company",
    ):
        return token
    if token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "MONEY", "TIME"):
        return token  # "sanctions against the North"
    return next(
        (c for c in token.children if c.i < token.i and c.ent_type_ in ("GPE", "NORP")), None
    )


def _is_named(token: Token) -> bool:
    return token.ent_type_ in _NAMES or any(c.ent_type_ in _NAMES for c in token.children)
