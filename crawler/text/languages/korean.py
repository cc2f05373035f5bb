"""Words of Korean: titles of reporters and of people in the news, stop words, public bodies, places."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Titles of reporters, and ranks before them, as alternatives of a pattern.
REPORTER_TITLES = "기자|특파원|논설위원|선임기자|전문기자|앵커|아나운서|해설위원|객원기자|인턴기자|PD|리포터"
REPORTER_RANKS = "선임|수석|전문|객원|인턴|사진|영상|촬영"

# Public bodies, as alternatives of a pattern.
BODIES = "법원|대법|고법|지법|위원회|국회|검찰|검찰청|경찰|경찰청|경찰서|기상청|시청|도청|교육청|관세청|국세청|당국"

# Countries, continents and capitals.
PLACES = _words("""
한국 대한민국 남한 북한 조선 우리나라 국내 해외 미국 일본 중국 영국 독일 프랑스 러시아 인도 호주 캐나다 이탈리아
스페인 네덜란드 스위스 스웨덴 대만 타이완 홍콩 싱가포르 베트남 태국 인도네시아 말레이시아 필리핀 우크라이나 이스라엘
이란 사우디아라비아 아랍에미리트 튀르키예 브라질 멕시코 유럽 유럽연합 아시아 아프리카 서울 도쿄 워싱턴 베이징 런던
파리 베를린 모스크바 평양 타이베이 하노이 방콕 뉴욕
""")

# Grammar, newspaper phrases and bare titles, without particles.
STOP_WORDS = _words("""
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

# Titles behind names, as alternatives of a pattern: longest first where one begins with another.
TITLES = (
    "대통령|총리|부회장|회장|부사장|사장|대표이사|대표|최고경영자|CEO|CFO|장관|차관|의원|위원장|의장|교수|감독|선수|지사"
    "|총장|원장|실장|본부장|전무|상무|이사|박사|연구위원|연구원|씨|국왕|총재|검사|판사|변호사|가수|배우|작가|청장|단장|대사"
)
