"""Words of English: months, weekdays, stop words, ranks, company endings, public bodies, places."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# By name and by each abbreviation, in lower case.
MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1)
    for name in names.split()
}  # fmt: skip
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

# Grammar, and what any article of any newspaper may say.
STOP_WORDS = _words("""
a able about above according account across act actually add added adding after again against ago agree agreed ahead
aide all allow almost alone along already also although always am amid among an and announced announcement another any
anybody anyone anything are area aren around article as ask asked asking at available average away back based be
because become been before began begin beginning behind being believe below best better between beyond big bigger
biggest billion board both bring brought build building built business but by call called calling came can cannot case
cause central certain change check city clear close closed come coming comment common companies company compare
compared cost could country current currently customer date day deal decide decided decision decline declined demand
despite detail did different difficult do does doing done don doubt down during each earlier early east economy either
else employee end ended enough even evening event ever every everyone everything example executive expect expected
expects far few field figure final find firm first five focus follow followed following for former found four friday
from full further future gain gave get give given go going good got government great group grow growth had half hand
happen has have he head hear held help her here high higher him his hold home hope hour house how however hundred idea
if important in inc include included including increase industry instead interest international into invest investment
is issue it its itself january february march april may june july august september october november december job join
joint just keep kept kind know known large larger largest last late later latest lead leader leading least leave left
less let level like likely line list little local long longer look made main major make maker making man manager many
market matter mean meanwhile meet meeting member men might million minute monday money month monthly more morning most
move much must name named nation national near nearly need never new news newspaper next nine night no nobody none nor
north not note nothing now number of off offer offered office official officials often old on once one only open
operation or order other others our out over own owned paid paper part partner party past pay people percent person
place plan planned planning play point position possible present president press price private problem process produce
product production profit program project public published put quarter question quite raise ran rate rather reach
reached read reading reason receive received recent recently record region release released remain report reported
reporter reporters represent result return right rise rising role room rose round run running said sale sales same
saturday saw say saying says second section see seek seem seen sell sent series serve service set seven several share
shared shares she short should show showed side sign signed similar since single site situation six small so sold some
somebody someone something soon source south special spend spent spokesman spokeswoman spokesperson spoke staff stage
start started state statement states stay step still stock stop story street strong study such sunday support sure
system take taken taking talk talks team tell ten term than that the their them themselves then there these they thing
think third this those though thousand three through thursday time times to today together told tomorrow too took top
total toward trade tried trillion true try trying tuesday turn turned two under union until up upon us use used user
using usually value very view visit want wanted was way we wednesday week weekly well went were west what when where
whether which while who whole whom whose why wide will with within without woman women won word work worked worker
working world would write wrote year yearly yen yes yesterday yet you young your isn doesn didn hasn haven wasn weren
couldn wouldn shouldn ve ll re jan feb mar apr jun jul aug sep sept oct nov dec neither elsewhere dozen hundreds
thousands gets goes runs takes comes makes days hours minutes puts moved seems shows looks wants needs uses analyst
analysts dollar dollars earnings net loss revenue investor investors trading percentage fiscal forecast outlook
dividend margin weak costs ministry minister ministers agency analysis estimate estimated roughly worth bought sells
buys pays keeps holds holding photo video editor copyright exclusive breaking update interview feature opinion podcast
episode explainer watts kilowatts megawatts gigawatts watt kilowatt megawatt gigawatt kilometers kilometer meters
meter centimeters centimeter kilograms kilogram miles mile tons ton
""")

# Ranks, which stand before names and are not part of them, and the fields that ranks and ministries are of.
RANKS = _words("""
president vice-president vice prime minister deputy premier chancellor chairman chairwoman chairperson chief executive
officer ceo cfo coo cto founder cofounder governor gov senator sen representative rep mayor secretary ambassador
director professor prof dr mr ms mrs spokesman spokeswoman spokesperson lawmaker analyst economist strategist coach
captain actor actress singer judge commissioner admiral pitcher striker prosecutor detective
""")
FIELDS = _words("""
financial operating technology managing general principal senior junior former first foreign trade industry science
ict finance defense defence economy labor labour health education interior ministry policy staff resources energy
environment culture unification transport land justice commerce national presidential vice joint new digital
""")
# Words that hyphens tie to a name: "Arm-based", "SoftBank-backed".
TIED = _words("based backed led owned run made listed style born language funded bound controlled wide related built")

COMPANY_ENDINGS = _words(
    "group corp corporation inc incorporated ltd limited co company holdings plc llc lp ag sa nv kk gmbh"
)

# Public bodies, which any article of their beat names: they do not characterise it.
BODIES = _words("""
court ministry commission assembly parliament agency department bureau administration authority office police
prosecutors government committee council
""")

# Capitals without a time zone of their own, adjectives and people of countries, and short names of countries.
PLACES = """
Washington Beijing New Delhi Ottawa Brasilia Bern Ankara Canberra Rabat Hanoi Islamabad Abuja Wellington Jerusalem
Pretoria Pyongyang Abu Dhabi Korea Britain England Scotland Wales America Europe Asia Africa Russia Iran Syria Vietnam
Laos Taiwan Czechia Bolivia Venezuela Tanzania Moldova UAE UK US USA EU UN Korean Koreans Japanese Chinese American
Americans British European Europeans Asian Asians African German Germans French Italian Spanish Russian Russians
Indian Indians Australian Canadian Mexican Brazilian Dutch Swiss Swedish Turkish Israeli Iranian Saudi Arab Emirati
Thai Vietnamese Indonesian Malaysian Philippine Filipino Taiwanese Ukrainian Polish Singaporean English Hebrew Arabic
North South East West Northern Southern Eastern Western Southeast Northeast Southwest Northwest Republic States United
Province Prefecture City County District Ward Island Kingdom Emirates Zealand Arabia Middle Pacific
"""

# Initials that stand for a trade, an office or a measure, not for one company or body.
INITIALS = _words("""
ai it ict iot tv pc ceo cfo coo cto gdp ipo uk us usa eu un uae r&d m&a ev pr hr pm am ok gw mw kw mhz ghz tb gb id q1
q2 q3 q4 focus explainer update lead report breaking news
""")
