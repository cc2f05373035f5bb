"""What news tells of, in one form for English and Korean: `earthquake` for `quake`, `temblor` and `지진`.

Written for news at large. Countries that all of the outlets speak of are none, nor are words that any article may say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# English = Korean, forms of one notion with commas between; the first one is its name.
_NOTIONS = """
earthquake, quake, temblor, seismic = 지진, 강진
tsunami = 쓰나미, 지진해일
aftershock = 여진
typhoon, hurricane, cyclone = 태풍, 허리케인
snow, snowfall, snowstorm, blizzard = 폭설, 대설, 첫눈, 강설, 적설
cold wave, freezing, frigid = 한파, 강추위, 영하
heat wave, heatwave, scorching = 폭염, 무더위
downpour, torrential, heavy rain = 폭우, 호우, 집중호우
flood, flooding, inundated = 홍수, 침수, 물난리
landslide, mudslide = 산사태
drought = 가뭄
wildfire, forest fire, bushfire = 산불
fire, blaze, flames = 화재, 불길
explosion, blast, exploded = 폭발
volcano, eruption, erupted = 화산, 분화
collapse, collapsed = 붕괴, 무너
crash, crashed = 추락, 충돌
derail, derailed, derailment = 탈선
sank, sinking, capsized = 침몰, 전복
evacuate, evacuation, evacuated = 대피, 피난
rescue, rescued, rescuers = 구조
missing = 실종
injured, injuries, wounded, hurt = 부상, 다친, 다쳤
dead, killed, died, deaths, death toll = 사망, 숨진, 숨졌
victim = 희생자, 피해자
epidemic, outbreak, pandemic, virus, infection = 감염, 전염병, 바이러스
bird flu, avian influenza = 조류인플루엔자, 조류독감
swine fever = 돼지열병
vaccine, vaccination = 백신, 예방접종
hospital = 병원
doctor, trainee doctors, medical school = 의사, 전공의, 의대
blackout, power outage, outage = 정전, 먹통
commute, commuters, commuting = 퇴근길, 출근길
subway, metro = 지하철
train, railway, bullet train, shinkansen = 열차, 철도, 신칸센
airport = 공항
airline, passenger jet, airliner = 항공사, 여객기
highway, expressway = 고속도로, 순환로
murder, homicide = 살인, 살해
stabbing, stabbed, knife = 흉기
shooting, gunman, shot dead = 총격, 총기
kidnap, abducted, abduction = 납치, 유괴
rape, sexual assault, molested = 성폭행, 성추행
drugs, narcotics = 마약
fraud, scam, swindle = 사기
phishing, call center = 보이스피싱, 피싱
bribe, bribery, graft, corruption = 뇌물, 비리, 부패
embezzle, embezzlement, breach of trust = 횡령, 배임
tax evasion = 탈세
stalking = 스토킹
police, investigators = 경찰
probe, investigation, inquiry, investigating = 수사, 조사단
raid, search and seizure = 압수수색
arrest, arrested, detained = 체포
arrest warrant, detention warrant, custody = 구속, 영장
indict, indicted, indictment, charged = 기소
prosecutors, prosecution = 검찰, 검사
special counsel, special prosecutor = 특검
trial, hearing, tribunal = 공판, 재판
verdict, ruling, ruled = 판결
sentence, sentenced, prison, prison term = 징역, 실형, 선고
death penalty, capital punishment = 사형
life imprisonment, life in prison = 무기징역
acquitted, acquittal, not guilty = 무죄
guilty, convicted = 유죄
appeal, appealed = 항소, 상고
supreme court = 대법원, 대법
high court, appellate court = 고등법원, 고법
district court = 지방법원, 지법
constitutional court = 헌법재판소, 헌재
injunction = 가처분
lawsuit, suit, sued = 소송, 고소
fine, fined, penalty = 과징금, 벌금
compensation, damages = 배상, 보상
fair trade commission, antitrust, watchdog = 공정위, 공정거래위원회
pardon, pardoned = 사면
insurrection, rebellion, treason = 내란
martial law = 계엄
impeachment, impeached = 탄핵
obstruct, obstructing, obstruction = 방해
election, polls = 선거
vote, ballot = 투표, 표결
candidate, nominee = 후보
cabinet, cabinet reshuffle = 내각, 국무위원, 개각
parliament, national assembly, lawmakers, diet = 국회
budget = 예산
bill, legislation = 법안, 개정안
reform = 개혁
resign, resigned, resignation, step down, stepped down = 사임, 사퇴, 사의
appointed, named as, appoint = 임명, 내정
protest, rally, demonstrators, protesters = 시위, 집회
strike, walkout = 파업
union, labor union = 노조, 노동조합
layoff, layoffs, job cuts = 해고, 감원, 희망퇴직
minimum wage, wage = 최저임금, 임금
pension = 연금
birthrate, fertility, births = 출산율, 출생아
summit = 정상회담, 정상
state visit = 국빈
shuttle diplomacy, diplomacy = 셔틀외교, 외교
ambassador, envoy = 대사, 특사
treaty, accord, pact = 조약, 협정
memorandum, mou, mous = 양해각서
sanctions = 제재
tariff, tariffs, duties = 관세
trade war, export controls, export curbs = 무역전쟁, 수출통제
ceasefire, truce = 휴전, 정전협정
peace talks = 평화협상, 종전
war, warfare = 전쟁
invasion, invaded = 침공
airspace, incursion, intruded, intrude = 영공, 침범, 상공
drone, unmanned aircraft, unmanned aerial = 무인기, 드론
shoot down, shoots down, shot down, downed, brought down = 격추, 떨어뜨
fighter, fighter jet, warplane = 전투기
missile, ballistic = 미사일
nuclear test, nuclear weapon, warhead = 핵실험, 핵무기, 핵탄두
nuclear plant, nuclear power, nuclear reactor, reactor = 원전, 원자로, 원자력
restart, restarted = 재가동
submarine = 잠수함
warship, destroyer, navy = 군함, 구축함, 해군
troops, soldiers, military, army = 군인, 병력, 부대, 총참모부
defense ministry = 국방부
foreign ministry = 외교부
spy, espionage = 간첩, 스파이
defector, defectors = 탈북
satellite, satellites = 위성
rocket, launch vehicle, launcher = 발사체, 로켓
launch, liftoff, lifted off, blasted off = 발사, 이륙
orbit = 궤도
astronaut, spacecraft = 우주인, 우주선
auction = 경매
museum, exhibition = 박물관, 전시회
comfort women, forced labor = 위안부, 강제징용, 강제동원
data breach, data leak, leaked, leak, exposed = 유출
personal data, personal information = 개인정보
hack, hacking, hackers, hacker, cyberattack = 해킹, 해커
malware, ransomware = 악성코드, 랜섬웨어
telecom, mobile carrier = 통신사, 이동통신
subscriber, subscribers = 가입자
smartphone = 스마트폰
app = 앱
robot, robots, robotics = 로봇
humanoid, humanoids = 휴머노이드, 인간형
self-driving, autonomous driving = 자율주행
electric vehicle, electric vehicles, evs = 전기차
battery, batteries = 배터리, 이차전지
hydrogen = 수소
solar = 태양광
chip, chips, semiconductor, semiconductors = 반도체
high bandwidth memory, hbm = 고대역폭
data center, data centers = 데이터센터
algorithm = 알고리즘
search results, search engine = 검색
smelter, smelting, refinery = 제련소
rare earths, rare earth, critical minerals, strategic minerals = 희토류, 핵심광물
shipbuilding, shipyard, shipbuilder = 조선소, 조선업
steel = 철강
factory, plant = 공장
real estate, housing, apartment = 부동산, 아파트, 주택
interest rate, rate hike, rate cut, benchmark rate = 기준금리, 금리
central bank = 한국은행, 중앙은행, 일본은행
inflation, consumer prices, consumer price = 소비자물가, 물가
petroleum, oil products, gasoline, diesel = 석유류, 휘발유, 경유
farm products, farm, livestock, agricultural = 농축수산물, 농산물
rice = 쌀값
exports, exported = 수출
imports = 수입액
trade surplus = 무역수지, 무역흑자
current account = 경상수지
gross domestic product, gdp = 국내총생산
growth rate, economic growth = 성장률, 경제성장
recession = 경기침체
unemployment, jobless, employed = 실업률, 취업자, 고용
exchange rate, greenback, currency = 환율
stock index, stocks, stock market = 증시, 주가
foreign investors, foreigners = 외국인
retail investors, individuals = 개인이
all-time high, record high = 사상최고, 최고치
operating profit = 영업이익
net profit, net income = 순이익
dividend = 배당
initial public offering, ipo, listing = 상장, 기업공개
acquire, acquisition, takeover, buyout, to buy = 인수
merger, merge = 합병
stake = 지분
new shares, share issue, rights offering = 유상증자, 신주
joint venture = 합작법인
largest shareholder, shareholders = 주주
management control, control of the company = 경영권
bankruptcy, insolvency, receivership = 파산, 회생
recall = 리콜
boycott = 불매
refund = 환불
cryptocurrency, bitcoin = 가상화폐, 비트코인, 가상자산
volleyball, v-league = 배구
baseball = 프로야구, 야구
soccer, football = 축구
basketball = 농구
golf = 골프
tennis = 테니스
badminton = 배드민턴
esports = e스포츠
olympics, olympic = 올림픽
world cup = 월드컵
medal = 메달
championship, title match = 챔피언, 선수권
playoff, playoffs = 플레이오프
winning streak, winning run, victories = 연승
goal, scored = 득점
home run = 홈런
concert, tour = 콘서트, 공연
album = 앨범
film, movie = 영화
drama = 드라마
singer = 가수
actor, actress = 배우
novel, author = 소설
university, college entrance, exam = 수능, 대학
school, students = 학교, 학생
teacher, teachers = 교사
pope = 교황
emperor = 일왕, 천황
north korea, n. korea, pyongyang = 북한, 평양
china, chinese, beijing = 중국, 베이징, 한중
taiwan = 대만, 타이완
russia, russian, moscow = 러시아, 모스크바
ukraine, ukrainian, kyiv = 우크라이나, 키이우
israel, israeli = 이스라엘
gaza, palestinian = 가자지구, 팔레스타인
iran, iranian, tehran = 이란
turkey, turkish, ankara = 튀르키예, 터키
india, indian = 인도양, 뉴델리
vietnam, vietnamese = 베트남
cambodia, cambodian = 캄보디아
thailand, thai = 태국
philippines, philippine = 필리핀
indonesia = 인도네시아
brazil, brazilian = 브라질
britain, british = 영국
france, french = 프랑스
germany, german = 독일
venezuela = 베네수엘라
saudi arabia = 사우디
emirates, uae = 아랍에미리트
"""


def _forms() -> tuple[dict[str, str], dict[str, str]]:
    """Returns for each form of a notion its name, English ones and Korean ones."""
    forms: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for line in _NOTIONS.strip().splitlines():
        name = line.partition(",")[0].partition("=")[0].strip()
        for side, known in zip(line.split("="), forms, strict=True):
            known.update({form.strip(): name for form in side.split(",")})
    return forms


_ENGLISH, _KOREAN = _forms()
_MOST_WORDS = max(form.count(" ") for form in _ENGLISH) + 1
_FIRST_WORDS = {form.partition(" ")[0] for form in _ENGLISH}
_SYLLABLES = sorted({len(form) for form in _KOREAN}, reverse=True)
_WORD = re.compile(r"[a-z][\w.’'-]*\w|[a-z]")
_WORD_KO = re.compile(r"[\w·]+")
_SHORT = 2
_POSSESSIVE = re.compile(r"[’']s?$")


def find_concepts(text: str, *, korean: bool) -> Iterator[str]:
    """Yields the notions that a folded text speaks of, as often as it does."""
    return _korean(text) if korean else _english(text)


def _english(text: str) -> Iterator[str]:
    words = [_POSSESSIVE.sub("", word) for word in _WORD.findall(text)]
    place = 0
    while place < len(words):
        begins = words[place] in _FIRST_WORDS or words[place].removesuffix("s") in _FIRST_WORDS
        for count in range(_MOST_WORDS if begins else 0, 0, -1):
            form = " ".join(words[place : place + count])
            name = _ENGLISH.get(form) or _ENGLISH.get(form.removesuffix("s"))
            if name:
                yield name
                place += count - 1
                break
        place += 1


def _korean(text: str) -> Iterator[str]:
    """Forms of two syllables stand at the start of a word: 위성 is none in 방위성; longer ones may stand in it."""
    for word in _WORD_KO.findall(text):
        place = 0
        while place < len(word):
            for length in _SYLLABLES:
                form = word[place : place + length]
                if form in _KOREAN and (place == 0 or len(form) > _SHORT):
                    yield _KOREAN[form]
                    place += len(form)
                    break
            else:
                place += 1
