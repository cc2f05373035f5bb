"""Words that say nothing of what an article is about: grammar, newspaper phrases, titles, countries and capitals."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Grammar, and what any article of any newspaper may say.
COMMON = _words("""
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
# What hyphens tie to a name: "Arm-based", "SoftBank-backed".
TIED = _words("based backed led owned run made listed style born language funded bound controlled wide related built")

COMPANY_ENDINGS = _words(
    "group corp corporation inc incorporated ltd limited co company holdings plc llc lp ag sa nv kk gmbh"
)

# Public bodies, which any article of their beat names: that they decide or report says little of what it is about.
BODIES = _words("""
court ministry commission assembly parliament agency department bureau administration authority office police
prosecutors government committee council
""")
BODIES_KO = "법원|대법|고법|지법|위원회|국회|검찰|검찰청|경찰|경찰청|경찰서|기상청|시청|도청|교육청|관세청|국세청|당국"

# Capitals that name no zone, what people and things of a country are called, and short names of countries.
_PLACES = """
Washington Beijing New Delhi Ottawa Brasilia Bern Ankara Canberra Rabat Hanoi Islamabad Abuja Wellington Jerusalem
Pretoria Pyongyang Abu Dhabi Korea Britain England Scotland Wales America Europe Asia Africa Russia Iran Syria Vietnam
Laos Taiwan Czechia Bolivia Venezuela Tanzania Moldova UAE UK US USA EU UN Korean Koreans Japanese Chinese American
Americans British European Europeans Asian Asians African German Germans French Italian Spanish Russian Russians
Indian Indians Australian Canadian Mexican Brazilian Dutch Swiss Swedish Turkish Israeli Iranian Saudi Arab Emirati
Thai Vietnamese Indonesian Malaysian Philippine Filipino Taiwanese Ukrainian Polish Singaporean English Hebrew Arabic
North South East West Northern Southern Eastern Western Southeast Northeast Southwest Northwest Republic States United
Province Prefecture City County District Ward Island Kingdom Emirates Zealand Arabia Middle Pacific
"""
PLACES_KO = _words("""
한국 대한민국 남한 북한 조선 우리나라 국내 해외 미국 일본 중국 영국 독일 프랑스 러시아 인도 호주 캐나다 이탈리아
스페인 네덜란드 스위스 스웨덴 대만 타이완 홍콩 싱가포르 베트남 태국 인도네시아 말레이시아 필리핀 우크라이나 이스라엘
이란 사우디아라비아 아랍에미리트 튀르키예 브라질 멕시코 유럽 유럽연합 아시아 아프리카 서울 도쿄 워싱턴 베이징 런던
파리 베를린 모스크바 평양 타이베이 하노이 방콕 뉴욕
""")

# Initials that stand for a trade, an office or a measure, not for one company or body.
INITIALS = _words("""
ai it ict iot tv pc ceo cfo coo cto gdp ipo uk us usa eu un uae r&d m&a ev pr hr pm am ok gw mw kw mhz ghz tb gb id q1
q2 q3 q4 focus explainer update lead report breaking news
""")

# Grammar, newspaper phrases and bare titles in Korean, as they stand once particles are off.
COMMON_KO = _words("""
오늘 내일 어제 이날 지난 지난달 지난해 올해 내년 이번 다음 당시 현재 최근 앞서 이후 이전 오전 오후 저녁 아침 시간 분기
상반기 하반기 정부 업계 기업 회사 관계자 기자 기자들 취재 취재진 뉴스 보도 설명 발표 계획 방안 사업 투자 규모 가격
시장 매출 이익 실적 전망 분석 전문가 사람 사람들 우리 자리 문제 이유 때문 경우 정도 가운데 이상 이하 이미 아직 모두
함께 가장 매우 다시 또한 그리고 그러나 하지만 다만 특히 한편 따라 위해 통해 대해 대한 관련 관한 것으로 것이 것을 것은
것 있는 없는 하는 되는 같은 다른 새로운 많은 모든 여러 대통령 대통령실 회장 부회장 사장 대표 장관 총리 의원 위원장
교수 만남 회동 논의 협력 참석 방문 말 일 년 월 개 명 원 번째 하나 세계 국제 경제 정치 사회 문화 산업 기술 분야 방식
과정 결과 수준 내용 앵커 리포트 녹취 인터뷰 멘트 사진 출처 제공 영상 주요 최대 최고 처음 첫 인공지능 달러 나라 당국
지역 이른바 이어 이를 이에 여기 그는 그녀 누구 무엇 어떤 얼마 조금 직접 새 두 세 네 각각 서로 사실 역대 전직 현직 신임
반도체 기술력 데이터센터 전력 전기 인재 설계 내년도 확인 진행 필요
""")

# Longest first where one begins with another: a pattern takes the first that fits.
TITLES_KO = (
    "대통령|총리|부회장|회장|부사장|사장|대표이사|대표|최고경영자|CEO|CFO|장관|차관|의원|위원장|의장|교수|감독|선수|지사"
    "|총장|원장|실장|본부장|전무|상무|이사|박사|연구위원|연구원|씨|국왕|총재|검사|판사|변호사|가수|배우|작가|청장|단장|대사"
)


@cache
def places() -> frozenset[str]:
    """Returns the folded words of countries, of the cities that name time zones, and of what belongs to a country."""
    data = files("tzdata")
    zones = data.joinpath("zones").read_text(encoding="utf-8").splitlines()
    countries = data.joinpath("zoneinfo", "iso3166.tab").read_text(encoding="utf-8").splitlines()
    names = [line.rpartition("/")[2].replace("_", " ") for line in zones if "/" in line]
    names += [line.partition("\t")[2] for line in countries if not line.startswith("#")]
    return frozenset(word.strip("()&.").casefold() for name in [*names, _PLACES] for word in name.split())
