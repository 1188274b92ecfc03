"""The words by which a way from the speaker's will to a thing in dispute keeps or turns its sign."""

from __future__ import annotations

import re
from typing import Final

from graph.model import Status
from graph.resolve.claims.said import stem

TOKEN: Final = re.compile(r"'(?:s|re|m|ll|ve|d)\b|[^\W_]+(?:-[^\W_]+|(?:(?<=n)'t))*|[^\w\s]")
OFFERS: Final = frozenset({Status.READY, Status.PLEDGED, Status.ALLOCATED, Status.DELIVERED})
REFUSALS: Final = frozenset({Status.REFUSED, Status.WITHDRAWN})
# Judgements, as parts of a pattern.
GOOD = (
    "prudent realistic balanced proportionate (?:question|matter)\\s+of\\s+(?:fairness|justice|survival|principle|honour|solidarity|safety|decency) without\\s+alternative cleanest fairest safest best bargain blessing opportunity lifeline milestone needed justified reasonable sensible worthwhile beneficial deserved indispensable good great right excellent historic welcome necessary essential vital important courageous fair wise "
    "effective legitimate commendable overdue a\\s+success a\\s+triumph a\\s+step\\s+forward only\\s+way in\\s+\\w+\\s+\\w*\\s?interests?"
).split(" ")
BAD = (
    "slap\\s+in\\s+the\\s+face joke inadequate insufficient laughable derisory meagre theft robbery blackmail extortion madness insanity burden catastrophe suicide provocation cruelty injustice discrimination unfit nothing\\s+but doomed flawed unaffordable unrealistic untenable unjustified disproportionate ill.conceived badly\\s+\\w+ed poorly\\s+\\w+ed too\\s+(?:\\w+\\s+)?(?:expensive|costly|risky|dangerous|late|little|weak|harsh|vague) folly provocation nonsense trick trap waste\\s+of tax\\s+on\\s+the\\s+poor step\\s+backwards? wrong bad worse dangerous reckless unacceptable illegal unlawful illegitimate unconstitutional cruel weak harmful "
    "impossible unfair absurd useless irresponsible shameful disgraceful frivolous bogus unnecessary unneeded unworkable imploding failing unjust premature outrageous intolerable senseless "
    "insult mistake disappointed disappointing disgrace disaster sham betrayal treachery scandal failure farce lie hoax blunder threat violation "
    "assault contempt witch.hunt non.starter legitimate\\s+targets?"
).split(" ")

# "Declined to comment" refuses to speak of the matter, not the matter.
SILENT: Final = re.compile(
    r"^\W*(?:to\s+)?(?:comment|say|discuss|respond|answer|elaborate|predict|speculate|speak|name|specify|confirm|identify|"
    r"give\s+(?:details|names)|be\s+(?:drawn|named|identified|quoted)|a\s+request)",
    re.IGNORECASE,
)
ASKED: Final = re.compile(
    r"^\W*(?:whether|if|what|who|why|how|when|where|which)\b|\?\s*[”\"’']?$", re.IGNORECASE
)
CONDITION: Final = re.compile(
    r"\b(?:if|unless|provided(?: that)?|on (?:the )?condition that|as long as|once|only (?:after|when))\b",
    re.IGNORECASE,
)


PREPOSITIONS: Final = frozenset("of to on in for against toward towards with".split())
KEEPING_FROM: Final = frozenset(
    "block prevent stop bar prohibit ban discourage deter forbid".split()
)


def _signed(plus: str, minus: str) -> dict[str, int]:
    found = {w.strip().replace("_", " "): 1 for w in plus.split()}
    return found | {w.strip().replace("_", " "): -1 for w in minus.split()}


# Verbs that want a thing or bring it about, and verbs that refuse a thing or end it, in their dictionary form.
VERBS: Final = _signed(
    """support back favour favor welcome endorse praise applaud commend defend uphold protect preserve keep maintain
    save want demand seek propose advocate promote champion embrace cherish approve pass adopt ratify enact sign launch
    introduce impose announce unveil declare start begin open reopen resume restore renew extend expand strengthen boost build install
    establish create set_up send deploy provide give deliver offer supply donate fund finance pay_for pay_into pay contribute_to
    contribute commit station ship join rejoin enter host chair sponsor accept allow permit authorize authorise legalize legalise agree_to agree_on
    agree_with take_part_in participate_in vote_for call_for push_for press_for campaign_for argue_for ask_for fight_for
    stand_up_for stand_by stick_to stick_with look_forward_to be_for file bring use place put enforce implement bring_up carry_out complete
    raise increase hike double
    honour honor respect guarantee need negotiate reach pursue release
    is_for are_for in_favour_of in_favor_of committed_to lead finish advance risk risking back_up speed_up step_up move_ahead_with
    happy_with pleased_with proud_of supportive_of grateful_for glad_of keen_on go_ahead_with press_ahead_with happy_about delighted_with delighted_by delighted_about relieved_about enthusiastic_about excited_about deserve stand_behind speak_in_favour_of speak_in_favor_of
    roll_out bring_in phase_in press_on_with get_behind come_out_for live_with send_troops_to send_soldiers_to send_money_to send_aid_to contribute_troops_to contribute_money_to give_money_to give_money_for work_for work_towards vote_in_favour_of vote_in_favor_of sign_up_to""",
    """oppose reject refuse condemn criticise criticize denounce dismiss deplore decry slam blast resist block veto
    boycott ban bar forbid prohibit prevent stop halt end close close_down shut shut_down suspend freeze pause abolish repeal
    revoke rescind reverse overturn overrule strike_down scrap ditch drop cancel abandon quit leave exit withdraw_from
    pull_out_of walk_away_from withdraw pull lift ease eliminate eradicate weed_out root_out stamp_out get_rid_of do_away_with
    remove dismantle destroy kill sink derail sabotage undermine weaken gut cut slash reduce curb limit restrict curtail
    delay postpone derail defund violate breach break ignore avoid fight combat counter oppose_to object_to protest
    protest_against rail_against warn_against vote_against argue_against campaign_against fight_against is_against are_against
    against opposed_to back_out_of opt_out_of renounce relinquish give_up tolerate_no rule_out exclude thwart contain
    dissatisfied_with unhappy_with disappointed_with disappointed_in disappointed_by angry_about angry_over fed_up_with
    critical_of fearful_of tired_of worried_about concerned_about alarmed_by alarmed_about sceptical_of skeptical_of wary_of sceptical_about skeptical_about doubtful_about
    unhappy_about angry_at outraged_by outraged_at call_off put_off push_back scale_back water_down roll_back phase_out come_out_against take_to_court shelve hostile_to hamper hinder threaten jeopardise jeopardize endanger regret disrupt discourage deter mock ridicule""",
)
# What takes an infinitive: the will to do it, or the refusal or failure to.
CONTROL: Final = _signed(
    """want wants wish hope plan plans intend agree promise promised vow pledge pledged decide decided ready willing prepared
    determined committed eager keen able glad happy pleased proud going set need needs have has had sue campaign fight work act press push rally ought urge ask call
    demand try seek continue begin begun start vote choose elect undertake move offer required due allow help way time
    open willingness readiness desire pledge intention determination like right duty obligation decision effort efforts plan promise pledge offer want aim""",
    """refuse decline fail unwilling reluctant failure refusal unable unwillingness reluctance refusal resistant averse opposed hesitate threaten forget neglect cease stop""",
)
# What asks somebody for a deed: "we urge the council to …".
ASKS: Final = _signed(
    "urge ask want call press push order encourage lobby implore beg require direct expect need invite instruct",
    "warn discourage forbid",
)
# What one feels of a fate: "relieved that the hunt will go ahead", "afraid that the hunt will be stopped".
FEELS: Final = _signed(
    "relieved glad happy pleased delighted grateful proud hopeful",
    "sorry sad angry furious disappointed worried afraid alarmed outraged dismayed",
)
# "We cannot support it" refuses; "we could support it" promises nothing yet, but for a condition.
CAN: Final = frozenset("can could".split())
# What is done so that something else be done: "seek an order to block it", "signed a bill to lift the ban".
ATTEMPTS: Final = frozenset(
    "seek propose sign launch introduce support back demand oppose block reject support fund approve pass".split()
)
# To refuse blame is not yet to praise.
BLAMES: Final = frozenset(
    "condemn criticise criticize denounce deplore decry slam blast fault rebuke mock ridicule regret protest dismiss".split()
)
# Whose clause it is cannot be told: "when they intend to", "policies that undermine".
NO_SUBJECT: Final = frozenset("when if whether how what who where which why whom whose".split())
THINK: Final = frozenset("think believe say feel know hope find consider fear".split())
# "Troop deployments" are an issue for who "will send troops".
SENDINGS: Final = frozenset(
    map(stem, "deployment deployments sending delivery deliveries shipment supply".split())
)
SENDS: Final = frozenset(
    "send deploy station deliver supply ship provide give contribute commit".split()
)
# "It would be wrong to …"
JUDGED: Final = _signed(
    """right good wise necessary essential vital important crucial imperative urgent better best fair sensible reasonable time
    ready desirable""",
    """wrong mistake unwise reckless dangerous irresponsible foolish unfair absurd illegal unlawful unacceptable premature
    impossible shameful disgraceful naive senseless folly unnecessary pointless unthinkable unconstitutional immoral
    unneeded counterproductive""",
) | {"unnecessary": -1}
# What may govern the content as a whole; "say" and the like have no sign.
CUES: Final = VERBS | _signed(
    """want urge hope promise pledge vow plan agree call_for calls_for praise hail laud tout celebrate ask press insist_on
    clamor_for lobby_for plead_for appeal_for back support clamoring_for mandate order threaten_with suggest recommend
    express_support_for voice_support_for is_committed_to pass_a_law""",
    """oppose reject refuse decline accuse blame fault rebuke berate lambast lambaste chide scold ridicule mock disavow
    repudiate rebuff spurn complain_about lament warn_against question discourage caution_against rail_against dissatisfied_with
    express_opposition_to voice_opposition_to voice_concern voice_concerns express_concern express_concerns raise_concerns
    voice_doubts express_doubts raise_doubts voice_alarm express_alarm voice_worries""",
)
CUES_TO: Final = (
    CONTROL | CUES | {"threaten": 1, "vote": 1}
)  # who threatens to block it would block it
# An issue named after a deed, "the closure of the ward", is met by its verb: "they will close the ward".
DEEDS: Final = {
    "delay": "delay", "postponement": "postpone", "closure": "close", "closing": "close", "shutdown": "shut",
    "expansion": "expand", "extension": "extend", "ban": "ban", "prohibition": "prohibit", "repeal": "repeal",
    "abolition": "abolish", "removal": "remove", "withdrawal": "withdraw", "reduction": "reduce", "cut": "cut",
    "cuts": "cut", "cutting": "cut", "suspension": "suspend", "renewal": "renew", "approval": "approve",
    "adoption": "adopt", "introduction": "introduce", "cancellation": "cancel", "restoration": "restore",
    "reopening": "reopen", "opening": "open", "construction": "build", "building": "build", "funding": "fund",
    "financing": "finance", "supply": "supply", "delivery": "deliver", "deliveries": "deliver",
    "protection": "protect", "destruction": "destroy", "ratification": "ratify", "release": "release",
    "implementation": "implement", "freeze": "freeze", "halt": "halt", "pause": "pause", "lifting": "lift",
    "easing": "ease", "strengthening": "strengthen", "dismantling": "dismantle", "limit": "limit",
    "limits": "limit", "restriction": "restrict", "restrictions": "restrict", "donation": "donate",
    "weakening": "weaken", "restart": "start", "launch": "launch", "signing": "sign",
}  # fmt: skip
HEADS: Final = {
    **{
        (noun, "for"): 1
        for noun in (
            "euros dollars pounds crowns shillings francs million billion aid help loan loans grant grants "
            "plan plans proposal proposals"
        ).split()
    },
    **{
        (noun, "of"): 1
        for noun in (
            "idea notion possibility mission team force convoy plan use introduction prospect creation deployment imposition kind form sort package series number all part "
            "half opening adoption passage approval expansion extension renewal resumption restoration building start launch "
            "signing ratification enforcement delivery supply installation set principle cause value importance sending round "
            "rounds millions billions thousands hundreds most some many any each billion million"
        ).split()
    },
    **{
        (noun, "of"): -1
        for noun in (
            "end lack absence removal lifting withdrawal repeal violation cancellation suspension closure abolition rejection "
            "elimination destruction reversal halt dismantling easing loss delay"
        ).split()
    },
    **{
        (noun, "to"): -1
        for noun in (
            "end halt stop opposition opponent opponents objection objections resistance cuts cut threat alternative damage harm "
            "limit limits changes block"
        ).split()
    },
    **{
        (noun, "on"): -1
        for noun in "ban attack attacks assault limit limits restrictions curbs war crackdown".split()
    },
    **{(noun, "in"): -1 for noun in "cut cuts reduction delay delays".split()},
    **{
        (noun, way): 1
        for noun in "step steps progress path move way contribution".split()
        for way in ("toward", "towards")
    },
    **{
        (noun, "for"): 1
        for noun in "support backing need money funding funds vote approval respect".split()
    },
    **{
        (noun, "against"): -1
        for noun in "campaign case fight war vote protest protests action".split()
    },
}
PHRASE_WORDS: Final = frozenset(
    """the a an this that these those any some all both each every no his her its their our my your more most further new own and
    another such same other one two three""".split()
)
# Words over which a noun phrase does not reach.
STOPS: Final = frozenset(
    """that which who whom whose what where when while because if unless once until after before since although though as than
    but or nor so with by from at into over under about between through without during toward towards upon per not never
    will would shall should must can could may might do does did don't doesn't didn't won't wouldn't can't couldn't shouldn't
    is are was were be been being am has have had i we he she they it you me us him them to there here why how whether said
    says saying told tells like then yet via despite amid among within""".split()
)
# "The bill", where the issue is the finance bill; "a bill" may be another.
DEFINITE: Final = frozenset("the this that these those".split())
# "Lund welcomed the levy. “It is sensible”": what these stand for is told right before.
IT: Final = frozenset("it this that".split())
THEM: Final = frozenset("they them these those".split())
PRONOUNS: Final = frozenset("i we he she they it".split())
NOUNS_IN_ING: Final = frozenset(
    "funding hearing meeting building spending ruling filing training planning bidding housing trading banking crossing "
    "landing wing king ring spring string thing need seed speed feed breed deed weed".split()
)
PARTICLES: Final = frozenset(
    "of to for on in out up down off against into away by ahead with from part".split()
)
WILL: Final = frozenset(
    "will would shall do does did won't wouldn't don't doesn't didn't 'll 'd".split()
)
MUST: Final = frozenset("should must should've shouldn't mustn't".split())
BEING: Final = frozenset(
    "is are am was were be been remain remains isn't aren't wasn't weren't 's 're 'm".split()
)
HAVING: Final = frozenset("has have had having 've".split())
AUXILIARIES: Final = WILL | BEING | HAVING
FINITE: Final = WILL | MUST | BEING | HAVING | frozenset("may might can could".split())
BEFORE_VERB: Final = FINITE - BEING - HAVING | {"to", "i", "we", "he", "she", "they"}
NEGATIONS: Final = frozenset("not never no longer hardly without cannot can't".split())
ADVERBS: Final = frozenset(
    "also only still always just even now then soon again further both either ever often long once so very too instead already therefore".split()
)
BEFORE_SUBJECT: Final = frozenset("that and but because so as while".split())
# A phrase ends before these: "the fund, which", "the fund in Kraków"; not before a noun: "the fund manager".
AFTER: Final = frozenset(
    """that which who whom whose and or but nor because if unless once until after before since although though as than while when
    where of to for on in out up down off against into at by with from about over under between among during through without
    within toward towards via per despite amid like is are was were be been being has have had will would shall should must can
    could may might do does did isn't aren't wasn't won't wouldn't doesn't don't didn't can't cannot needs need he she they we i
    it you this these those his her its their our my the a an not no never yet so too also again still now then there here
    today tomorrow yesterday anymore any immediately monday tuesday wednesday thursday friday saturday sunday next last this later soon ever more
    rather instead altogether together back only just even both either all itself themselves violates violate violated
    remains remain would've ought""".split()
)
# What a speaker holds when he says that it is so: "I am confident that the plan will work", "as evidence that".
ASSERTED: Final = frozenset(
    "confident sure certain convinced evidence proof clear obvious persuaded".split()
)
TITLES: Final = re.compile(r"\b(Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|Lt|Col|Rev|Hon|St)\.(?=\s)")
# Somebody else's view, or none: "he says the plan is wrong", "to prove that the plan is a lie".
OTHERS_SAY: Final = frozenset(
    "whether if say think believe claim argue says said claims claimed believes believed thinks thought told asked argues argued prove proves proved".split()
)
# What may stand between a thing and what is said of it: "bias from all sides | must end".
ASIDE: Final = re.compile(
    r"^(?:from|of|in|for|on|against|between|with)(?: (?!is\b|are\b|was\b|would\b|will\b|must\b|should\b)[\w'-]+){1,4}? "
    r"(?=(?:is|are|was|were|would|will|must|should|has|have|needs?)\b)"
)
# "Makes no sense" is no negation of sense.
NO_SENSE: Final = re.compile(r"^(?:makes?|made) (?:absolutely )?no sense\b")
# A fate that the thing ought to have: "must be lifted", "should go ahead".
FATES: Final = _signed(
    """approved passed adopted supported kept maintained extended expanded strengthened signed ratified enforced continued
    continue proceed succeed stay remain resume begin start open reopen happen respected honoured honored implemented restored
    resumed protected built funded sent go stand upheld enacted introduced imposed renewed""",
    """lifted ended end stop stopped halted removed rejected scrapped abolished repealed cancelled canceled withdrawn suspended
    closed reversed eliminated weeded rooted banned cut curbed limited revoked abandoned dropped blocked eased delayed
    postponed prevented avoided dismantled overturned reconsidered dismissed fail tolerated_not""",
)
# Who calls a thing something judges it: "called the dam a disaster", "described the dam as vital".
NAMINGS: Final = frozenset(
    "call describe present brand dub label portray depict characterise characterize regard view".split()
)
OUGHT: Final = re.compile(
    r"(?:should|must|needs? to|ought to|has to|have to)\s+(?P<not>not\s+|never\s+)?(?:immediately\s+|now\s+)?(?:be\s+)?(?P<verb>(?!(?:remain|stay)\s+(?!in\b|as\b)\w)[a-z]+)"
)
FATE: Final = re.compile(
    r"(?:will|would|is|was|were|are|has|had|have)\s+(?:to\s+)?(?:now\s+)?(?:be\s+|been\s+)?(?P<verb>[a-z]+)"
)
_DEGREE = r"(?:(?:an?|the|so|long|far|much|urgently|badly|very|simply|deeply|clearly|quite|frankly|not|never|no|also|just|still|nothing but|\w+ly)\s+)*"
_OTHER = r"(?:(?!prove|found|under|in|at|on|for|about|to|of|by)[\w'-]+\s+){0,2}?"
EFFECTS: Final = frozenset(
    "violates violate violated harms harm hurts hurt undermines threatens endangers makes robs ruins poisons wrecks burdens deserves helps protects saves works failed fails".split()
)
_BAD_EFFECT = (
    r"(?:(?:poison|robb?|ruin|wreck|cripple|bankrupt|punish|burden|strangle|betray|isolate|impoverish|cheat|divide)(?:s|e?d|ing)?\b"
    r"|mak(?:e|es|ing) (?:(?!no\b)[\w']+ ){1,4}?(?:poorer|weaker|worse|dependent|unsafe|vulnerable|sick)\b"
    r"|violat\w+|harm(?:s|ed)?|hurts?(?! by)|undermin\w+|endanger\w*|weaken\w*|destroy\w*|damag\w+|kills?|jeopardi[sz]\w+|fail(?:s|ed)?\b"
    r"|cost(?:s)? (?:lives|jobs)|(?:is |are )?(?:already )?(?:rais|increas|driv)(?:e|es|ed|ing) (?:up )?(?:[\w,]+ ){0,4}"
    r"(?:costs?|premiums|prices|poverty|unemployment|crime|emissions|debt)\b)"
)
_GOOD_EFFECT = (
    r"(?:(?:is |are )?(?:already )?(?:reduc|lower|cut)(?:e|es|ed|s|ing|ting)? (?:[\w,]+ ){0,4}"
    r"(?:costs?|premiums|prices|poverty|unemployment|crime|emissions|debt)|helps?|helped|protects?|saves? (?:\w+\s)?(?:lives|jobs|money)|pays? for (?:itself|themselves)|improves?|strengthens?|boosts?|works?|worked"
    r"|mak(?:e|es|ing) (?:(?!no\b)[\w']+ ){1,4}?(?:safer|stronger|fairer|better|cleaner|healthier|richer|easier|independent|competitive)\b"
    r"|(?:save|free|bring(?! in\b)|earn) (?:[\w']+ ){0,3}(?:[\d.,]+ )?(?:million|billion|thousands)\b|benefits?|modernis\w+"
    r"|(?:lift|rais|increas|boost)(?:s|es|e)? (?:demand|wages|incomes?|growth|output|productivity|safety|standards)\b"
    r"|(?:creates?|produces?|brings?) (?:[\w,]+\s){0,5}(?:jobs|growth|peace|stability|prosperity))\b"
)
SAID_OF_IT: Final = (
    (  # "the charges unfairly burden the islands"; not "was unfairly attacked", which defends it
        re.compile(
            r"(?:improperly|unlawfully|illegally|unconstitutionally|unfairly|unjustly|wrongly|recklessly|needlessly|"
            r"dangerously|shamefully)\s+(?!\w+ed\b|\w+en\b|blamed)\w+"
        ),
        -1,
    ),
    (
        re.compile(
            rf"(?:is|are|was|were|'s|would be|will be|remains?|amounts? to|constitutes?)\s+{_DEGREE}{_OTHER}(?:{'|'.join(BAD)})\b"
        ),
        -1,
    ),
    (
        re.compile(
            rf"(?:is|are|was|were|'s|would be|will be|remains?)\s+{_DEGREE}(?:{'|'.join(GOOD)})\b"
        ),
        1,
    ),
    (
        re.compile(
            rf"(?:has |have |had |will |would |could |can |do |does |did |don't |doesn't |didn't |(?:is|are|was|were|'s) (?=\w+ing\b))?(?:not )?(?:\w+ly )?{_BAD_EFFECT}"
        ),
        -1,
    ),
    (
        re.compile(
            rf"(?:has |have |had |will |would |do |does |did |don't |doesn't |didn't |(?:is|are|was|were|'s) (?=\w+ing\b))?(?:not )?(?:\w+ly )?{_GOOD_EFFECT}"
        ),
        1,
    ),
)
_BEFORE = r"(?P<be>\b(?:is|are|was|were|be|'s|as|isn't|wasn't)\s+(?:not\s+|never\s+)?)(?:an?|the|just|another|nothing but)?\s*(?:(?!\w+ing\b|to\b)[\w,'-]+\s+){0,3}?"
_BAD_NAME = (
    "sham bogus frivolous disruptive motivated baseless phony phoney fake reckless unfair bad terrible "
    "horrible disastrous failed cruel misguided rotten flawed pointless useless"
).split()
CALLED: tuple[tuple[re.Pattern[str], int], ...] = (
    (
        re.compile(
            rf"{_BEFORE}(?:{'|'.join(_BAD_NAME)})\s+(?:(?!(?:to|of|for|in|on|with|by|and)\b)[\w-]+\s+){{0,2}}$"
        ),
        -1,
    ),
    (
        re.compile(
            r"(?P<be>)(?:significant|important|major|big|good|great|positive|historic|welcome|huge|vital|first) "
            r"(?:step|steps|progress|milestone|breakthrough) (?:towards?|to|on|in|for) (?:[\w'-]+ ){0,4}$"
        ),
        1,
    ),
    (
        re.compile(
            r"(?P<be>)\bno (?:longer any )?(?:need|reason|place|room|justification|excuse|case) (?:for|of|to \w+) (?:[\w'-]+ ){0,4}$"
        ),
        -1,
    ),
    (
        re.compile(
            r"(?P<be>)\b(?:not|no longer) (?:necessary|needed|useful) (?:for \w+ )?(?:to \w+ )(?:[\w'-]+ ){0,4}$"
        ),
        -1,
    ),
)
CALLED += (
    (  # "there is no alternative to the dam"
        re.compile(
            r"(?P<be>)\bno (?:real |better )?(?:alternative|substitute) (?:to|for) (?:[\w'-]+ ){0,3}$"
        ),
        1,
    ),
    (  # "the town needs a new dam"; not "the town needs a new dam like a hole in the head"
        re.compile(
            r"(?P<be>\b(?:(?:no longer|never) )?)(?:needs|needed|deserves|deserved) (?:an?|the|this|more) "
            r"(?:(?!for\b|to\b|of\b|on\b)[\w-]+ )?$"
        ),
        1,
    ),
    (  # "the town needs schools, not a new dam"
        re.compile(
            r"(?P<be>)\b(?:needs?|needed|wants?|wanted|deserves?|deserved) (?:[\w'-]+ ){1,4}, (?:and )?not "
            r"(?:an? |the |this |more |another )?(?:[\w-]+ )?$"
        ),
        -1,
    ),
)
# What one gives to something: "a contribution to the fund".
HELP: Final = frozenset(
    map(
        stem,
        "money fund share contribution aid help support part troop soldier pay payment number access".split(),
    )
)
# What comes of it where something is missing: "without it there will be no clinic".
LOST: Final = re.compile(
    r"\b(?:(?:every|each) (?:\w+ )?(?:minute|hour|day|week|month|year) …|(?:there )?(?:will|would|can|could) (?:be|have) (?:no|nothing|nobody)\b|no [\w ]{2,40}(?:will|would|can|could) |"
    r"(?:will|would) (?:not|never)\b|won't\b|wouldn't\b|(?:will|would|could|may|might) (?:\w+ )?(?:die|rot|fail|collapse|starve|"
    r"lose|suffer|freeze|go (?:bankrupt|hungry|under)|close|perish)\b|(?:cannot|can't|could not|couldn't) (?:survive|live|do|win|cope|go on)\b)"
)
JUDGING_WORD: Final = re.compile("|".join((*GOOD, *BAD)))
NAMED_GOOD: Final = re.compile(rf"(?:as\s+)?{_DEGREE}{_OTHER}(?:{'|'.join(GOOD)})\b")
NAMED_BAD: Final = re.compile(rf"(?:as\s+)?{_DEGREE}{_OTHER}(?:{'|'.join(BAD)})\b")
DENIES: Final = re.compile(r"\b(?:not|no|never|hardly|neither|nor)\b|n't\b")
I_OR_WE: Final = re.compile(
    r"(?:and |but |yes |no )*(?:i|we|our (?:[\w-]+ )?[\w-]+|my (?:[\w-]+ )?[\w-]+)"
)
SELF: Final = re.compile(
    r"(?:and |but |yes |no |also )*(?:i|we|he|she|they|it|(?:his|her|its|their|our|my) (?:[\w-]+ )?[\w-]+)"
)
# Who a spokesman's words bind: "the president would sign the bill".
SPOKEN_FOR: Final = re.compile(
    r"(?:the (?:[\w-]+ )?(?:president|government|administration|ministry|company|party|country|cabinet|commission|minister|chancellor|team))"
)
IRREGULAR: Final = {
    "gave": "give", "given": "give", "giving": "give", "sent": "send", "built": "build", "held": "hold", "kept": "keep",
    "left": "leave", "met": "meet", "paid": "pay", "said": "say", "sought": "seek", "shutting": "shut", "took": "take",
    "taken": "take", "taking": "take", "began": "begin", "begun": "begin", "fought": "fight", "brought": "bring", "broke": "break",
    "broken": "break", "forbade": "forbid", "withdrew": "withdraw", "withdrawn": "withdraw", "overturned": "overturn",
    "upheld": "uphold", "led": "lead", "got": "get", "getting": "get", "made": "make", "making": "make", "set": "set",
    "chose": "choose", "chosen": "choose", "cut": "cut", "cutting": "cut", "quit": "quit", "stood": "stand", "struck": "strike",
    "opposed": "oppose", "ran": "run", "went": "go", "wants": "want", "tried": "try", "denied": "deny",
}  # fmt: skip
ENDINGS: Final = (
    ("ies", "y"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("es", ""), ("s", ""), ("d", ""),
)  # fmt: skip
ALL_VERBS: Final = (
    frozenset(w.split()[0] for table in (VERBS, CONTROL, CUES, ASKS) for w in table)
    | KEEPING_FROM
    | NAMINGS
    | frozenset(IRREGULAR.values())
)
