"""Short articles of our own on some events: a name, the time of publication, the event's name, title and text."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from crawler.items import Article, article_id
from crawler.text.unicode import language


class Event(NamedTuple):
    """One article, and the event that it tells."""

    name: str
    event: str
    article: Article


def events() -> list[Event]:
    """Returns the articles, in the order in which they stand below."""
    found = []
    for block in re.split(r"\n(?=[\w-]+ 20\d\d-)", _EVENTS.strip()):
        head, _, written = block.partition("\n")
        name, published, event = head.split()
        title, *text = [" ".join(part.split()) for part in written.strip().split("\n\n")]
        url = f"https://example.com/{name}"
        article = Article(
            id=article_id(url), outlet="example", url=url, title=title, text="\n\n".join(text),
            language=language(title), published=datetime.fromisoformat(published),
        )  # fmt: skip
        found.append(Event(name, event, article))
    return found


_EVENTS = """
fire-1 2026-03-10T09:40+09:00 fire
Fire at Daegu battery plant kills three

A fire at a battery plant of Hanbit Cells in Daegu killed three workers on Tuesday morning and
injured 14, the fire agency said.

It broke out at 6:20 a.m. in a drying hall. Rescuers found the three, all in their 30s, on the
second floor.

“We heard two bangs,” said Seo Yun-ah, who runs a canteen across the street. Police are looking
into whether sprinklers worked.

fire-2 2026-03-10T15:05+09:00 fire
Three dead in blaze at Hanbit Cells' Daegu factory

Three people died when flames swept through a drying hall of battery maker Hanbit Cells in Daegu
early Tuesday, officials said. Fourteen others were taken to hospitals.

The hall had passed an inspection in January. Hanbit chief Noh Sang-gyu bowed before cameras and
promised to pay for the funerals.

It took 160 firefighters four hours to put out the fire.

fire-3 2026-03-11T17:30+09:00 fire
Police search Hanbit Cells over deadly Daegu fire

Police searched the offices of Hanbit Cells in Daegu on Wednesday, a day after a fire at its
battery plant killed three workers.

Investigators took computers and maintenance records, a senior officer said. They want to know
why two of four emergency exits were locked on Tuesday.

Noh Sang-gyu, who heads the company, is to be questioned on Friday.

fire-ko 2026-03-10T10:12+09:00 fire
대구 배터리 공장서 불…3명 사망

오늘(10일) 오전 대구의 배터리 제조업체 한빛셀즈 공장에서 불이 나 노동자 3명이 숨지고 14명이 다쳤습니다.

불은 건조동에서 시작됐습니다. 노상규 한빛셀즈 대표는 사과했습니다.

cells-profit 2026-03-12T16:00+09:00 cells-profit
Hanbit Cells lifts dividend after record year

Hanbit Cells will pay 1,250 won a share for 2025, its highest dividend yet, the battery maker told
the stock exchange on Thursday.

Net profit rose 31 percent to 412 billion won, helped by orders from two German carmakers.

Shares closed 2.4 percent higher at 83,900 won. They had fallen after a plant fire in Daegu.

other-fire 2026-03-11T08:15+09:00 other-fire
Fire destroys 40 boats in Yeosu harbor

A fire that broke out early Wednesday destroyed 40 fishing boats in Yeosu, South Jeolla Province,
the coast guard said. Nobody was hurt.

It started on a squid boat and spread with the wind. Fishermen put the damage at 3 billion won.

quake-1 2026-05-18T07:02+09:00 quake
Magnitude 6.4 quake jolts Noto, no tsunami

An earthquake of magnitude 6.4 shook the Noto Peninsula in central Japan early Monday, the weather
agency said. There was no danger of a tsunami.

It struck at 5:47 a.m. at a depth of 12 kilometers and measured upper 5 on the Japanese scale in
Suzu. Two people were hurt by falling tiles.

Bullet trains between Kanazawa and Toyama were stopped for two hours.

quake-2 2026-05-18T08:40+09:00 quake
Strong earthquake hits central Japan; trains halted

A strong earthquake hit Ishikawa Prefecture at 5:47 a.m. Monday, with a magnitude put at 6.4 and an
upper 5 measured in the city of Suzu, on the tip of the Noto Peninsula.

No tsunami warning was issued. Trains on the Hokuriku line stood still between Kanazawa and Toyama.

Residents who lost their houses two years ago ran from shelters in the dark.

quake-other 2026-05-20T12:30+09:00 quake-other
Quake of magnitude 5.8 off Hokkaido wakes Kushiro

A magnitude 5.8 earthquake occurred off Kushiro, Hokkaido, early Wednesday, the weather agency
said. There was no tsunami and no damage.

It struck at 3:12 a.m. at a depth of 50 kilometers and measured 4 in Kushiro and Nemuro.

takeover-1 2026-06-02T18:10+09:00 takeover
Borealis to buy Seto Heavy's shipyards for $2.3 billion

Norway's Borealis Freight has agreed to buy the two shipyards of Seto Heavy Industries for 340
billion yen ($2.3 billion), the companies said Tuesday.

Ingrid Halvorsen, who heads Borealis, told reporters in Kobe that no jobs would go before 2029.

Seto will keep its turbine business. The sale needs the consent of regulators in four countries.

takeover-2 2026-06-03T11:25+00:00 takeover
Why a Norwegian shipper wants Japanese yards

When Ingrid Halvorsen signed in Kobe, she got two of the oldest shipyards of Japan for 340 billion
yen. Her company, Borealis Freight, has never built a ship.

Seto Heavy Industries, the seller, will use the $2.3 billion for turbines.

“She buys a place in the queue,” said Piers Whitlow, a ship broker in London.

takeover-ko 2026-06-02T20:30+09:00 takeover
노르웨이 해운사, 일본 조선소 두 곳 3400억 엔에 인수

노르웨이 해운사 보레알리스가 오늘(2일) 일본 세토중공업의 조선소 두 곳을 3400억 엔, 23억 달러에 사들이기로 했습니다.

보레알리스는 2029년까지 일자리를 줄이지 않겠다고 밝혔습니다.

barley-1 2026-06-08T10:00+09:00 barley
Morning Light launches a tea in Barley Village bottles

Visitors of Barley Village, a shop of Morning Light Foods, can taste a cold tea from Monday on.

It is roasted for nine hours.

barley-ko 2026-06-08T13:00+09:00 barley-ko
아침빛식품, ‘보리마을’서 찬 보리차 선보여

아침빛식품이 오늘(8일) ‘보리마을’에서 찬 보리차를 선보였습니다.

아홉 시간 볶은 보리로 만들었습니다.

same-figures 2026-06-04T09:00+09:00 same-figures
Okinawa to spend 340 billion yen on second runway

Okinawa will spend 340 billion yen ($2.3 billion) on a second terminal and a wider runway for Naha
airport, the governor said Thursday.

Work is to begin in 2028. Environmental groups fear for a coral reef off the coast.

borealis-other 2026-06-05T14:45+09:00 borealis-other
Borealis ship runs aground off Kii peninsula

The Borealis Aurora, a container ship of Borealis Freight, ran aground off Wakayama Prefecture on
Friday morning with 21 people on board.

Nobody was hurt, the coast guard said. Some 40 tons of oil had leaked by noon.

wire-1 2026-04-14T10:00+09:00 wire
Seoul to open archive of royal maps in May

The National Library will open an archive of 312 royal maps to the public on May 6, the culture
ministry said Tuesday. The maps, drawn between 1402 and 1897, were kept in a vault in Suwon for
decades and have never been shown together.

Visitors can see 40 of them at a time. The oldest is a copy of the Kangnido, on which Africa is
smaller than Korea. All have been photographed, and the pictures will be free for anybody to use.

wire-2 2026-04-14T13:20+09:00 wire
Archive of royal maps to open in May

The National Library will open an archive of 312 royal maps to the public on May 6, the culture
ministry said Tuesday. The maps, drawn between 1402 and 1897, were kept in a vault in Suwon for
decades and have never been shown together.

Visitors can see 40 of them at a time. The oldest is a copy of the Kangnido, on which Africa is
smaller than Korea.

late 2026-06-20T09:00+09:00 late
Borealis to buy Seto Heavy's shipyards for $2.3 billion: a look back

Norway's Borealis Freight agreed on June 2 to buy the two shipyards of Seto Heavy Industries for
340 billion yen ($2.3 billion).

Ingrid Halvorsen, who heads Borealis, has since met the mayor of Kobe.
"""
