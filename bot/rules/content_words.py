"""Turns of phrase by which a report tells who wrote it, or describes a client, a child or a court's papers.

They are read with `re.IGNORECASE`; where a capital letter matters (a name), the pattern says so. Mentioning clients,
children and court work is how staff speak of their work, so that alone is nothing: what is pointed out has a name, an
age or something told of one of them beside it. Staff's own children and parents ("my mother") are left alone.
"""

import re
from collections.abc import Sequence

_LETTER = "[a-zà-öø-ÿŵŷ]"
# A name as it is written: Jo, Siân, O'Brien, McDonald, Smith-Jones.
NAME = rf"(?-i:[A-ZÀ-ÖØ-Þ]{_LETTER}{{0,2}}'?[A-Z]?{_LETTER}{{1,18}}(?:-[A-Z]{_LETTER}{{1,18}})?)\b"
_WORD = r"[\w'/-]{1,20}"
# Capitals that are no initials.
_ACRONYM = (
    r"(?!(?:HR|IT|SPO|PO|PSO|PDU|FCA|UK|ID|DB|VAT|MOJ|HMP|NPS|CRC|NHS|GP|DV|OM|RO|VLO|TV|CV|OK|SLA|API|PDF|EU|AI|PS)\b)"
)
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTHS = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"

# Who it can only be

_ROLE = (
    r"(?:officer|PO|PSO|SPO|PQiP|FCA|practitioner|advis[eo]r|rep|guardian|worker|manager|administrator|admin"
    r"|receptionist|trainee|apprentice|supervisor|tutor|facilitator|psychologist|interpreter|speaker|signer|woman|man"
    r"|female|male|colleague|employee|parent|mother|father|mum|dad|carer|wheelchair user|part-timer|full-timer|user"
    r"|social worker|case manager|case administrator|first aider|driver|cleaner|caretaker|nurse|Muslim|Sikh|Hindu|Jew"
    r"|Christian)"
)
_POST = (
    rf"(?:{_ROLE}|warden|lead|champion|representative|chair|secretary|treasurer|deputy|head|coordinator|marshal|mentor)"
)
_PLACE = r"(?:office|team|building|unit|site|floor|court|hub|cluster|centre|PDU|service|branch|region|county|cohort)"
_ONE_OF_MANY = (
    r"(?:first|second|third|fourth|fifth|sixth|[0-9]{1,2}(?:st|nd|rd|th)|next|last|latest|same|other|kind|sort|type)\b"
)
_TAIL = rf"(?: (?:in|at|on|of|from|for|here|left|with|who)(?: {_WORD}){{0,4}})?"
# What there is only one of without being a person.
OF_THINGS = (
    r"\b(?:it|that|this|which|one)(?: is| was|'s) (?:not )?the only (?:one|working)\b",
    rf"\bonly {_ROLE}s? (?:training|meetings?|cover|posts?|time|support|approval)\b",
)
ONLY_ONE = (
    rf"\bI(?:'m| am| was|'ve been| have been| will be) (?:now |currently |still )?(?:the|their|our) (?:only|sole)"
    rf"(?: {_WORD}){{1,6}}",
    rf"\b(?:the|our|their|its|as|being) (?:only|sole|lone) (?:{_WORD} ){{0,3}}{_ROLE}\b{_TAIL}",
    rf"\bthe only (?:person|member|one) (?:of staff |of the team )?(?:who|here|in|at|on|of us|left|with|from)\b"
    rf"(?: {_WORD}){{0,4}}",
    rf"\bonly (?:one|1) (?:{_WORD} ){{0,3}}{_ROLE} (?:in|at|on|for) (?:our|the|this|my) (?:{_WORD} ){{0,2}}{_PLACE}\b",
    rf"\bone of (?:only |just )?(?:two|three|2|3) (?:{_WORD} ){{0,3}}{_ROLE}s\b{_TAIL}",
    rf"\b(?:there is|there's|there are|we have) no other (?:{_WORD} ){{0,3}}{_ROLE}s?\b{_TAIL}",
    rf"\b(?:I am|I'm) (?:the|your) (?!{_ONE_OF_MANY})(?:{_WORD} ){{0,4}}{_POST}\b(?! who| that){_TAIL}",
    rf"\bas (?:the|your) (?:{_WORD} ){{0,4}}{_POST}(?: (?:in|at|on|of|for)(?: {_WORD}){{1,4}}?)?,? (?:I|my)\b",
    r"\b(?:one|only|single)\b[^.!?\n]{0,60}\b(?:that is|that's|it's) me\b",
    r"\b(?:there is|there's|it is|it's) (?:only|just) me\b|\bjust me and (?:my|him|her|one|another|the) [\w'-]{1,20}",
    r"\bapart from me\b",
    r"\b(?:nobody|no one|no-one|none)\b[^.!?\n]{0,25} (?:except(?: for)?|besides|other than|but) me\b",
    r"\b(?:one|only|single)\b[^.!?\n]{0,60}[,(-] ?me\b(?=[,)-])",
    r"\b(?:our|my|this|(?:we are|we're|ours is|work in|I am in|I'm in|as) an?) (?:\w{1,12} )?(?:team|office|unit) of"
    r" (?:two|three|four|[2-4])\b",
    r"\bI(?:'ve| have) (?:been|worked) (?:here|(?:in|at) this (?:office|team|building|unit|court))(?: for| since)?"
    r" (?:(?:over |more than |nearly |almost )?[1-4][0-9] years|(?:19|20)[0-9]{2})\b",
    r"\b(?:only|just) (?:the )?(?:two|three|2|3) of us\b(?: (?:in|at|on|here|left)(?: [\w'-]{1,20}){0,3})?",
    rf"\b(?:I am|I'm|I was|it was me|am|was) (?:the )?(?:one|person|colleague|{_ROLE}) (?:who|that)(?: {_WORD}){{1,4}}",
    rf"\b(?:the|our) (?:newest|longest[- ]serving|oldest|youngest|most senior|most experienced|last remaining)"
    rf" (?:{_WORD} ){{0,2}}(?:{_ROLE}|member|person|one)\b{_TAIL}",
    rf"\bI (?:cover|run|staff|hold|look after) (?:{_WORD} ){{1,7}}(?:on my own|by myself|alone|single-?handed)",
    rf"\b(?:nobody|no one|no-one) else (?:here|(?:in|at|on) (?:the|our|my|this) (?:{_WORD} )?{_PLACE})"
    rf"(?: {_WORD}){{1,4}}",
    r"\b(?:everyone|everybody|people|they|you|he|she|management|my manager|colleagues)(?: will|'ll| would|'d| can| may"
    r"| might)(?: all)? (?:know|guess|work out|realise|recogni[sz]e)(?: that| exactly)?"
    r" (?:(?:it (?:is|was)|it's|who|this is) )?(?:me|I am|wrote this|this is me)\b",
    r"\byou (?:all )?know (?:who I am|me from|me as)\b(?: [\w'-]{1,20}){0,4}",
)
# Names at the end, or given

_NO_NAME = (
    r"(?:a|an|anon|anonymous|your|you|the|from|one|all|member|members|concerned|someone|somebody|nobody|everyone|worried"
    r"|again|thank|thanks|please|many|to|for|in|and|but|very|so|me|tired)\b"
)
_SIGNED = rf"(?!{_NO_NAME})[a-zà-ÿ][a-zà-ÿ.'-]{{1,19}}(?: (?!{_NO_NAME})[a-zà-ÿ][a-zà-ÿ.'-]{{0,19}}){{0,2}}"
_PEOPLES = (
    r"(?:Black|Asian|White|Muslim|Christian|Jewish|Sikh|Hindu|Catholic|Welsh|Irish|Scottish|English|British|Polish|Deaf"
    r"|Disabled|Autistic|Band|Grade|Unison|Napo|Cafcass|Probation|Roma|African|Caribbean|Not|So|Very|Now|On|In|At)\b"
)
SIGNATURE = (
    rf"\bmy (?:full |first |real )?name(?: is|'s|:) (?:not )?{NAME}(?: {NAME}){{0,2}}",
    r"\bmy name(?: is|'s|:) (?!on\b|not\b|in\b|at\b|down\b|being\b|never\b|always\b)[a-z]{2,20}\b",
    rf"\b(?:regards|sincerely|faithfully|best wishes|many thanks|thanks|cheers|in solidarity|yours|signed)[,.!]?"
    rf"(?:\n{{1,3}}|(?<=,) ?) ?(?:from )?{_SIGNED}[ .]{{0,2}}(?=\n|$)",
    rf"\n(?!{_NO_NAME}){NAME}[ .x]{{0,4}}$",
    rf"\n-{{0,2}} ?(?-i:{_ACRONYM}[A-Z]\.?[A-Z]\.?)$",
    rf"\b(?:kind |best |warm )?regards,? (?:from )?{_SIGNED}[ .]{{0,2}}(?=\n|$)",
    rf"\bsigned[,:]? (?:(?-i:[A-Z])\.? )?{NAME}(?: {NAME})?",
    rf"\n-{{0,2}} ?{NAME}(?: (?-i:[A-Z])\.?)? {NAME},?(?: \w{{2,12}})?[ .]{{0,2}}$",
    rf"\n-{{1,2}} ?{NAME}[ .]{{0,2}}$",
    rf"(?<=[.!?] )(?!{_NO_NAME}){NAME} {NAME}(?:[ .]{{0,2}}$|,? (?=[0-9+(]))",
    rf"(?:^|\n)from (?!{_DAYS}|{_MONTHS}){NAME}(?: {NAME})?(?=,|:| (?:in|at)\b)",
    rf"\b(?:this is|it's|it is) (?!{_DAYS}|{_MONTHS}){NAME}(?: {NAME})?"
    rf"(?: here\b|,? (?:from|in|at|on)(?: {_WORD}){{1,3}})",
    rf"\bI(?:'m| am) (?!{_PEOPLES}){NAME} (?:{NAME}|from|and I|by name)\b",
    rf"\bI(?:'m| am) (?!{_PEOPLES}){NAME}, ",
    rf"\b(?:call me|known as|I go by|ask for) (?!{_DAYS}){NAME}(?: {NAME})?",
)

# Clients, children, papers of courts

_CLIENT = r"(?:client|service user|person on probation|PoP|prisoner|offender|supervisee|defendant|young person)"
_RELATION = (
    r"(?:child|baby|boy|girl|mother|father|mum|dad|grandmother|grandfather|stepfather|stepmother|toddler|teenager|twins"
    r"|siblings|brothers|sisters)"
)
_NO_PERSON = (
    r"(?!(?:Contact|Arrangements?|Protection|Orders?|Records?|Support|Services?|Users?|Engagement|Impact|Benefit|Tax"
    r"|Maintenance|Care|Poverty|Cafcass|Probation|Council|Forum|Panel|Survey|Feedback|Voice|Safety|Safeguarding|Lists?"
    r"|Court|Files?|Information|Meetings?|Groups?|Team|Rooms?|Register|Act|Law|Work|Management|Assessments?|System"
    r"|Portal|Practice|Family|Royal|Local|Civil|Ministry|Unison|Napo|Union|But|And|The|We|It|He|She|They|If|In|On|At|No"
    r"|Not|So|My|Our|This|That|There|When|What|Because|Then|After|Before|As|For|To|With|Is|Was|Are|Please|Why|How|Who"
    rf"|Where|Each|Every|{_DAYS}|{_MONTHS})\b)"
)
_NOT_MINE = r"(?<!my )(?<!our )(?<!own )"
_DETAIL = (
    r"(?:convicted|sentenced|recalled|released|remanded|on licence|on remand|on bail|on tag|serving|disclosed|diagnosed"
    r"|pregnant|relapsed|overdosed|living (?:at|in|with|opposite)|lives (?:at|in|with|opposite|near)|in prison for"
    r"|a (?:registered )?sex offender|known for|abused|raped|stabbed|murdered|assaulted (?:his|her))"
)
_HISTORY = r"(?:a|no|two|several|many) (?:\w{1,12} )?(?:convictions?|cautions?|history)"
_TOLD = (
    r"(?:alleg\w{1,5}|disclosed|said|says|told|tested|assaulted|denie[sd]|admitted|relapsed|hit|claims|claimed"
    r"|accus\w{1,3}|was|were|lives|wants|wanted|refused|rang|phoned|texted|shouted|cried|ran|attacked|threatened|followed"
    r"|is (?:aged|being|in care|afraid|living|placed|with|at risk|[0-9])"
    rf"|has been|had been|has (?:told|said|a diagnosis|{_HISTORY}))"
)
_PAPER = (
    r"(?:(?:section|s\.?) ?(?:7|37|16a|47) report|position statement|psycholog\w{1,5} (?:report|assessment)"
    r"|psychiatric (?:report|assessment)|threshold document|pre-sentence report|PSR|parenting assessment"
    r"|witness statement|hair strand test|drug test|safeguarding letter|guardian's (?:report|analysis)|case analysis"
    r"|court order|OASys)"
)
_ORDER = (
    r"(?:care|supervision|placement|adoption|child arrangements|non-molestation|prohibited steps|emergency protection"
    r"|special guardianship|specific issue|occupation|contact|residence|restraining|suspended sentence|community)"
    r" orders?"
)
_CALLED = rf"(?:,| is called| called| named)? (?:(?:Mr|Mrs|Ms|Miss)\.? )?{_NO_PERSON}{NAME}"
CLIENT_OR_CHILD = (
    # Named, by name or by initials
    rf"\b{_CLIENT}s?{_CALLED}(?: {_NO_PERSON}{NAME})?",
    rf"\b{_NOT_MINE}{_RELATION}{_CALLED}",
    rf"\b(?:man|woman|lad|lady|guy|bloke|chap|person) (?:called|named) {NAME}(?: {NAME})?",
    rf"\b(?:{_CLIENT}|child|baby|twin|mother|father) (?-i:{_ACRONYM}[A-Z]{{2,3}}|[A-Z]\.? ?[A-Z]\.|[A-HJ-Z])\b"
    r"(?![&'/])",
    rf"\b(?:Mr|Mrs|Ms|Miss)\.? {NAME}[^.!?\n]{{0,40}}\b(?:(?:was|been|being|got|is) (?:recalled|released|sentenced"
    r"|convicted|remanded|arrested|charged|tagged)|on (?:licence|remand|bail|tag)|in custody)\b",
    rf"\b{NAME} {NAME}\b[^.!?\n]{{0,25}}\bwho (?:is|was) (?:on (?:licence|probation|remand|bail)|released|recalled"
    r"|convicted)\b",
    # What happened to somebody, and how old somebody is
    r"\b(?:he|she) (?:is|was|has been|had been) (?:convicted|sentenced|recalled|remanded|on licence|on remand"
    r"|on tag|released (?:from (?:prison|custody|jail|hospital|HMP)|on (?:licence|bail|tag))"
    r"|a (?:registered )?sex offender)\b",
    r"\b(?:his|her|their|the) index offence (?:is|was)\b",
    rf"\b(?:interim )?{_ORDER} (?:was|were|has been|had been) (?:made|granted|refused|discharged|breached|varied)\b"
    r"(?: (?:for|against|on)(?: [\w'-]{1,20}){1,3})?",
    rf"\b(?:orders?|reports?|assessments?|proceedings|statements?) (?:on|about|for|against|in respect of|concerning)"
    rf" (?:the|his|her|their|this) {_RELATION}\b",
    rf"\b(?:the|this|that) (?:{_WORD} )?{_RELATION}(?:'s (?:mother|father|partner|family))? {_TOLD}\b",
    r"\b(?<!my )(?<!have a )(?<!had a )(?<!with a )(?<!our )(?:[0-9]{1,2}|[a-z]{3,9})[- ](?:year|month|week)s?[- ]old"
    rf" (?:{_RELATION}|{_CLIENT}|son|daughter|male|female|man|woman|lad)\b",
    rf"\b{_NOT_MINE}(?<!have a )(?:{_RELATION}|{_CLIENT}|children|lad|lass|man|woman),? (?:is |who is |was )?"
    r"(?:aged?|of) [0-9]{1,2}\b(?! ?%)",
    rf"\b(?:tell|told|telling|rang|phoned|visited|interviewed|met) the (?:{_WORD} )?{_RELATION}\b(?! of)",
    r"\b(?:was|were|been|being) (?:taken|received|placed) (?:in|into) (?:foster )?care\b",
    rf"\b(?:in|on|about|with|off) the {_NO_PERSON}{NAME} case\b",
    rf"\b(?:(?:my|this|that|the|one|an?) (?:{_WORD} )?{_CLIENT} (?:of mine|who)|(?:my|this|that) (?:{_WORD} )?{_CLIENT}"
    rf"|one of (?:my|our|the|her|his) {_CLIENT}s),?(?: an? (?:man|woman|boy|girl|lad),?)?(?: who| whose)?"
    rf"(?: is| was| has| had)?(?: been| just| recently| now)? {_DETAIL}\b",
    r"\bthe (?:children|parents) (?:were|are|have been|had been) (?:removed|placed|taken|living|exposed|abused"
    r"|neglected|adopted|returned)\b",
    r"\b(?:siblings|brothers|sisters|boys|girls|twins|children) (?:whom |that )?I (?:placed|removed|represent)",
    # What a paper or a court says
    rf"\b(?:the|my|our|a|her|his|this) (?:{_WORD} )?{_PAPER} (?:recommended|recommends|said|says|stated|states"
    r"|concluded|concludes|found|alleged|alleges|described|describes|confirmed)(?: [\w'-]{1,20}){1,4}",
    r"\b(?:judge|magistrates?|bench|court|recorder) (?:said|ordered|found|told|ruled|directed|held|decided|heard)"
    r"[^.!?\n]{0,30}\b(?:the|a|this) (?:mother|father|child|children|parents|boy|girl|baby|defendant)\b",
    rf"\bthe {_NO_PERSON}{NAME} (?:family|children|siblings|brothers|sisters|twins|boys|girls)\b",
    rf"(?-i:\bR v\.? ){NAME}",
    r"(?-i:\bRe:? [A-Z]) \((?:a )?(?:child|children|minors?)\b",
)


def post_in(offices: Sequence[str]) -> str:
    """The pattern of a post in one of these offices ("I am a family court adviser in Luton")."""
    named = "|".join(re.escape(office) for office in sorted(offices, key=len, reverse=True))
    post = rf"(?:an?|one of the|the) (?:{_WORD} ){{1,5}}(?:in|at|from|of|for) (?:the )?(?:{named})"
    return rf"\b(?:I am|I'm|I work as|as) {post}(?![^\W_])"
