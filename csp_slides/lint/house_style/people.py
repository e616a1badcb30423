"""People: their names, how to reach them, where they live, and what concerns nobody else.

UK GDPR and the Data Protection Act 2018; Information Commissioner: disclosing documents safely.
What is found is not printed in full: a log is read by more people than a draft.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csp_slides.core.did_you_mean import listed
from csp_slides.core.lazy_regex import pattern
from csp_slides.lint.house_style.passages import Role
from csp_slides.lint.house_style.rule import Finding, matching
from csp_slides.lint.house_style.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.content.council import Council
    from csp_slides.lint.house_style.passages import Passage, Writing

_NAMES = """
    Aaliyah Aaron Abdul Abigail Adaeze Adam Adrian Agnieszka Ahmed Aisha Alan Albert Aled
    Aleksandra Alex Alexander Alexandra Alfie Alfred Ali Alice Alison Amanda Amelia Amina Amira
    Amit Amy Andrea Andrew Andrzej Angela Angharad Anita Ann Anna Annabelle Anne Anthony Antony
    Anya Aoife Archie Arjun Arthur Ashley Asif Ava Barbara Barry Beatrice Becky Bella Ben
    Benjamin Bernadette Bertie Beth Bethany Bilal Bob Brenda Brian Bridget Bronwen Bryn Callum
    Cameron Carl Carol Caroline Carys Cath Cathal Catherine Cerys Charles Charlie Charlotte
    Cheryl Chidi Chioma Chloe Chris Christian Christina Christine Christopher Ciaran Claire
    Clare Clive Colin Connor Conor Craig Cynthia Dan Daniel Darren Dave David Dawn Dean Debbie
    Deborah Declan Deepa Denise Dennis Derek Desmond Diane Dominic Donald Donna Dorothy Doug
    Douglas Duncan Dylan Ed Eddie Edith Edward Eileen Eilidh Elaine Eleanor Elin Eliza Elizabeth
    Ella Ellen Ellie Elsie Emeka Emily Emma Eoin Eric Erin Ernest Esther Ethan Evan Evelyn Evie
    Faisal Farah Fatima Felix Femi Fergus Ffion Finlay Fiona Frances Francis Frank Fred Freddie
    Freya Gail Gareth Gary Gavin Gemma Geoff Geoffrey George Georgia Gerald Geraldine Gerry
    Gethin Gillian Gita Glen Glenn Gordon Graham Greg Gwen Haley Hamish Hamza Hannah Harold
    Harriet Harry Harvey Hassan Hayley Heather Heidi Helen Henrietta Henry Hilary Howard Hugh
    Hugo Huw Iain Ian Ibrahim Idris Ieuan Imogen Imran Iqbal Isaac Isabel Isabella Isla Isobel
    Ivan Iwan Jack Jackie Jacob Jacqueline Jake James Jamie Jamila Jan Jane Janet Janice Jasmine
    Jason Jasper Javed Jayne Jean Jeff Jemima Jenna Jennifer Jenny Jeremy Jessica Jill Jim Jo
    Joan Joanna Joanne Jodie Joe Joel John Jon Jonathan Joseph Josephine Josh Joshua Josie Joyce
    Juan Jude Judith Julia Julian Julie June Karen Katarzyna Kate Katherine Kathleen Kathryn
    Katie Katy Kavita Kayleigh Keira Keith Kelly Ken Kenneth Kerry Kevin Khalid Kieran Kim
    Kimberley Kirsten Kirsty Kofi Kristina Krzysztof Kumar Kwame Lachlan Lara Laura Lauren Layla
    Leah Lee Leigh Len Leo Leon Leonard Lesley Leslie Lewis Liam Libby Linda Lisa Liz Lorna
    Lorraine Lottie Louis Louisa Louise Lowri Lucy Luke Lydia Lynn Lynne Magda Mairi Maisie
    Malcolm Malgorzata Mandy Marcia Marcus Marek Margaret Maria Marie Marion Marjorie Marlene
    Martin Martyn Mary Maryam Matt Matthew Maureen Maurice Mavis Maya Meera Megan Melanie
    Melissa Mia Michael Michelle Mick Mike Millie Miranda Miriam Mohammad Mohammed Molly Monica
    Morwenna Muhammad Muriel Nadeem Nadia Nancy Naomi Nasreen Natalia Natalie Natasha Nathan
    Nazir Neha Neil Nell Ngozi Nia Niall Niamh Nicholas Nick Nicola Nicole Nigel Nikki Nisha
    Noah Nora Norma Norman Oisin Oliver Olivia Olu Omar Orla Oscar Ottilie Ottoline Owain Owen
    Padraig Pam Pamela Parveen Pat Patricia Patrick Paul Paula Pauline Penelope Percy Pete Peter
    Phil Philip Philippa Phillip Phillippa Piotr Pippa Polly Pooja Priya Rachael Rachel Raj
    Rajesh Ralph Rashid Ravi Raymond Rebecca Reece Reg Rehana Rhian Rhodri Rhys Richard Rita
    Rizwan Rob Robert Robin Roger Roisin Roland Ronald Ronnie Rory Rosemary Rosie Ross Roy Rufus
    Rukhsana Russell Ruth Ryan Sadia Saima Sally Salma Sam Samantha Samir Samuel Sana Sandra
    Sanjay Saoirse Sara Sarah Scott Sean Sebastian Selina Seth Shabana Shahid Shane Sharon Shaun
    Sheila Shirley Shona Sian Sid Simon Sinead Siobhan Siân Sophia Sophie Stacey Stan Stella
    Stephanie Stephen Steve Steven Stewart Stuart Sue Sunita Suresh Susan Suzanne Sylvia Tahir
    Tamara Tamsin Tara Tariq Ted Teresa Terry Tessa Theo Theresa Thomas Tilly Tim Timothy Tina
    Tobias Toby Tom Tomasz Tomos Tony Tracey Tracy Trevor Trish Tristan Tunde Una Ursula Usman
    Valerie Vanessa Vera Veronica Vicky Victor Vikram Vincent Vivien Walter Wayne Wendy Wilfred
    William Winifred Xavier Yasmeen Yasmin Yusuf Yvette Yvonne Zach Zachary Zahra Zainab Zara
    Zeeshan Zoe
"""

FIRST_NAMES = frozenset(_NAMES.split())


_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Close|Lane|Drive|Way|Court|Gardens?|Grove|Crescent|Place"
    r"|Terrace|Walk|Mews|Hill|Park|House|Rise|Row|View|Green|Square|Parade|Bank|Yard|Quay|Wharf"
    r"|Cottages?|Villas?|Buildings|Crescent|Circus|Croft|Dale|End|Gate|Heights|Vale|Fold|Hey|Wynd)"
)
_NO_HOME = r"(?:School|Academy|Ward|Station|Library|Centre|Primary|Hotel)"
_MONTH = r"(?:Noon|Midnight|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_TITLES = r"(?:Councillors?|Members?|Wards?|Schools?|Officers?|Residents|Businesses)"
HOME = pattern(
    rf"\bat\s+\d{{1,3}}[A-Za-z]?,?\s+(?!{_MONTH}\b|{_TITLES}\b)[A-Z][a-z\u2019']{{3,}}(?!\w)"
    rf"|\b(?:[Ff]lat\s+\d+[A-Za-z]?,?\s+)?\d{{1,3}}[A-Za-z]?,?\s+(?:[A-Z][\w'\u2019]+\s+){{1,3}}"
    rf"(?i:{_STREET})\b(?!\s+(?i:{_NO_HOME}))"
)
PERSONAL = pattern(
    r"""\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b  # insurance
    | \b[A-Z]{2}\d{2}\s?[A-Z]{3}\b                                             # a car's number
    | \b(?:date\s+of\s+birth|born\s+on|d\.o\.b\.|DOB)\b""",
    re.VERBOSE,
)
CONTACT = pattern(
    r"""(?<![\d.])(?:\+44\s?|0)(?:\d[\s-]?){8,9}\d(?![\d.])
    | \b[\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | \b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b""",
    re.VERBOSE,
)
_DIGITS = pattern(r"\D")

home = matching(
    HOME,
    "this looks like somebody's home: a house number and a street",
    "leave the number out, or add 'checked:' with your reason for keeping it",
)
personal = matching(
    PERSONAL,
    "this looks like a number or date that identifies a person",
    "remove it, or add 'checked:' with your reason for keeping it",
)


def contact(writing: Writing, council: Council) -> Iterator[Finding]:
    """Find ways to reach a person; those of the council itself are no secret."""
    known = {
        _reduced(str(each))
        for each in (council.contact_centre, council.accessibility_contact)
        if each
    }
    for passage in writing.passages:
        for found in CONTACT.finditer(passage.plain):
            if _reduced(found[0]) not in known:
                yield Finding(
                    passage=passage,
                    start=found.start(),
                    end=found.end(),
                    message="this looks like a telephone number, an e-mail address or a postcode",
                    help=(
                        "give a service's contact details, such as 'contact_centre:' in "
                        "council.yaml, or none"
                    ),
                )


def _reduced(contact: str) -> str:
    """Reduce a telephone number to its figures, an address to small letters."""
    return contact.casefold() if "@" in contact else _DIGITS.sub("", contact)


_RANKS = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Rev|PC|PCSO|Sgt|Sergeant|Insp|Inspector|Chief Inspector|DI|DS|DC|DCI"
    r"|Superintendent)"
)
_WORD = r"[A-Z][a-z]*['\u2019-]?[A-Z]?[a-z]+(?:-[A-Z][a-z]+)?"
_RANKED = pattern(rf"\b{_RANKS}\.?\s+(?P<name>{_WORD}(?:\s+{_WORD})?)\b")
_FIRST = pattern(rf"\b(?P<first>[A-Z][a-z]+)\b(?=(?P<rest>[^\S\n]*\n?[^\S\n]*(?P<last>{_WORD})\b))")
_PLACES = pattern(
    rf"\s+(?i:{_STREET}|School|Academy|Primary|Trust|Park|Centre|Hospital|Church|Foundation|Ltd)\b"
)
_PLACE = pattern(_STREET)
_OFFICES = (
    r"(?:Councillors?|Cllrs?\.?|Alderm[ae]n|Alderwom[ae]n|(?:(?:Deputy|Lord|Lady)\s+)*Mayor(?:ess)?"
    r"|(?:Deputy\s+)?Leader|(?:Cabinet|Shadow)\s+Member|Portfolio\s+Holder|PCC|MPs?|MSPs?|MSs?"
    r"|(?:Police(?:,\s+Fire)?\s+and\s+Crime\s+)?Commissioner|Minister|Secretary\s+of\s+State)"
)
_PERSON = rf"{_WORD}(?:\s+{_WORD}){{1,2}}"
_ELECTED = pattern(
    rf"\b{_OFFICES}(?:\s+(?:of|for)\s+(?:(?:the|and|of)\s+|[A-Z][\w'\u2019-]*,?\s+){{1,6}}|[,:]?\s+)"
    rf"(?:{_PERSON}(?:\s*,\s*|\s*,?\s+and\s+|\s*&\s*))*$"
)
"""Whoever is elected is named in public: what is before their names, or a list of them."""
_ELECTED_AFTER = pattern(
    rf"\s*(?:,?\s+(?:MP|MS|MSP|AM|PCC)\b|,\s+(?:the\s+|our\s+)?{_OFFICES}\b"
    r"|\s*\((?:Lab|Con|Lib|Green|Ind)\b)"
)
_TITLE = 160
_BEFORE = (
    r"(?:(?i:contact)|[Ss]peak\s+to|[Tt]alk\s+to|[Aa]sk|[Ee]-?mail|[Rr]ing|[Pp]hone|[Cc]all|[Ww]elcomed?"
    r"|[Tt]hank(?:s\s+to|\s+you,?)?|[Aa]ppointed|[Rr]ecruited|[Cc]olleagues?,?|[Mm]anager,?"
    r"|[Oo]fficer,?|[Ww]rite\s+to)"
)
_DOES = (
    r"(?:takes?\s+over|took\s+over|covers?|covered|join(?:s|ed)|left|leaves|start(?:s|ed)|retire[sd]"
    r"|replace[sd]|succeed(?:s|ed)|manage[sd]|leads|led|chairs|chaired|wrote|writes|said|says|told|rang"
    r"|phoned|e-?mailed|reports\s+to|works|worked|moved\s+to|has\s+(?:joined|left|retired|started)"
    r"|has\s+been\s+appointed|is\s+(?:the\s+new|our\s+new|covering|leaving|joining|retiring|the\s+lead)"
    r"|will\s+(?:cover|lead|join|take|start|leave|retire)|was\s+(?:appointed|promoted))"
)
_NEAR = pattern(
    rf"(?P<before>\b{_BEFORE}\s+)?\b(?P<name>(?P<first>[A-Z][a-z]{{1,}})\s+(?P<last>{_WORD}))\b"
    rf"(?P<after>\s+{_DOES}\b)?"
)
"""Two words in capitals that somebody is told to contact, or that do what only people do."""
_GROUPS = """
    Action Adult Advice Age Anti Appeal Area Art Bank Big Board Borough Bridge Bus Business
    Cabinet Campaign Care Castle Central Centre Charity Children Church Citizens City Civic Club
    Coast College Committee Community Company Contact Corporate Council Country County Court
    Crime Cross Customer Data Democratic Department Digital Direct Director District East
    Economy Education Emergency Energy Environment Environmental Estate Every Families Family
    Finance Fire First Food Force Forum Foundation Friends Full Fund General Green Group Hall
    Head Health High Home Homes Hospital Hotel House Housing Human Information Inspector
    International Joint Junior Lane Legal Library Licensing Lead Local Lower Main Management
    Market Media Metropolitan Mental National Neighbourhood New Night North Office Officer Old
    One Online Open Operation Our Outreach Panel Parish Park Parks Partnership People Phase
    Planning Police Policy Power Primary Priority Prison Probation Project Property Public Rail
    Recycling Red Regional Rescue Residents Resources River Road Royal Rural Safe Safer Safety
    School Scheme Scrutiny Secondary Senior Service Services Shared Social Society South Sports
    Staff Standards Station Strategic Street Support Team Technology The This Town Trading
    Transport Trust Unit University Upper Victim Village Ward Waste Water Welfare West Women
    Working Youth Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February
    March April May June July August September October November December
"""
_NOBODY = frozenset(_GROUPS.split())
"""Words that start or end the names of teams, bodies and places, and of days and months."""
_STAFF = pattern(
    r"\b(?:retire[sd]?|retiring|retirement|maternity|paternity|sick leave|off sick|long-term sick"
    r"|grievance|resign(?:s|ed|ing|ation)?|disciplinary|suspended from|dismissed|redundan(?:t|cy)"
    r"|made permanent|on leave)\b",
    re.IGNORECASE,
)
_SHOWN = 5


def names(writing: Writing, council: Council) -> Iterator[Finding]:
    """Find people who are named and have not agreed to be; all of a file at once."""
    public = {_folded(str(name)) for name in council.public_names}
    for passage in writing.passages:
        public.update(_folded(name) for name in _elected(passage.plain))
    surnames = {name.split()[-1] for name in public if name}
    places: dict[str, tuple[Passage, int, int]] = {}
    for passage in writing.passages:
        for name, start, end in _named(passage.plain):
            known = _folded(name) in public or (" " not in name and name.casefold() in surnames)
            if not known:
                places.setdefault(name, (passage, start, end))
    if places:
        passage, start, end = next(iter(places.values()))
        shown = [_masked(name) for name in places][:_SHOWN]
        more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
        yield Finding(
            passage=passage,
            start=start,
            end=end,
            message=f"{listed(shown)}{more} {'is' if len(places) == 1 else 'are'} named and not in "
            "'public_names:'",
            help=(
                "give the office or the team, or add the name to council.yaml if that person agrees"
            ),
        )


def staff(writing: Writing, council: Council) -> Iterator[Finding]:  # noqa: ARG001  # a finder's signature
    """Find what concerns somebody's employment beside their name."""
    for passage in writing.passages:
        if passage.role is Role.HEADING:
            continue
        for start, end in sentences(passage.plain):
            word = _STAFF.search(passage.plain, start, end)
            if word is not None and any(_named(passage.plain[start:end])):
                yield Finding(
                    passage=passage,
                    start=word.start(),
                    end=word.end(),
                    message=(
                        f"'{word[0]}' is next to somebody's name: employment is a private matter"
                    ),
                    help="leave the name out, or add 'checked:' with your reason for keeping it",
                )


def _named(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the names of people in a text, each once.

    They are known by a rank before them, a first name that is common, or by what is said of them.
    """
    met: set[int] = set()
    for name, start, end in _candidates(text):
        if start not in met and not _is_elected(text, start, end) and not _PLACES.match(text, end):
            met.add(start)
            yield name, start, end


def _candidates(text: str) -> Iterator[tuple[str, int, int]]:
    for found in _RANKED.finditer(text):
        yield " ".join(found["name"].split()), found.start(), found.end()
    for found in _FIRST.finditer(text):
        if found["first"] in FIRST_NAMES and not _PLACE.fullmatch(found["last"]):
            yield f"{found['first']} {found['last']}", found.start(), found.end("rest")
    for found in _NEAR.finditer(text):
        words = {found["first"], found["last"].removesuffix("s"), found["last"]}
        is_group = found["last"].endswith("s") and found["first"] not in FIRST_NAMES
        if (found["before"] or found["after"]) and not is_group and not words & _NOBODY:
            yield " ".join(found["name"].split()), found.start("name"), found.end("name")


def _is_elected(text: str, start: int, end: int) -> bool:
    """Whether an office that people are elected to is before or after a name."""
    before = max(0, start - _TITLE)
    return bool(_ELECTED.search(text, before, start) or _ELECTED_AFTER.match(text, end))


def _elected(text: str) -> Iterator[str]:
    """Yield the names of those who are elected, so that they are known without their office too."""
    for name, start, end in _candidates(text):
        if _is_elected(text, start, end):
            yield name


def _masked(name: str) -> str:
    """Return a name so that its owner's file is found by it, and not its owner: `Ann B.`."""
    first, *others = name.split()
    return f"{first} {others[-1][0]}." if others else f"{first[0]}."


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
