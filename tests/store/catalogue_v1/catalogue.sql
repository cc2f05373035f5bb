BEGIN TRANSACTION;
CREATE TABLE about (
	version INTEGER NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO "about" VALUES(1);
CREATE TABLE articles (
	id VARCHAR(16) NOT NULL, 
	outlet VARCHAR(40) NOT NULL, 
	url TEXT NOT NULL, 
	title TEXT NOT NULL, 
	subtitle TEXT NOT NULL, 
	authors JSON NOT NULL, 
	emails JSON NOT NULL, 
	agency TEXT NOT NULL, 
	section TEXT NOT NULL, 
	tags JSON NOT NULL, 
	language VARCHAR(8) NOT NULL, 
	published VARCHAR(40), 
	modified VARCHAR(40), 
	text TEXT NOT NULL, 
	images JSON NOT NULL, 
	related JSON NOT NULL, 
	access VARCHAR(8) NOT NULL, 
	sources JSON NOT NULL, 
	fetched VARCHAR(40) NOT NULL, 
	number INTEGER, 
	file TEXT, 
	first_seen VARCHAR(40) NOT NULL, 
	last_seen VARCHAR(40) NOT NULL, 
	versions INTEGER NOT NULL, 
	gone VARCHAR(40), 
	host TEXT NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	story VARCHAR(16), 
	PRIMARY KEY (id), 
	UNIQUE (url), 
	UNIQUE (number), 
	UNIQUE (file)
);
INSERT INTO "articles" VALUES('782ea9615cd041c6','rcr','https://www.rcrwireless.com/20260112/network-infrastructure/softbank-openai-sb-energy-texas','SoftBank, OpenAI split $1B check for Texas data center builder','SB Energy gets the cash, a 1.2 GW lease and a place in the Stargate build-out','["Inés Caldera"]','[]','','Network Infrastructure','["data center", "OpenAI", "SoftBank", "Stargate"]','en','2026-01-12T09:20:44-06:00','2026-01-12T12:05:09-06:00','SoftBank Group and OpenAI are putting $500 million each into SB Energy, the power and data center developer that SoftBank already controls, tying the money to a lease on one of the largest computing campuses planned in Texas.

The money is equity, not debt.

In return SB Energy will build and operate a 1.2-gigawatt site in Milam County for OpenAI. The county was among five locations that the Stargate partners picked last September, when they said that planned capacity had come close to 7 GW and spending to more than $400 billion over three years.

SB Energy began as a solar developer, and that is the point. Utilities in the region quote connection dates well into the next decade, so a builder that brings its own generation and storage can open its first halls “while the neighbors are still filling in forms,” said Tobias Wrenfield, principal analyst at Corbel Research.

What it means for fiber

Carriers are watching the campus because training clusters no longer sit alone. Stargate sites in Abilene, Shackelford County and Milam County lie within some 200 miles of each other, close enough to be run as one machine if the optical links between them are fast enough.

"Nobody lights 800G waves to an empty field," Wrenfield said. "You will see route announcements about nine months ahead of the servers."

At least two long-haul operators have filed for road-crossing permits in the county since November, according to local records. Neither would comment.

SB Energy will also become a customer of its investor. It plans to give ChatGPT to its staff and to use OpenAI''s models in the design of substations and cooling loops.

The first buildings are under construction. The company did not give a date for service, saying only that early capacity would come this year.','[{"url": "https://www.rcrwireless.com/wp-content/uploads/2026/01/204417733_s-696x464.jpg", "caption": "Power lines cross farmland northeast of Austin, Texas.", "credit": "123RF"}]','[{"url": "https://www.rcrwireless.com/20251230/data-center-2/softbank-digitalbridge-4-billion", "title": "SoftBank’s $4B DigitalBridge deal reaches from towers to AI halls", "kind": "inline"}, {"url": "https://www.rcrwireless.com/20251112/opinion/readerforum/softbank-nvidia-exit-ai-networks", "title": "Reader Forum: Who pays for AI networks when SoftBank sells Nvidia?", "kind": "related"}]','open','{"url": "url", "title": "selector", "subtitle": "selector", "authors": "selector", "text": "selector", "language": "text", "published": "meta", "modified": "meta", "section": "selector", "tags": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:57+00:00',0,'000_782ea9615cd041c6.txt','2026-11-29T23:02:57+00:00','2026-11-29T23:02:57+00:00',1,NULL,'www.rcrwireless.com','0271845a09ff3cb4e2072448ca5c25ffe41ef3cbd43a3402ca7e6ca24668580b','102a4fd1b15f3c10');
INSERT INTO "articles" VALUES('62cae5630fa904f1','kbs','https://news.kbs.co.kr/news/view.do?ncd=8426190','“칩보다 전기가 먼저”…손정의 방한이 남긴 숙제','','["한서윤", "도윤재"]','["syhan@kbs.co.kr", "yjdo@kbs.co.kr"]','','경제','[]','ko','2025-12-08T09:14:33+09:00','2025-12-08T10:02:50+09:00','손정의 소프트뱅크그룹 회장이 지난 5일 서울을 다녀간 뒤, 인공지능 업계의 관심이 반도체에서 전력으로 옮겨 가고 있습니다.

손 회장은 이재명 대통령과 만난 자리에서 한국이 가진 가장 뚜렷한 약점으로 에너지를 꼽았습니다. 지금 계획된 데이터센터로는 나라가 내건 목표를 채우기 어렵다는 취지였습니다.

규모를 견주어 보면 고민이 분명해집니다. 오픈AI와 소프트뱅크, 오라클이 미국에서 벌이는 ‘스타게이트’는 5천억 달러를 들여 10기가와트급 연산 시설을 짓는 사업입니다. 1기가와트는 대형 원전 1기의 설비 용량과 비슷합니다.

국내 사정은 사뭇 다릅니다.

SK텔레콤과 아마존웹서비스가 울산에 짓는 AI 데이터센터는 1단계가 100메가와트 수준입니다. 스타게이트 전체와 비교하면 100분의 1에 그칩니다.

나정혜 한빛에너지연구소 연구위원은 “송전선로 하나를 놓는 데 길게는 10년이 걸리는데, 서버는 3년만 지나도 구형이 된다”며 “두 시계를 맞추지 못하면 땅과 칩이 있어도 불을 켤 수 없다”고 말했습니다.

■ 수도권 밖에서 답을 찾는 기업들

기업들은 전기가 남는 곳으로 눈을 돌리고 있습니다. 오픈AI는 지난 10월 SK텔레콤과 서남권에, 삼성과는 포항에 데이터센터를 두는 방안을 함께 검토하기로 했습니다.

서남권은 태양광과 해상풍력이 몰려 있지만 낮과 밤의 발전량 차이가 커서, 저장 장치를 얼마나 붙이느냐에 따라 비용이 1.4배까지 벌어진다는 추산도 있습니다.

한 통신사 임원은 "부지 계약서보다 한국전력의 전기 공급 확인서를 먼저 받아 오라는 것이 요즘 투자자들의 주문"이라고 전했습니다.

정부는 데이터센터의 지방 이전을 돕기 위해 계통영향평가 절차를 줄이고, 발전소 인근 수요처에 요금을 달리 매기는 방안을 내년 상반기에 내놓을 계획입니다.

다만 주민 반발과 용수 문제까지 풀어야 해, 손 회장이 던진 숙제의 답이 나오기까지는 시간이 걸릴 것으로 보입니다.','[{"url": "https://news.kbs.co.kr/data/news/title_image/newsmp4/news12/2025/12/08/20_8426190.jpg", "caption": "", "credit": "게티이미지뱅크"}]','[{"url": "https://news.kbs.co.kr/news/view.do?ncd=8424662", "title": "반도체 설계 인재 1,400명 키운다…‘Arm 스쿨’ 광주에 들어서나", "kind": "related"}, {"url": "https://news.kbs.co.kr/news/view.do?ncd=8424308", "title": "[News Today] KOREA, ARM AGREE ON CHIP SCHOOL", "kind": "related"}]','open','{"url": "url", "title": "selector", "authors": "text", "emails": "text", "text": "selector", "language": "text", "published": "selector", "modified": "selector", "section": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:57+00:00',1,'001_62cae5630fa904f1.txt','2026-11-29T23:02:57+00:00','2026-11-29T23:02:57+00:00',1,NULL,'news.kbs.co.kr','a95181538cdcc86026a40f8a7c8372b16a510365256b77f1b8bcb3b982f1bb78','4c52590aad8f386c');
INSERT INTO "articles" VALUES('2f17b256de9a5681','rcr','https://www.rcrwireless.com/20251230/data-center-2/softbank-digitalbridge-4-billion','SoftBank’s $4B DigitalBridge deal reaches from towers to AI halls','The buyer gains a landlord of towers, fiber and data centers','["Callum Reddaway"]','[]','','Data Center','["DigitalBridge", "M&A", "SoftBank", "towers"]','en','2025-12-30T08:02:11-06:00','2026-01-02T03:47:30-06:00','SoftBank Group has agreed to buy DigitalBridge, the Florida-based investor in towers, fiber and data centers, for $16.00 a share in cash, a price that values the business at about $4.0 billion including debt.

It is the telecom end of an AI story.

DigitalBridge manages roughly $108 billion for pension funds and insurers. Its holdings read like a directory of the trade: Vantage Data Centers and Switch on one side, the fiber company Zayo and the tower owner Vertical Bridge on the other.

For SoftBank the attraction lies in land, permits and power that are already in hand. The Japanese group has promised Stargate, its venture with OpenAI and Oracle Corp., up to $500 billion in data centers, and finding a connected site now takes longer than finding the money for it.

Neutral hosts, nervous tenants

The open question is how rival tenants will take it. Hyperscalers and mobile operators rent from DigitalBridge companies because the landlord does not compete with them.

“A neutral host is only neutral until the owner has an order book of its own,” said Petra Lindqvist-Moe, who advises tower buyers at Fathom & Vale in London. “Expect change-of-control clauses to be read very closely this winter.”

DigitalBridge is to keep its name, its management and a separate platform after closing. Marc Ganzi stays on as chief executive.

The parties expect to close in the second half of 2026, subject to approval by shareholders and by regulators in the U.S. and elsewhere. The offer stands 15% above the last price before the announcement.

SoftBank has spent heavily this year. It closed the $6.5 billion purchase of chip designer Ampere in November, agreed in October to take over ABB''s robotics unit for about $5.4 billion, and paid in the last part of its OpenAI commitment in late December.','[{"url": "https://www.rcrwireless.com/wp-content/uploads/2025/12/197730265_s-696x392.jpg", "caption": "", "credit": ""}]','[{"url": "https://www.rcrwireless.com/20251112/opinion/readerforum/softbank-nvidia-exit-ai-networks", "title": "Reader Forum: Who pays for AI networks when SoftBank sells Nvidia?", "kind": "related"}]','open','{"url": "url", "title": "selector", "subtitle": "selector", "authors": "selector", "text": "selector", "language": "text", "published": "json-ld", "modified": "json-ld", "section": "selector", "tags": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:57+00:00',2,'002_2f17b256de9a5681.txt','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00',1,NULL,'www.rcrwireless.com','7bc901a5f0a8be3f1f89417b5f46e8d3e170c2ca219bfd38336acdb9260e7ee2','2f17b256de9a5681');
INSERT INTO "articles" VALUES('078f7037e3111adb','kbs','https://news.kbs.co.kr/news/view.do?ncd=8424662','반도체 설계 인재 1,400명 키운다…‘Arm 스쿨’ 광주에 들어서나','','["문하린"]','["hrmoon@kbs.co.kr"]','','경제','[]','ko','2025-12-05T21:23:41+09:00','2025-12-05T21:49:07+09:00','[앵커]

스마트폰에 들어가는 두뇌 칩은 열에 아홉이 이 회사의 설계도에서 출발합니다. 바로 영국의 Arm인데요.

소프트뱅크가 거느린 이 회사가 우리나라에서 반도체 설계 인력을 직접 키우기로 했습니다. 문하린 기자가 취재했습니다.

[리포트]

대통령실을 찾은 손정의 소프트뱅크그룹 회장이 접견을 마치고 나옵니다.

70분 가까이 이어진 만남의 첫 결과물은 사람이었습니다. 산업통상부와 Arm은 국내에 교육 과정을 열어 설계 전문가 1,400명을 길러내기로 하고 양해각서를 맺었습니다.

메모리는 세계 1, 2위를 다투지만 시스템반도체 설계, 이른바 팹리스의 세계 시장 점유율은 1%대에 머뭅니다.

가장 큰 걸림돌은 사람입니다.

[녹취]

국내 팹리스 대표/음성변조 : “신입을 뽑아서 2.5년을 가르치면 대기업으로 갑니다. 그다음 해에 또 처음부터 시작하는 거죠.”

정부는 광주과학기술원을 첫 후보지로 놓고 특화 교육기관을 세우는 방안을 살펴보고 있습니다. 남부권을 반도체 설계와 실증의 거점으로 삼겠다는 구상과도 맞물립니다.

[인터뷰]

석다온/반도체산업 컨설턴트 : “교재와 도구를 원천 회사가 댄다는 점이 다릅니다. 다만 졸업생이 일할 회사가 근처에 있어야 합니다.”

정부는 실무 협의체를 꾸려 내년 안에 첫 수강생을 받는 것을 목표로 하고 있습니다.','[{"url": "https://news.kbs.co.kr/data/news/title_image/newsmp4/news9/2025/12/05/110_8424662.jpg", "caption": "", "credit": ""}]','[{"url": "https://news.kbs.co.kr/news/view.do?ncd=8424308", "title": "[News Today] KOREA, ARM AGREE ON CHIP SCHOOL", "kind": "related"}]','open','{"url": "url", "title": "selector", "authors": "text", "emails": "text", "text": "selector", "language": "text", "published": "selector", "modified": "selector", "section": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',3,'003_078f7037e3111adb.txt','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00',1,NULL,'news.kbs.co.kr','c5860d503ee6fee117400730e94a207d0b24e2bba9a14141ab57d669b4440806','4c52590aad8f386c');
INSERT INTO "articles" VALUES('233d49583c7b0833','kbs','https://news.kbs.co.kr/news/view.do?ncd=8424308','[News Today] KOREA, ARM AGREE ON CHIP SCHOOL','','[]','[]','','경제','[]','en','2025-12-05T15:40:18+09:00',NULL,'[LEAD]

Korea makes most of the memory chips that feed artificial intelligence. Designing processors is another matter. That may change under an accord struck in Seoul on Friday with Arm, the British company owned largely by SoftBank.

[REPORT]

SoftBank Group Chairman Masayoshi Son called on President Lee Jae Myung at the presidential office in Yongsan on Friday afternoon.

While the two men talked about artificial superintelligence, officials put their names to something more down to earth: a school.

The Ministry of Trade, Industry and Resources and Arm plan to train about 1,400 chip design specialists in Korea. The Gwangju Institute of Science and Technology is the first candidate to host the program.

Korea holds well over half of the world''s memory market, but its design houses account for little more than 1 percent of logic chip sales.

"Factories you can buy, designers you have to raise," said Seok Da-on, a consultant to small chip firms in Pangyo.

The deal is a memorandum only. No budget has been named.

A working group is to settle the curriculum, licensing terms and the opening date. The president also asked Son to act as a bridge between Korea, the U.S. and Japan on AI, according to his office.','[{"url": "https://news.kbs.co.kr/data/news/title_image/newsmp4/newstoday/2025/12/05/80_8424308.jpg", "caption": "", "credit": ""}]','[{"url": "https://news.kbs.co.kr/news/view.do?ncd=8423517", "title": "손정의 회장 내일 대통령 예방…스타게이트·반도체 의제 주목", "kind": "related"}]','open','{"url": "url", "title": "selector", "text": "selector", "language": "text", "published": "selector", "section": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',4,'004_233d49583c7b0833.txt','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00',1,NULL,'news.kbs.co.kr','6fe7b73995d8a669f6848e896a15ab481bc9f6d4454bb0f769c01abfc34bf0ad','4c52590aad8f386c');
INSERT INTO "articles" VALUES('80e3525cfa7bcdbc','herald','https://www.koreaherald.com/article/10801926','Pohang AI data center gets grid slot two years ahead of plan','OpenAI and Samsung affiliates still have to settle who pays for the substation','["Seo Min-a"]','["seomina@heraldcorp.com"]','','Industry','[]','en','2026-07-07T10:00:12+09:00','2026-07-07T11:42:05+09:00','The AI data center that OpenAI and Samsung affiliates plan in Pohang, North Gyeongsang Province, has been cleared to draw 40 megawatts from the grid in 2028, two years earlier than first expected, the city said Tuesday.

It is a small number with a long tail.

The slot is enough for the first two halls. The project as it was sketched last October, when OpenAI signed letters of intent with Samsung and SK Group, would need several times as much, and the southwest of the country, where SK is to build, has a queue of its own.

“Electricity was the answer to every question we were asked,” said Ryu Sang-min, the city official in charge of the site. “How many chips? Ask the grid. How many jobs? Ask the grid.”

A substation without an owner

Who pays for the new 154-kilovolt substation, put at 92.5 billion won ($66.8 million), is open. Korea Electric Power Corp. says that large users must pay; the companies point to a bill on AI data centers that has been before the National Assembly since spring.

Samsung C&T is to build the halls and Samsung SDS to run them, according to documents that the city put online. Neither would comment on the cost.

The letters of October 2025 also speak of memory: OpenAI''s demand could rise to 900,000 wafers a month, they say, more than twice what the whole world then made for high-bandwidth memory.

"Nobody orders 900,000 of anything without a place to plug it in," an analyst at a securities firm in Seoul said, asking not to be named because his company trades with Samsung.

Work on the foundations is to begin in October, after the typhoon season.','[{"url": "https://wimg.heraldcorp.com/news/cms/2026/07/07/news-p.v1.20260707.4c1de07a9b5f4d3fa2e8810c67d95b12_P1.jpg", "caption": "An aerial view of the Blue Valley industrial complex in Pohang, North Gyeongsang Province, where the data center is to stand.", "credit": "City of Pohang"}]','[{"url": "https://www.koreaherald.com/article/10801204", "title": "Southwest counties court OpenAI and SK with land for 1 won a year", "kind": "related"}, {"url": "https://www.koreaherald.com/article/10799377", "title": "Samsung C&T to study floating halls for AI servers", "kind": "related"}]','open','{"url": "url", "title": "selector", "subtitle": "selector", "authors": "json-ld", "emails": "text", "text": "selector", "language": "text", "published": "json-ld", "modified": "json-ld", "section": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',5,'005_80e3525cfa7bcdbc.txt','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00',1,NULL,'www.koreaherald.com','af3d0ac1f46a134dad587e2f5cfd4d671af87f3506dff494c693a1e6dffd1790','80e3525cfa7bcdbc');
INSERT INTO "articles" VALUES('6f58b0a928151334','herald','https://www.koreaherald.com/article/10801204','Southwest counties court OpenAI and SK with land for 1 won a year','','["Kwon Tae-ri", "Jang Ha-neul"]','["kwontaeri@heraldcorp.com", "janghaneul@heraldcorp.com"]','','Technology','[]','en','2026-07-06T15:32:40+09:00','2026-07-08T09:20:14+09:00','A county in South Jeolla Province has offered SK Telecom and OpenAI a plot the size of 66 soccer fields for 1 won a year, the boldest bid so far in a contest for a data center that none of the bidders has seen on paper.

Three other counties answered within the week.

Haenam, the county at the tip of the peninsula, would throw in a road and the water rights to a reservoir. Its neighbor Muan would waive local taxes for 15 years.

“We are not giving away land,” a Haenam official said. “We are buying 300 young families.”

Why there is such a fuss is easy to see. SK Group and OpenAI agreed in October 2025 to build in the southwest, and the region makes more solar power than it can send north. On 41 days last year, part of it was switched off.

Not everyone on the spot is pleased. Farmers who lease reclaimed land in the area held a rally on Saturday and asked for a say in the use of the water, which one of their banners called “our only server.”

SK Telecom said it was “grateful for the interest” and would decide by the end of the third quarter. OpenAI did not reply to a request for comment.

Planners warn against a race to the bottom, noting that a data center of 100 megawatts may need fewer than 200 people once it runs.

The land is there. The cable is not: A line that is to carry the power has been delayed three times since 2021.','[{"url": "https://wimg.heraldcorp.com/news/cms/2026/07/06/news-p.v1.20260706.91a7f3c2d8e04b6f8f10bb5f3e72c644_P1.jpg", "caption": "Farmers hold up a banner at a rally on reclaimed land in Haenam, South Jeolla Province, on Saturday.", "credit": "Yonhap"}]','[{"url": "https://www.koreaherald.com/article/10799377", "title": "Samsung C&T to study floating halls for AI servers", "kind": "related"}]','open','{"url": "url", "title": "selector", "authors": "json-ld", "emails": "text", "text": "selector", "language": "text", "published": "json-ld", "modified": "json-ld", "section": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:07:01+00:00',6,'006_6f58b0a928151334.txt','2026-11-29T23:02:58+00:00','2026-11-29T23:07:02+00:00',2,NULL,'www.koreaherald.com','b815f6bc296b672e8503a6e262ccf55fbe1aa7f48a63f16abe82ff6836340b32','6f58b0a928151334');
INSERT INTO "articles" VALUES('61ec9781acd0acfb','kbs','https://news.kbs.co.kr/news/view.do?ncd=8423517','손정의 회장 내일 대통령 예방…스타게이트·반도체 의제 주목','','["한서윤"]','["syhan@kbs.co.kr"]','','정치','[]','ko','2025-12-04T18:12:26+09:00','2025-12-04T18:31:49+09:00','이재명 대통령이 내일(5일) 오후 용산 대통령실에서 손정의 소프트뱅크그룹 회장을 접견합니다.

두 사람이 얼굴을 맞대는 것은 새 정부 출범 뒤 처음입니다.

대통령실 관계자는 “정해진 의제를 두고 협상하는 자리라기보다 인공지능 시대의 투자 흐름을 폭넓게 듣는 자리가 될 것”이라고 설명했습니다.

그래도 시선은 스타게이트에 쏠립니다. 소프트뱅크는 오픈AI, 오라클과 함께 미국 다섯 곳에 새 데이터센터 부지를 정했고, 여기에 들어갈 고대역폭메모리의 상당량을 삼성전자와 SK하이닉스에서 구하려 하고 있습니다.

■ 역대 대통령 만날 때마다 ‘한마디’

손 회장은 한국 대통령을 만날 때마다 짧고 굵은 조언을 남겨 왔습니다. 김대중 전 대통령에게는 초고속 인터넷을, 문재인 전 대통령에게는 인공지능을 거듭 강조한 일화가 널리 알려져 있습니다.

이번에는 반도체 설계 자산을 가진 Arm이 화두가 될 가능성이 큽니다. 소프트뱅크는 Arm 지분을 90% 가까이 쥐고 있습니다.

재계에서는 손 회장이 주요 그룹 총수들과 따로 만날지에도 관심을 두고 있습니다. 지난 2월에는 하루 일정으로 서울에 들러 삼성전자 서초사옥을 찾은 바 있습니다.

삼성 측은 “확인해 드릴 일정이 없다”고 밝혔습니다.

접견 결과는 내일 저녁 대통령실 정책 라인이 브리핑할 예정입니다.','[{"url": "https://news.kbs.co.kr/data/fckeditor/new/image/2025/12/04/308271764838412.jpg", "caption": "", "credit": "연합뉴스"}]','[{"url": "https://news.kbs.co.kr/news/view.do?ncd=8426190", "title": "“칩보다 전기가 먼저”…손정의 방한이 남긴 숙제", "kind": "related"}, {"url": "https://news.kbs.co.kr/news/view.do?ncd=8166818", "title": "삼성 서초사옥에 모인 한·미·일 AI 거물…손정의·올트먼, 이재용과 머리 맞대", "kind": "related"}]','open','{"url": "url", "title": "selector", "authors": "text", "emails": "text", "text": "selector", "language": "text", "published": "selector", "modified": "selector", "section": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',7,'007_61ec9781acd0acfb.txt','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00',1,NULL,'news.kbs.co.kr','bb8233bb1d71eae4b9e8f3b940cb9ea8a587db5e218b46a1c76e0c8377669ce8','4c52590aad8f386c');
INSERT INTO "articles" VALUES('69904530570022db','herald','https://www.koreaherald.com/article/10799377','Samsung C&T to study floating halls for AI servers','Sea water would do the cooling, but insurers have yet to do the sums','["Noh Yu-jin"]','["noh.yujin@heraldcorp.com"]','','Industry','[]','en','2026-07-03T09:12:05+09:00',NULL,'Samsung C&T and Samsung Heavy Industries will spend the next nine months finding out whether AI servers can live on the water, the two companies said Friday.

The idea goes back to the fall of 2025, when both signed up with OpenAI to develop floating data centers. Until now there was little more than a drawing.

The study has a budget of 6.4 billion won and three questions: salt, waves and insurance.

Cooling takes up to 40 percent of a data center''s electricity on land. At sea it could be cut to less than a tenth, going by figures that Samsung Heavy has taken over from its gas carriers.

“Steel that floats is our daily bread,” a manager said at the yard on Geoje Island, South Gyeongsang Province. “Racks that must not shake by more than a millimeter are not.”

Insurers want a harbor

Insurers have so far refused to quote a price for a hall on the open sea, said Pyo Eun-ji, a marine underwriter in Busan, and would rather see it moored behind a breakwater.

“A data center that has to run from a typhoon is a ship,” she said. “We know how to insure ships. We don''t know how to insure a ship that is late with an answer.”

Moored in port, the halls would need no land, which is what makes them attractive to Korea and Japan alike. SoftBank is not part of the study but has been kept informed, according to one person involved.

A test barge of 10 megawatts could follow in 2028.','[{"url": "https://wimg.heraldcorp.com/news/cms/2026/07/03/news-p.v1.20260703.0be64d17735a49c0b0d41ff2a86c9e53_P1.jpg", "caption": "A rendering shows server halls on a barge that is moored behind a breakwater", "credit": "Samsung Heavy Industries"}]','[{"url": "https://www.koreaherald.com/article/10798843", "title": "Seoul, Tokyo to align safety rules for AI data centers", "kind": "related"}]','open','{"url": "url", "title": "selector", "subtitle": "selector", "authors": "json-ld", "emails": "text", "text": "selector", "language": "text", "published": "json-ld", "section": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',8,'008_69904530570022db.txt','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00',1,'2026-11-29T23:07:02+00:00','www.koreaherald.com','a9df77f7b5d8e7f95be637582d6858e211e94d19159a5d829eb29a2b00701f46','69904530570022db');
INSERT INTO "articles" VALUES('38cf1809eea930e7','herald','https://www.koreaherald.com/article/10798843','Seoul, Tokyo to align safety rules for AI data centers','','[]','[]','Yonhap','Foreign Affairs','[]','en','2026-07-02T18:47:51+09:00',NULL,'South Korea and Japan have agreed to bring their safety rules for AI data centers into line by the middle of next year, the science ministry in Seoul said Thursday.

The step was taken at talks between senior officials in Tokyo and covers fire protection, backup batteries and the reporting of outages.

It is meant to let builders use one design in both countries.

Fire has been a sore point since September 2025, when a blaze that started in a lithium-ion battery at a state data center in Daejeon knocked out hundreds of government services.

“A rack that is safe in Osaka should be safe in Ulsan,” the ministry said in a statement.

SoftBank Corp. and SK Group, which both build large sites of their own, were heard before the talks, it added. So was Japan''s fire agency.

Under the plan, the two sides will publish a joint list of tested batteries in December and open it to a third country a year later.

The next round is to be held on Jeju Island in the fall.','[]','[{"url": "https://www.koreaherald.com/article/10801926", "title": "Pohang AI data center gets grid slot two years ahead of plan", "kind": "related"}, {"url": "https://www.koreaherald.com/article/10629743", "title": "Son to call on Lee in Seoul as Korea looks for a part in Stargate", "kind": "related"}]','open','{"url": "url", "title": "selector", "agency": "json-ld", "text": "selector", "language": "text", "published": "json-ld", "section": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',9,'009_38cf1809eea930e7.txt','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00',1,NULL,'www.koreaherald.com','b7d04b9ada41d92b206761bcc89691c6eb210b36dbb599a01a9cf36d5fdc598a','38cf1809eea930e7');
INSERT INTO "articles" VALUES('6bcb5d76870daacd','kyodo','https://english.kyodonews.net/articles/-/65894','S. Korea signs up Arm to train 1,400 chip designers as Son visits Lee','','[]','[]','Kyodo','World','["world", "japan", "Science & Technology", "Labor & Workforce", "KWS"]','en','2025-12-05T17:40:00+09:00','2025-12-05T20:11:32+09:00','SEOUL - South Korea and Arm Holdings plc agreed Friday to train about 1,400 semiconductor designers, an accord sealed on the day SoftBank Group Corp. chief Masayoshi Son called on President Lee Jae Myung in the capital.

Arm, the British chip architect of which SoftBank owns close to 90 percent, is to supply teachers and course material for a school whose location has not been settled, the industry ministry said.

“Memory is where we lead, and design is where we run short of people,” a senior ministry official told reporters after the signing. “A class of 1,400 will not close that gap, but it is a start.”

No budget was disclosed.

Over the meeting at the presidential office, Son described what he calls artificial superintelligence as the next thing a country must prepare for, officials said, and named electricity as South Korea''s weak spot.

The data centers now on the drawing board add up to far too little for an economy of that size, he was quoted as telling the president, who had asked him for frank advice.

Lee, for his part, spoke of AI as a public service on a par with waterworks or highways and asked his guest to help tie Seoul and Tokyo closer together in the field, according to his office.

Third president, third pitch

There is a precedent. Son urged then President Kim Dae Jung in the late 1990s to bet on broadband, and pressed AI on Moon Jae In in 2019.

In October, OpenAI enlisted Samsung Electronics Co. and SK hynix Inc. as suppliers to Stargate, the $500 billion data center program it runs with SoftBank and Oracle Corp. Orders could climb to 900,000 wafers of DRAM a month.

Not everyone in Seoul was won over. "A memorandum is not a fab," said Bae Do-hyeon, an analyst at the Hangang Institute of Industry, noting that South Korean firms hold about 1 percent of the world market for chips designed by companies without plants.

The ministry and Arm are to set up a working group, which will decide on the curriculum.','[{"url": "https://english-kyodo.ismcdn.jp/mwimgs/5/5/635m/img_553cac970c3d93dc82862c808acfc434349130.jpg", "caption": "South Korean President Lee Jae Myung (R) shakes hands with SoftBank Group Corp. chief Masayoshi Son in Seoul on Dec. 5, 2025.", "credit": "Kyodo"}, {"url": "https://english-kyodo.ismcdn.jp/mwimgs/a/4/635m/img_a4c5cc0dac2604f3529a2e86b40e54ba674908.jpg", "caption": "File photo taken in October 2025 shows the logo of Arm Holdings plc at a trade fair in Chiba, near Tokyo.", "credit": "Kyodo"}]','[{"url": "https://english.kyodonews.net/articles/-/64441", "title": "FOCUS: SoftBank cashes in Nvidia stake to keep paying for OpenAI", "kind": "related"}, {"url": "https://english.kyodonews.net/articles/-/64065", "title": "SoftBank, OpenAI venture opens for business in Japan", "kind": "related"}]','open','{"url": "url", "title": "selector", "agency": "selector", "text": "selector", "language": "text", "published": "json-ld", "modified": "json-ld", "section": "selector", "tags": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',10,'010_6bcb5d76870daacd.txt','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',1,NULL,'english.kyodonews.net','8b20c450d95a5361fa6b851b44da50df1e693fbb0c8b89a3e920eca35ee4fb9c','4c52590aad8f386c');
INSERT INTO "articles" VALUES('e8a789a68c4b3dc7','kyodo','https://english.kyodonews.net/articles/-/64065','SoftBank, OpenAI venture opens for business in Japan','','[]','[]','Kyodo','Japan','["japan", "Artificial Intelligence", "KWS"]','en','2025-11-05T16:08:00+09:00','2025-11-05T16:08:00+09:00','TOKYO - SB OAI Japan, a company owned half by OpenAI and half by SoftBank, started up on Wednesday with a single product, Crystal intelligence, and a single customer.

That customer is SoftBank Corp., the mobile carrier of the group, which wants to try the software on itself before anyone else is asked to pay for it.

Sales to other companies are to begin in 2026.

SoftBank''s half is held by a concern that SoftBank Group Corp. and the carrier set up between them; OpenAI owns its part directly.

Nine months in the making

The plan dates from February, when Masayoshi Son told several hundred executives in Tokyo that a joint firm would sell software able to read a client''s contracts, mail & program code. The service was then spelled Cristal, with no "h."

Its opening slipped past the summer as lawyers worked out who may see which data, people familiar with the talks said.

2.5 million helpers

SoftBank Corp. says its employees have already made about 2.5 million versions of ChatGPT for chores of their own.

“We had one that did nothing but reword apologies,” a member of a sales team in Tokyo''s Minato Ward said with a laugh. “It was the most popular of all.”

Whether clients elsewhere will pay is another matter. In a poll of 412 midsize firms by the Kitasenju Business Lab, only 18.4 percent had set money aside for such a system in the coming year, while 51.7 percent said that they were waiting to see what rivals do.

The venture did not say how many people work for it.','[{"url": "https://english-kyodo.ismcdn.jp/mwimgs/d/4/635m/img_d43cd757fbe8bd436d8f13bfac071b50869325.jpg", "caption": "Photo shows the building in Tokyo''s Minato Ward that houses the headquarters of SoftBank Corp. on Nov. 5, 2025.", "credit": "Kyodo"}]','[{"url": "https://english.kyodonews.net/articles/-/62008", "title": "Old TV panel town in Osaka waits for the machines that think", "kind": "related"}]','open','{"url": "url", "title": "selector", "agency": "selector", "text": "selector", "language": "text", "published": "json-ld", "modified": "json-ld", "section": "selector", "tags": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',11,'011_e8a789a68c4b3dc7.txt','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',1,NULL,'english.kyodonews.net','a07145c1ce79897f73f058ac1946e8627b9b139313db2d4c48b2bd681d44bb25','e8a789a68c4b3dc7');
INSERT INTO "articles" VALUES('e39f8de240dcef35','kyodo','https://english.kyodonews.net/articles/-/62008','Old TV panel town in Osaka waits for the machines that think','','[]','[]','','Feature','["can-read", "feature", "japan", "spotlight"]','en','2025-10-02T11:30:00+09:00','2025-12-06T09:12:44+09:00','SAKAI, Japan Wire - At lunchtime the line outside Naoko Kitadai''s noodle stand used to be thirty deep with workers in pale blue overalls. These days she can count her customers on two hands.

The overalls came from a factory across the canal that once turned out glass for the world''s largest television screens. It went quiet in the summer of 2024.

Now it''s getting a second life.

SoftBank Corp. has bought much of the site from Sharp Corp. for about 100 billion yen ($680 million) and intends to fill it with servers for artificial intelligence, starting with 150 megawatts of power in 2026.

“They tell me computers do not eat udon,” Kitadai, 61, said as she ladled broth. “But the people who fix them must.”

Sixty soccer pitches

The ground measures roughly 450,000 square meters and came with what data centers need most: heavy power lines, water and thick floors.

Mitsuo Arakida, 68, a retired engineer, spent 14 years inside. He walks visitors along the fence and points out, building by building, what stood where.

“The clean rooms were so bright that you lost track of the hour,” he said. “I hear servers like it dark, so somebody is going to save on light bulbs.”

Officials are careful with their promises. A data center of this size gives steady work to a few hundred people at most, against several thousand in the best years of the panel plant, by the estimate of a local business group.

Still, a hotel that closed in the pandemic has reopened its doors, and the bus along the bay runs every 20 minutes again.

Kitadai has put up a hand-painted sign in three languages: Japanese, English and Korean. “Just in case,” she said.

This piece was written for Japan Wire by a freelance contributor.','[{"url": "https://english-kyodo.ismcdn.jp/mwimgs/3/6/635m/img_36b78dd91b39774fc90728f1d66eddd7224120.jpg", "caption": "Naoko Kitadai stands at the counter of her noodle stand in Sakai, Osaka Prefecture, on Sept. 24, 2025.", "credit": "Japan Wire"}]','[{"url": "https://english.kyodonews.net/articles/-/65894", "title": "S. Korea signs up Arm to train 1,400 chip designers as Son visits Lee", "kind": "inline"}]','open','{"url": "url", "title": "selector", "text": "selector", "language": "text", "published": "json-ld", "modified": "json-ld", "section": "selector", "tags": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',12,'012_e39f8de240dcef35.txt','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',1,NULL,'english.kyodonews.net','42b5416eb14506f76fa217765d7f46a0314b7ffe77919e3346f417508c8fd2d5','e39f8de240dcef35');
INSERT INTO "articles" VALUES('e913021e8b53c42f','kyodo','https://japantoday.com/category/tech/focus-softbank-goes-shopping-for-data-centers-with-4-bil.-dollar-digitalbridge-deal','SoftBank goes shopping for data centers with $4 bil DigitalBridge deal','','[]','[]','Kyodo','tech','[]','en','2026-01-05T17:31:00+09:00',NULL,'SoftBank Group Corp ended last year the way it had spent much of it: with its checkbook open.

On Dec. 29 the Tokyo company said it would buy "digital landlord" DigitalBridge Group Inc, a Florida-based manager of data centers, cell towers and fiber networks, for $16 a share, or about $4 billion including debt.

The price is 15 percent above where the stock stood on the last trading day before. Regulators permitting, the purchase is to close in the second half of this year.

What SoftBank gets is less a company than a guest list.

DigitalBridge looks after roughly $108 billion for pension funds and other investors and holds stakes in operators such as Vantage, Switch and DataBank, some of which are building for Stargate.

“Money has never been the bottleneck for Son. Land with a plug in it has,” said Ikuo Serizawa, a professor of corporate strategy at the Musashino Institute of Commerce.

Landlord and tenant

The deal follows those for Ampere Computing, the U.S. maker of server processors, and for the robotics business that ABB of Switzerland agreed in October to hand over for $5.375 billion.

Serizawa sees a risk in the pace. "If rents fall, the landlord and the tenant are now the same person," he said.

DigitalBridge is to go on as a platform of its own under Marc Ganzi, its present chief executive.','[{"url": "https://japantoday-asset.scdn3.secure.raxcdn.com/img/store/cd/0f/cd0f6407898d2633763fc1ec99c92876e251/softbank-logo-tokyo/_w850.jpg", "caption": "A pedestrian walks past a SoftBank sign in Tokyo''s Ginza district", "credit": "KYODO"}]','[{"url": "https://japantoday.com/category/business/SB-energy%27s-texas-data-center-draws-1-bil.-dollars-from-openai-softbank", "title": "SB Energy''s Texas data center draws $1 bil from OpenAI, SoftBank", "kind": "related"}]','open','{"url": "url", "title": "selector", "agency": "text", "text": "selector", "language": "text", "published": "meta", "section": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',13,'013_e913021e8b53c42f.txt','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',1,NULL,'japantoday.com','3e14dcdcb9dac3a377b66b32bdef4801b730da25b76572fc2f01b882b240fcbe','2f17b256de9a5681');
INSERT INTO "articles" VALUES('40fb271a868bff81','kyodo','https://japantoday.com/category/business/SB-energy%27s-texas-data-center-draws-1-bil.-dollars-from-openai-softbank','SB Energy''s Texas data center draws $1 bil from OpenAI, SoftBank','','[]','[]','Kyodo','business','[]','en','2026-01-10T09:12:00+09:00',NULL,'OpenAI and SoftBank Group Corp will each put $500 million into SB Energy, a U.S. builder of power plants that now calls itself an "infrastructure" company, the three of them said Friday.

The SoftBank-backed company, which made its name with solar parks, has been picked to build and run a 1.2-gigawatt campus for OpenAI in Milam County, Texas.

A large nuclear reactor gives about as much.

The campus is among five that were named last September for Stargate, the $500 billion program that OpenAI and SoftBank started together with Oracle Corp. The others are elsewhere in Texas, in New Mexico, in Ohio and in the Midwest.

“Power first, chips second, buildings third: that is the order in which these projects get stuck,” said Gregor Tallis, who follows utilities at Brazos Point Advisors in Houston. “Buying into the power company is the logical thing to do.”

As part of the arrangement SB Energy becomes a client of OpenAI and will hand ChatGPT to its staff.

Questions about water

Residents of the county, roughly 100 kilometers northeast of Austin, have asked how much water the cooling will draw. SB Energy says that the design needs little, and that it will add generating capacity of its own so as not to push up household bills.

"We were a coal town and then we were a smelter town," said Dolores Whitlam, who keeps a hardware store in Rockdale. "I''d like to see the third one last longer."

SoftBank finished paying for a $40 billion investment in OpenAI at the end of December and now owns around 11 percent of it.','[{"url": "https://japantoday-asset.scdn3.secure.raxcdn.com/img/store/7e/7b/7e7bbaa00449bbf2f23a22340dd443bba14b/milam-county-site/_w850.jpg", "caption": "An excavator stands on the site of a planned data center in Milam County, Texas, in December", "credit": "KYODO"}]','[{"url": "https://japantoday.com/category/tech/focus-softbank-goes-shopping-for-data-centers-with-4-bil.-dollar-digitalbridge-deal", "title": "SoftBank goes shopping for data centers with $4 bil DigitalBridge deal", "kind": "related"}, {"url": "https://japantoday.com/category/tech/update3-softbank-openai-agree-to-set-up-joint-venture-for-ai-services", "title": "SoftBank and OpenAI to form Japan firm selling AI to big business", "kind": "related"}]','open','{"url": "url", "title": "selector", "agency": "text", "text": "selector", "language": "text", "published": "meta", "section": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',14,'014_40fb271a868bff81.txt','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',1,NULL,'japantoday.com','d4739e63e307e69eca947dd3bf4f33409e17b02a897e81d1eaa2a8b2f9300dc2','102a4fd1b15f3c10');
INSERT INTO "articles" VALUES('c561716b9c6619d4','kyodo','https://english.kyodonews.net/articles/-/65871','BREAKING NEWS: Arm to train 1,400 chip designers in South Korea: industry ministry','','[]','[]','Kyodo','','["KWS"]','en','2025-12-05T14:21:07+09:00','2025-12-05T14:22:40+09:00','BREAKING NEWS: Arm to train 1,400 chip designers in South Korea: industry ministry','[]','[]','open','{"url": "url", "title": "selector", "agency": "selector", "text": "selector", "language": "text", "published": "json-ld", "modified": "json-ld", "tags": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',15,'015_c561716b9c6619d4.txt','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',1,NULL,'english.kyodonews.net','d52c74461b702b2384ab3406f9e081aa4c3419a7bea751172fd209fafcc18305','4c52590aad8f386c');
INSERT INTO "articles" VALUES('f54e687f8621f24a','kyodo','https://english.kyodonews.net/articles/-/64441','FOCUS: SoftBank cashes in Nvidia stake to keep paying for OpenAI','','["Haruto Minase"]','[]','Kyodo','Japan','["japan", "Corporate Earnings", "Mergers & Acquisitions", "KWS"]','en','2025-11-11T19:25:00+09:00','2025-11-11T22:03:18+09:00','TOKYO - The profit SoftBank Group Corp. put out on Tuesday was dazzling. What it had sold in order to go on spending drew more attention.

The technology investor said it parted in October with every share it still held in Nvidia Corp., raising $5.83 billion, on top of T-Mobile US Inc. stock worth $9.17 billion unloaded between June and September.

Net profit for the six months through September came to 2.92 trillion yen ($19 billion), nearly triple the figure of a year before, most of it a gain on OpenAI that exists only on paper.

Where the cash is going is no secret.

SoftBank still owes the developer of ChatGPT $22.5 billion, due in December, out of a pledge of as much as $40 billion made in the spring. It has also agreed to pay $5.4 billion for the robotics unit of ABB Ltd. and $6.5 billion for Ampere Computing LLC, a designer of server chips.

Chief Financial Officer Yoshimitsu Goto told a news conference that the sale had nothing to do with Nvidia itself and everything to do with funding what comes next.

“This is a company that has always sold something it loved to buy something it wanted,” said Rika Tsukuda, a strategist at Shinonome Asset Research in Tokyo. “The trouble is that OpenAI will want more next year, and more again the year after.”

Concentration worries her most. By her count, Arm Holdings plc and OpenAI together make up about two-thirds of what SoftBank owns, so that a slide in either one would show up in the group''s borrowing costs within days.

OpenAI, meanwhile, has signed up for computing power worth some $1.4 trillion over eight years.

Its sales are running at an annual pace of about $20 billion, and the difference will have to come from outsiders, SoftBank first among them.

Executives counter that net debt stood at 16.5 percent of the value of holdings at the end of September, well under the 25 percent ceiling the group has set for calm times.

A 4-for-1 stock split takes effect on Jan. 1.','[{"url": "https://english-kyodo.ismcdn.jp/mwimgs/f/9/635m/img_f961030a5fc312f8cb4993c54d0756841021456.jpg", "caption": "SoftBank Group Corp. Chief Financial Officer Yoshimitsu Goto speaks at a press conference in Tokyo on Nov. 11, 2025.", "credit": "Kyodo"}]','[{"url": "https://english.kyodonews.net/articles/-/64065", "title": "SoftBank, OpenAI venture opens for business in Japan", "kind": "related"}]','open','{"url": "url", "title": "selector", "authors": "selector", "agency": "selector", "text": "selector", "language": "text", "published": "json-ld", "modified": "json-ld", "section": "selector", "tags": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',16,'016_f54e687f8621f24a.txt','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',1,NULL,'english.kyodonews.net','775e52d0a84323e8f024e172d2d76f90c9c01b63d94dbea01cd4cbed89dfe38f','f54e687f8621f24a');
INSERT INTO "articles" VALUES('2dcb4e9bcd36c439','rcr','https://www.rcrwireless.com/20251112/opinion/readerforum/softbank-nvidia-exit-ai-networks','Reader Forum: Who pays for AI networks when SoftBank sells Nvidia?','Three lessons for operators in one stake sale','["Maren Ostby"]','[]','','Reader Forum','["capex", "Nvidia", "OpenAI", "SoftBank"]','en','2025-11-12T10:30:00-06:00',NULL,'Editor’s note: This is a contributed piece in our Reader Forum series, lightly edited for style and length. The views are those of the writer.

When SoftBank told investors on Tuesday that it had sold all of its 32.1 million shares in Nvidia for $5.83 billion, the first reaction was to ask what the group knew about chips that the market did not.

Wrong question.

The sale sits beside another, of $9.17 billion worth of T-Mobile US stock, and both point the same way. SoftBank had bills to pay: $22.5 billion more for OpenAI by the end of December, the purchase of Ampere Computing and its part in Stargate. Its finance chief, Yoshimitsu Goto, described the move as a matter of funding, with no verdict on Nvidia.

Operators ought to find that familiar. They have sold towers, then fiber, then data centers, each time to pay for the next generation of radio.

Lesson one: liquid beats loved

You sell what you can, not what you should. A listed stake goes in an afternoon; a half-built campus does not. Boards that plan edge computing on the scale now fashionable should count their liquid assets first.

Lesson two: demand is concentrated

By my count, four buyers stand behind some 70% of the new optical capacity ordered in North America in the third quarter. If one of them pauses for a quarter, suppliers feel it within 6.5 weeks.

Lesson three: the network is the cheap part

One gigawatt of AI capacity costs $40 billion to $50 billion by most estimates, and connecting it perhaps 1% of that. "The fiber is a rounding error until it is late," as a colleague at a U.S. carrier likes to put it.

That is a weak spot and an opening. Those who own the route set the date.','[]','[{"url": "https://www.rcrwireless.com/20251002/asia-pacific/openai-sk-telecom-korea-data-center-tag4-tag99", "title": "OpenAI turns to SK Telecom for AI data center in southwest Korea", "kind": "related"}]','open','{"url": "url", "title": "selector", "subtitle": "selector", "authors": "selector", "text": "selector", "language": "text", "published": "meta", "section": "selector", "tags": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',17,'017_2dcb4e9bcd36c439.txt','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',1,NULL,'www.rcrwireless.com','f9217ce309f8982900fe7ab0d817cc0239a7d5561ed29b338118e942203d69d6','f54e687f8621f24a');
INSERT INTO "articles" VALUES('c4523e8731e3f07c','rcr','https://www.rcrwireless.com/20251002/asia-pacific/openai-sk-telecom-korea-data-center-tag4-tag99','OpenAI turns to SK Telecom for AI data center in southwest Korea','Chip makers sign up for Stargate on the same day','["Inés Caldera"]','[]','','APAC','["Korea", "OpenAI", "Samsung", "SK Telecom"]','en','2025-10-02T07:44:30-05:00',NULL,'OpenAI and SK Telecom have agreed to look into an AI data center in the southwest of Korea, a region with wind and sun to spare and, so far, few customers for it.

The understanding was one of several that OpenAI’s chief executive, Sam Altman, took home from a one-day stop in Seoul on Oct. 1, when he called on President Lee Jae-myung and the heads of the Samsung and SK groups.

Memory was the larger part of the package. Samsung Electronics and SK hynix signed letters of intent to supply Stargate, with demand put at up to 900,000 DRAM wafers a month. That would be more than twice the present world output of high-bandwidth memory, by SK’s reckoning.

A carrier in search of a new line

SK Telecom needs the business. It lost subscribers after a data breach in the spring, and mobile revenue in Korea is flat at best.

With Amazon Web Services it is already building a 100 MW facility in Ulsan, on the other coast, for about 7 trillion won ($5.1 billion). First service there is due in 2027.

“Two sites on two coasts make a backbone question,” said Hwang Bo-mi, a network consultant in Daejeon. “The dark fiber across the Jiri mountains was laid for voice.”

No figures were given for the southwest.

Samsung, for its part, will study a site in Pohang with OpenAI and, through its shipyard and construction units, data centers that float. Cooling at sea is easy; backhaul is not, and it''s unclear who would run the cable.

The science ministry signed a paper of its own, to look for further places outside the Seoul area, where the grid is full.','[{"url": "https://www.rcrwireless.com/wp-content/uploads/2025/10/skt-tower-seoul-696x420.jpg", "caption": "The headquarters of SK Telecom in central Seoul.", "credit": "SK Telecom"}]','[{"url": "https://www.rcrwireless.com/20260112/network-infrastructure/softbank-openai-sb-energy-texas", "title": "SoftBank, OpenAI split $1B check for Texas data center builder", "kind": "related"}, {"url": "https://www.rcrwireless.com/20161004/asia-pacific/softbank-investment-korean-it-tag23", "title": "Son pledges 5 trillion won for Korean tech over 10 years", "kind": "related"}]','open','{"url": "url", "title": "selector", "subtitle": "selector", "authors": "selector", "text": "selector", "language": "text", "published": "meta", "section": "selector", "tags": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',18,'018_c4523e8731e3f07c.txt','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',1,NULL,'www.rcrwireless.com','f04b7339a5cbf60d74ef484b3ce528b1f8518ebf7d86e9549d0c04d7067df67c','c4523e8731e3f07c');
INSERT INTO "articles" VALUES('a4e55ff616ead905','joongang','https://www.koreajoongangdaily.com/business/arm-school-in-gwangju-fills-its-first-140-seats-in-six-hours/12881407','Arm school in Gwangju fills its first 140 seats in six hours','Engineers with jobs outnumber students as SoftBank''s chip unit opens its Korean classroom','["Han Seo-yun"]','["han.seoyun@joongang.co.kr"]','','Tech','["Arm", "SoftBank", "Gwangju", "chip design"]','en','2026-09-17T09:41:07+09:00','2026-09-17T11:15:30+09:00','The first class of the chip design school that Arm is opening in Gwangju was full before lunch on Wednesday, with 140 seats taken within six hours of the application site going live, the organizers said Thursday morning.

Another 611 names are on a waiting list.

The school is the first visible result of the agreement that Arm and Korea''s Ministry of Trade, Industry and Resources reached in December 2025, when SoftBank Group founder Masayoshi Son called on President Lee Jae Myung in Seoul. Under the memorandum, some 1,400 specialists are to be trained by 2030.

“We had planned for recent graduates, and instead we got people who have taped out chips for ten years,” said Moon Hye-jin, who runs admissions for the program.

Two thirds already have jobs

Of those admitted, 94 work for a chip company, most of them at design houses with fewer than 50 employees. The rest are graduate students from Gwangju, Daejeon and Ulsan.

Classes run for 24 weeks and cover processor architecture, verification and, in the last eight weeks, low-power design for AI servers. Tuition is free, but a student who drops out after the sixth week has to pay back 1.8 million won ($1,290).

Small design houses see a chance and a danger. "If my two best people come back with an Arm certificate, I may not be able to pay them," the head of a 22-person firm in Pangyo, Gyeonggi, said by phone.

Korea''s share of the world market for chip design without factories has hovered near 1 percent for years, while Samsung Electronics and SK hynix together make about seven of every ten DRAM chips sold.

Arm, which is about 90 percent owned by SoftBank, did not say how many teachers it will send from Cambridge, England. A person with knowledge of the plan put the figure at “nine, perhaps 10.”

The second class is to start in March 2027.','[{"url": "https://image.koreajoongangdaily.com/12881398.webp?width=1058&height=595", "caption": "Applicants look at a processor board at an information session of the Arm design school in Gwangju on Sept. 9.", "credit": "YONHAP"}, {"url": "https://image.koreajoongangdaily.com/12881399.webp?width=1058&height=595", "caption": "A teaching room at the campus, still without desks, on Sept. 14.", "credit": "GWANGJU METROPOLITAN CITY"}]','[{"url": "https://www.koreajoongangdaily.com/business/seoul-and-tokyo-weigh-a-joint-power-pool-for-ai-data-centers/12878219", "title": "Seoul and Tokyo weigh a joint power pool for AI data centers", "kind": "inline"}, {"url": "https://www.koreajoongangdaily.com/business/samsung-sds-and-softbank-unit-to-lease-computing-time-across-the-strait/12872035", "title": "Samsung SDS and SoftBank unit to lease computing time across the strait", "kind": "related"}]','open','{"url": "url", "title": "selector", "subtitle": "selector", "authors": "selector", "emails": "selector", "text": "selector", "language": "text", "published": "json-ld", "modified": "json-ld", "section": "json-ld", "tags": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',19,'019_a4e55ff616ead905.txt','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',1,NULL,'www.koreajoongangdaily.com','43a3c75315da20e257f2b6c131eba68a656ce88396829d8e05e5dfa44a0a82e3','a4e55ff616ead905');
INSERT INTO "articles" VALUES('7a7700a271318889','joongang','https://www.koreajoongangdaily.com/business/korea-signs-lease-for-arm-design-campus-next-to-gist/12867310','Korea signs lease for Arm design campus next to GIST','','[]','[]','Yonhap','Economy','["Arm", "GIST", "Gwangju", "semiconductors"]','en','2026-09-08T08:30:12+09:00',NULL,'The government has signed a 10-year lease for the campus in Gwangju where Arm will train chip designers, clearing the last hurdle before classes can begin in the fall, officials said Tuesday.

The building stands a short walk from the Gwangju Institute of Science and Technology (GIST) and has 6,200 square meters of floor space.

Rent was set at 1.1 billion won a year.

Gwangju won over two rival sites, one of them in Pangyo, Gyeonggi, after the city offered to pay for the laboratory equipment.

“This is where a student can design a chip in the morning and see it measured after lunch,” a trade ministry official told reporters at a briefing in Sejong.

The school goes back to a meeting in Seoul on Dec. 5, 2025, between President Lee Jae Myung and SoftBank Group''s Masayoshi Son, whose group controls the British designer. Korea had asked for help in a field where, as it admits, money alone has not been enough.

Arm supplies the architecture behind nearly every smartphone processor, but it does not run a chip plant. Samsung Electronics is a customer of long standing.

An opening ceremony is planned for Sept. 28.','[{"url": "https://image.koreajoongangdaily.com/12867302.webp?width=1058&height=595", "caption": "The building in Gwangju that is to house the Arm design school", "credit": "YONHAP"}]','[{"url": "https://www.koreajoongangdaily.com/business/arm-school-in-gwangju-fills-its-first-140-seats-in-six-hours/12881407", "title": "Arm school in Gwangju fills its first 140 seats in six hours", "kind": "related"}, {"url": "https://koreajoongangdaily.joins.com/news/2025-12-04/business/tech/Lee-to-meet-SoftBanks-Son-Friday-to-discuss-tech-cooperation/2469990", "title": "Lee, SoftBank founder to talk chips and AI in Seoul on Friday", "kind": "related"}]','open','{"url": "url", "title": "selector", "agency": "json-ld", "text": "selector", "language": "text", "published": "json-ld", "section": "json-ld", "tags": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',20,'020_7a7700a271318889.txt','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',1,NULL,'www.koreajoongangdaily.com','13f8b9a2c8c2640e3023606b6b6604c3762714a37b9c6f570892eaee519d652b','7a7700a271318889');
INSERT INTO "articles" VALUES('7c5af9a0cac96a06','joongang','https://www.koreajoongangdaily.com/business/samsung-sds-and-softbank-unit-to-lease-computing-time-across-the-strait/12872035','Samsung SDS and SoftBank unit to lease computing time across the strait','A six-month test moves idle hours, not machines','["Oh Ji-hwan"]','["oh.jihwan@joongang.co.kr"]','','Industry','["Samsung SDS", "SoftBank", "OpenAI", "R&D"]','en','2026-09-11T14:05:19+09:00','2026-09-11T18:32:00+09:00','Samsung SDS will sell spare hours on its AI servers to a SoftBank subsidiary in Japan, and buy hours back when its own customers need more, in a six-month test that begins on Nov. 2.

The two companies called it a lease. Engineers called it something else.

"It is closer to a currency swap," said an engineer who helped write the rules. "You lend me a Tuesday night, I lend you a Sunday morning."

Each side puts in the equivalent of 512 graphics processors. Work is moved by a scheduler in Busan, which is joined to Fukuoka by undersea cable, and one trip of the signal takes about 4.5 milliseconds.

Samsung SDS has been close to this crowd since October 2025, when it agreed with OpenAI to work on data centers and became a reseller of ChatGPT Enterprise in Korea.

What it may not carry

Medical records, defense work and anything marked as state property stay at home under the terms. So do models that are still in training.

Prices follow the hour of the day. A processor hour at noon costs 2.4 times as much as one at 3 a.m., and bills are settled each Friday in dollars.

Analysts were split over the value of the test, which brings in less than 9 billion won for Samsung SDS by the reckoning of Seo Min-a, who covers the company at a brokerage in Yeouido, western Seoul.

“The money is a rounding error,” she wrote in a note. “The habit of trading hours is not.”

Shares of Samsung SDS were 1.3 percent higher in early afternoon trading.','[{"url": "https://image.koreajoongangdaily.com/12872011.webp?width=1058&height=595", "caption": "Rows of AI servers in a Samsung SDS data center in Dongtan, Gyeonggi", "credit": "SAMSUNG SDS"}]','[{"url": "https://www.koreajoongangdaily.com/business/korea-signs-lease-for-arm-design-campus-next-to-gist/12867310", "title": "Korea signs lease for Arm design campus next to GIST", "kind": "related"}]','open','{"url": "url", "title": "selector", "subtitle": "selector", "authors": "selector", "emails": "text", "text": "selector", "language": "text", "published": "json-ld", "modified": "json-ld", "section": "json-ld", "tags": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',21,'021_7c5af9a0cac96a06.txt','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',1,NULL,'www.koreajoongangdaily.com','e6b508a452140cd98a97dd4b476e138bd3e54566978e3098aad74b5a0fec990f','7c5af9a0cac96a06');
INSERT INTO "articles" VALUES('48b99d2605b6ec93','joongang','https://www.koreajoongangdaily.com/business/seoul-and-tokyo-weigh-a-joint-power-pool-for-ai-data-centers/12878219','Seoul and Tokyo weigh a joint power pool for AI data centers','','["Bae Jun-ho", "Lim Da-eun"]','["bae.junho@joongang.co.kr", "lim.daeun@joongang.co.kr"]','','Economy','["Korea", "Japan", "electricity", "AI", "data centers"]','en','2026-09-15T17:20:44+09:00',NULL,'Officials from Korea and Japan will look into a shared pool of electricity contracts for AI data centers, an idea that would have sounded odd two years ago, when each country was still counting its own shortfalls.

A working group of 12 people is to meet in Fukuoka on Oct. 6, according to two government officials who spoke on condition that they not be named.

“Nobody is talking about a cable yet,” one of them said. “This is about contracts, and about who gets to switch on a gigawatt first.”

The numbers explain the hurry. A single campus on the scale of those that OpenAI, Oracle Corp. and SoftBank are building under the $500 billion Stargate project in the U.S. draws about 1.2 gigawatts, close to what one modern reactor can supply.

Summer peaks, winter peaks

The theory behind the pool is simple: Hokkaido needs most power in January and Korea in August, so the same reserve could be sold twice.

Critics doubt it. "A reserve that sits on the other side of the sea is an accounting entry," said Kwak Do-hyun, who teaches energy policy at a university in Naju, South Jeolla.

Korea Electric Power Corp. carried debt of more than 200 trillion won at the end of last year and would need a change in the law before it could buy foreign contracts.

SoftBank has reasons of its own to push. The group is turning a former Sharp display plant in Sakai, Osaka, into a data center, and it bought the site in 2025 for about 100 billion yen.

Tokyo has been cooler than Seoul. The Japanese side asked for the word “study” rather than “plan” in the title of the paper, one of the officials said.

A first report is due in January.','[{"url": "https://image.koreajoongangdaily.com/12878204.webp?width=1058&height=595", "caption": "Transmission towers stand behind a data center under construction in Haenam, South Jeolla, in August", "credit": "JOONGANG PHOTO"}]','[{"url": "https://www.koreajoongangdaily.com/business/samsung-sds-and-softbank-unit-to-lease-computing-time-across-the-strait/12872035", "title": "Samsung SDS and SoftBank unit to lease computing time across the strait", "kind": "inline"}]','open','{"url": "url", "title": "selector", "authors": "selector", "emails": "selector", "text": "selector", "language": "text", "published": "json-ld", "section": "json-ld", "tags": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:02:58+00:00',22,'022_48b99d2605b6ec93.txt','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',1,NULL,'www.koreajoongangdaily.com','c25c484d3845b0a00cb2085efbf7904259a64bad951449fcbe485619d46e90a4','48b99d2605b6ec93');
INSERT INTO "articles" VALUES('2b152dd49ddf0608','herald','https://www.koreaherald.com/article/10803310','Pohang substation finds an owner, and a bill','City takes over and will bill by the megawatt','["Seo Min-a"]','["seomina@heraldcorp.com"]','','Industry','[]','en','2026-07-08T08:41:27+09:00',NULL,'Pohang will own the substation that the data center of OpenAI and Samsung affiliates needs, the city said Wednesday, ending a dispute over 92.5 billion won that had held up the foundations.

It will charge the halls by the megawatt, for 20 years.

Korea Electric Power Corp. is to run the plant. Its engineers wanted neither the debt nor, as one of them put it, “a fourth landlord in the fence.”

Samsung SDS called the solution workable. OpenAI did not reply to a request for comment.

The city council has to agree. A vote is planned for July 22.','[{"url": "https://wimg.heraldcorp.com/news/cms/2026/07/08/news-p.v1.20260708.dbba69cf906251b05d9bc88b6ce311d7_P1.jpg", "caption": "The place at the Blue Valley industrial complex in Pohang where the substation is to stand", "credit": "City of Pohang"}]','[{"url": "https://www.koreaherald.com/article/10801926", "title": "Pohang AI data center gets grid slot two years ahead of plan", "kind": "related"}]','open','{"url": "url", "title": "selector", "subtitle": "selector", "authors": "json-ld", "emails": "text", "text": "selector", "language": "text", "published": "json-ld", "section": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:06:19+00:00',23,'023_2b152dd49ddf0608.txt','2026-11-29T23:06:19+00:00','2026-11-29T23:06:19+00:00',1,NULL,'www.koreaherald.com','f5d2c83ff755aa07cf257e6519dc3a7467266053e12a4270e5db8493aa18a30e','2b152dd49ddf0608');
INSERT INTO "articles" VALUES('dd27e6fdd238d41b','herald','https://www.koreaherald.com/article/10764381','Cloud builders ask Seoul for one permit instead of nine','A list of stamps is all that stands between Stargate and the southwest, an industry group says','["Kwon Da-eun"]','["kwondaeun@heraldcorp.com"]','','Economy','[]','en','2026-05-21T14:06:33+09:00',NULL,'Nine permits from six offices are what it takes to open an AI data center in Korea, and companies that want to build for OpenAI''s Stargate project asked the government on Thursday to make it one.

The Korea Hyperscale Forum, which speaks for 23 builders and cloud companies, put the wait at 31 months in the capital region and 22 months elsewhere.

In Texas, it said, the same file takes 11.

“We do not ask for money. We ask for one desk with one stamp,” said Noh Gyeong-su, the forum''s secretary-general, at a meeting with lawmakers in Yeouido.

SK Telecom and OpenAI are looking for a site in South Jeolla Province, while Samsung affiliates have chosen Pohang. Both would fall under a bill on AI data centers that gives the science ministry the last word.

The environment ministry has doubts. A spokesperson said that two of the nine permits concern water, “and water does not get faster by being put into another folder.”

SoftBank Group, OpenAI''s partner in the United States, is not part of the Korean plans, but its founder Masayoshi Son told President Lee Jae Myung last December that energy was the country''s weak spot.','[{"url": "https://wimg.heraldcorp.com/news/cms/2026/05/21/news-p.v1.20260521.d0b1fd34794773c6f2ae1cdc4b5e40df_P1.jpg", "caption": "A test bench for server cooling at a trade fair in Goyang, Gyeonggi Province, on Tuesday", "credit": "Im Se-jun/The Korea Herald"}]','[{"url": "https://www.koreaherald.com/article/10798843", "title": "Seoul, Tokyo to align safety rules for AI data centers", "kind": "related"}, {"url": "https://www.koreaherald.com/article/10763902", "title": "Jeju''s divers leave the sea for the rowing lake, and win", "kind": "related"}]','open','{"url": "url", "title": "selector", "subtitle": "selector", "authors": "json-ld", "emails": "text", "text": "selector", "language": "text", "published": "json-ld", "section": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:07:16+00:00',24,'024_dd27e6fdd238d41b.txt','2026-11-29T23:07:16+00:00','2026-11-29T23:07:16+00:00',1,NULL,'www.koreaherald.com','035788e791b65af66e62c49830d38d9f110338d9bae384b1a736c059f4975751','dd27e6fdd238d41b');
INSERT INTO "articles" VALUES('4c52590aad8f386c','herald','https://www.koreaherald.com/article/10629743','Son to call on Lee in Seoul as Korea looks for a part in Stargate','','["Kang Ye-rim"]','["kangyerim@heraldcorp.com"]','','Politics','[]','en','2025-12-04T16:20:31+09:00',NULL,'Masayoshi Son, the head of SoftBank Group, is due at the presidential office on Friday with a delegation. What President Lee Jae Myung wants to talk about, aides said Thursday, are AI, chips and the buildings that house both.

Lee has made it a habit to see the people who steer the industry himself. Sam Altman of OpenAI and Jensen Huang of Nvidia were among his guests earlier this year, and investment was on the table both times.

Kang Hoon-sik, the chief of staff, and Kim Yong-beom, who directs policy, are to sit in. So are two ministers: Bae Kyung-hoon, who holds the science and ICT portfolio, and Kim Jung-kwan, who has trade and industry.

One question hangs over the meeting: Is there room for Korean firms in Stargate?

The data center program that SoftBank runs with OpenAI and Oracle needs memory, power gear and cooling, and Seoul got a foot in one door in November. When Lee was in the United Arab Emirates, the two governments agreed in principle that Korean companies may join the Emirati branch of the program, which starts at about 30 trillion won, or $20.4 billion.

SoftBank, for its part, has been shopping for chipmakers and for power supplies of its own.

“He never comes to Seoul without a slogan,” said Do Kyung-min, who writes on the history of the Korean internet.

The slogans aged well. In 1998, with the country in the grip of a financial crisis, Son told Kim Dae-jung to put his faith in fast internet lines. To Roh Moo-hyun he spoke of online games, and to Park Geun-hye of the internet of things, robots and AI.

What he will say this time is anyone’s guess. Lee’s staff hope for a figure.','[{"url": "https://wimg.heraldcorp.com/news/cms/2025/12/04/news-p.v1.20251204.7d90c2be51f84a9c9a6f0e3b1846d27f_P1.jpg", "caption": "Guests take their seats for a lunch that President Lee Jae Myung hosted on Thursday at Cheong Wa Dae, a day before Trade Day — among them welders, engineers, seamstresses and sailors from shipbuilding, automobiles, electronics, defense and shipping — to thank the people behind South Korea’s exports for a year that went better than most had feared.", "credit": "Joint Press Corps"}]','[{"url": "https://www.koreaherald.com/article/10801926", "title": "Pohang AI data center gets grid slot two years ahead of plan", "kind": "related"}, {"url": "https://www.koreaherald.com/view.php?ud=20240708050600", "title": "How Seoul learned to love the server farm", "kind": "related"}]','open','{"url": "url", "title": "selector", "authors": "json-ld", "emails": "text", "text": "selector", "language": "text", "published": "json-ld", "section": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:07:16+00:00',25,'025_4c52590aad8f386c.txt','2026-11-29T23:07:16+00:00','2026-11-29T23:07:16+00:00',1,NULL,'www.koreaherald.com','dde1f29fb2d22e4c107c75be2693e5d5ca4f377cf1a8f34007cd24bb9dc0c649','4c52590aad8f386c');
INSERT INTO "articles" VALUES('102a4fd1b15f3c10','rcr','https://www.rcrwireless.com/20260106/network-infrastructure/stargate-fiber-route-abilene-shackelford','Fiber between Stargate halls in Texas gets a second route','A regional carrier buries 96 strands along a farm road','["Inés Caldera"]','[]','','Network Infrastructure','["fiber", "OpenAI", "SoftBank", "Stargate"]','en','2026-01-06T10:45:10-06:00',NULL,'A regional carrier will bury a second fiber route between the Stargate sites in Abilene and Shackelford County, so that the two data centers can be run as one when the first route is cut.

It was cut four times last year, twice by the same plow.

OpenAI and SoftBank have ordered 96 strands for 15 years, according to a filing with the county. The price is blacked out.

“Two halls with one cable are one hall with a long corridor,” said Tobias Wrenfield, principal analyst at Corbel Research.

The route is 38 miles long and follows a farm road. Work is to begin in March and to take seven months.','[{"url": "https://www.rcrwireless.com/wp-content/uploads/2026/01/2996840_s-696x464.jpg", "caption": "A trencher opens a farm road in west Texas", "credit": "123RF"}]','[{"url": "https://www.rcrwireless.com/20251230/data-center-2/softbank-digitalbridge-4-billion", "title": "SoftBank’s $4B DigitalBridge deal reaches from towers to AI halls", "kind": "related"}, {"url": "https://www.rcrwireless.com/20260108/5g/private-5g-ports-survey", "title": "Ports are the surest buyers of private 5G, survey finds", "kind": "related"}]','open','{"url": "url", "title": "selector", "subtitle": "selector", "authors": "selector", "text": "selector", "language": "text", "published": "meta", "section": "selector", "tags": "selector", "images": "selector", "related": "selector", "outlet": "url"}','2026-11-29T23:07:29+00:00',26,'026_102a4fd1b15f3c10.txt','2026-11-29T23:07:29+00:00','2026-11-29T23:07:29+00:00',1,NULL,'www.rcrwireless.com','f5f4f15bf01f0e4046922b8c9257f04a78c1011077d4f14e485c8e99c0b5b1bc','102a4fd1b15f3c10');
CREATE TABLE joins (
	from_id VARCHAR(16) NOT NULL, 
	to_id VARCHAR(16) NOT NULL, 
	why TEXT NOT NULL, 
	PRIMARY KEY (from_id, to_id)
);
INSERT INTO "joins" VALUES('233d49583c7b0833','61ec9781acd0acfb','shares Lee Jae Myung, SoftBank, Yongsan, Arm, chip; both speak of 2025-12-05');
INSERT INTO "joins" VALUES('078f7037e3111adb','233d49583c7b0833','shares Arm, 소프트뱅크그룹, 광주, 1,400, chip');
INSERT INTO "joins" VALUES('62cae5630fa904f1','61ec9781acd0acfb','shares 손정의, 스타게이트, 소프트뱅크그룹, 이재명; both speak of 2025-12-05');
INSERT INTO "joins" VALUES('62cae5630fa904f1','233d49583c7b0833','shares 소프트뱅크그룹, 연산, 이재명, chip; both speak of 2025-12-05');
INSERT INTO "joins" VALUES('6bcb5d76870daacd','61ec9781acd0acfb','shares Lee Jae Myung, SoftBank Group Corp, Arm Holdings, Stargate, Kim Dae Jung; both speak of 2025-12-05');
INSERT INTO "joins" VALUES('6bcb5d76870daacd','233d49583c7b0833','shares Arm Holdings, Lee Jae Myung, Masayoshi Son, SoftBank Group Corp, 1,400; both speak of 2025-12-05');
INSERT INTO "joins" VALUES('078f7037e3111adb','6bcb5d76870daacd','shares Arm Holdings, SoftBank Group Corp, 1,400, chip, britain');
INSERT INTO "joins" VALUES('e913021e8b53c42f','2f17b256de9a5681','shares DigitalBridge Group Inc, SoftBank Group Corp, Florida, Stargate, Switch');
INSERT INTO "joins" VALUES('782ea9615cd041c6','40fb271a868bff81','shares OpenAI, SoftBank Group Corp, Texas, SB Energy, Milam County');
INSERT INTO "joins" VALUES('6bcb5d76870daacd','c561716b9c6619d4','shares Arm Holdings, 1,400, chip, designer, train');
INSERT INTO "joins" VALUES('2dcb4e9bcd36c439','f54e687f8621f24a','shares Nvidia, SoftBank, OpenAI, Ampere Computing, Yoshimitsu Goto; both speak of 2025-11-11');
INSERT INTO "joins" VALUES('61ec9781acd0acfb','4c52590aad8f386c','shares Masayoshi Son, Stargate, Lee Jae Myung, SoftBank Group, Kim Dae-jung; both speak of 2025-12-05');
INSERT INTO "joins" VALUES('62cae5630fa904f1','4c52590aad8f386c','shares Masayoshi Son, Lee Jae Myung, Stargate, OpenAI, SoftBank Group; both speak of 2025-12-05');
INSERT INTO "joins" VALUES('40fb271a868bff81','102a4fd1b15f3c10','shares Texas, OpenAI, SoftBank, Stargate, data');
INSERT INTO "joins" VALUES('782ea9615cd041c6','102a4fd1b15f3c10','shares Texas, OpenAI, SoftBank, Stargate, Abilene');
CREATE TABLE links (
	from_id VARCHAR(16) NOT NULL, 
	url TEXT NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	title TEXT NOT NULL, 
	first_seen VARCHAR(40) NOT NULL, 
	last_seen VARCHAR(40) NOT NULL, 
	PRIMARY KEY (from_id, url), 
	FOREIGN KEY(from_id) REFERENCES articles (id)
);
INSERT INTO "links" VALUES('782ea9615cd041c6','https://www.rcrwireless.com/20251230/data-center-2/softbank-digitalbridge-4-billion','inline','SoftBank’s $4B DigitalBridge deal reaches from towers to AI halls','2026-11-29T23:02:57+00:00','2026-11-29T23:02:57+00:00');
INSERT INTO "links" VALUES('782ea9615cd041c6','https://www.rcrwireless.com/20251112/opinion/readerforum/softbank-nvidia-exit-ai-networks','related','Reader Forum: Who pays for AI networks when SoftBank sells Nvidia?','2026-11-29T23:02:57+00:00','2026-11-29T23:02:57+00:00');
INSERT INTO "links" VALUES('62cae5630fa904f1','https://news.kbs.co.kr/news/view.do?ncd=8424662','related','반도체 설계 인재 1,400명 키운다…‘Arm 스쿨’ 광주에 들어서나','2026-11-29T23:02:57+00:00','2026-11-29T23:02:57+00:00');
INSERT INTO "links" VALUES('62cae5630fa904f1','https://news.kbs.co.kr/news/view.do?ncd=8424308','related','[News Today] KOREA, ARM AGREE ON CHIP SCHOOL','2026-11-29T23:02:57+00:00','2026-11-29T23:02:57+00:00');
INSERT INTO "links" VALUES('2f17b256de9a5681','https://www.rcrwireless.com/20251112/opinion/readerforum/softbank-nvidia-exit-ai-networks','related','Reader Forum: Who pays for AI networks when SoftBank sells Nvidia?','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00');
INSERT INTO "links" VALUES('078f7037e3111adb','https://news.kbs.co.kr/news/view.do?ncd=8424308','related','[News Today] KOREA, ARM AGREE ON CHIP SCHOOL','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00');
INSERT INTO "links" VALUES('233d49583c7b0833','https://news.kbs.co.kr/news/view.do?ncd=8423517','related','손정의 회장 내일 대통령 예방…스타게이트·반도체 의제 주목','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00');
INSERT INTO "links" VALUES('80e3525cfa7bcdbc','https://www.koreaherald.com/article/10801204','related','Southwest counties court OpenAI and SK with land for 1 won a year','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00');
INSERT INTO "links" VALUES('80e3525cfa7bcdbc','https://www.koreaherald.com/article/10799377','related','Samsung C&T to study floating halls for AI servers','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00');
INSERT INTO "links" VALUES('6f58b0a928151334','https://www.koreaherald.com/article/10799377','related','Samsung C&T to study floating halls for AI servers','2026-11-29T23:02:58+00:00','2026-11-29T23:07:02+00:00');
INSERT INTO "links" VALUES('61ec9781acd0acfb','https://news.kbs.co.kr/news/view.do?ncd=8426190','related','“칩보다 전기가 먼저”…손정의 방한이 남긴 숙제','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00');
INSERT INTO "links" VALUES('61ec9781acd0acfb','https://news.kbs.co.kr/news/view.do?ncd=8166818','related','삼성 서초사옥에 모인 한·미·일 AI 거물…손정의·올트먼, 이재용과 머리 맞대','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00');
INSERT INTO "links" VALUES('69904530570022db','https://www.koreaherald.com/article/10798843','related','Seoul, Tokyo to align safety rules for AI data centers','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00');
INSERT INTO "links" VALUES('38cf1809eea930e7','https://www.koreaherald.com/article/10801926','related','Pohang AI data center gets grid slot two years ahead of plan','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00');
INSERT INTO "links" VALUES('38cf1809eea930e7','https://www.koreaherald.com/article/10629743','related','Son to call on Lee in Seoul as Korea looks for a part in Stargate','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00');
INSERT INTO "links" VALUES('6bcb5d76870daacd','https://english.kyodonews.net/articles/-/64441','related','FOCUS: SoftBank cashes in Nvidia stake to keep paying for OpenAI','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00');
INSERT INTO "links" VALUES('6bcb5d76870daacd','https://english.kyodonews.net/articles/-/64065','related','SoftBank, OpenAI venture opens for business in Japan','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00');
INSERT INTO "links" VALUES('e8a789a68c4b3dc7','https://english.kyodonews.net/articles/-/62008','related','Old TV panel town in Osaka waits for the machines that think','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00');
INSERT INTO "links" VALUES('e39f8de240dcef35','https://english.kyodonews.net/articles/-/65894','inline','S. Korea signs up Arm to train 1,400 chip designers as Son visits Lee','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00');
INSERT INTO "links" VALUES('e913021e8b53c42f','https://japantoday.com/category/business/SB-energy%27s-texas-data-center-draws-1-bil.-dollars-from-openai-softbank','related','SB Energy''s Texas data center draws $1 bil from OpenAI, SoftBank','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00');
INSERT INTO "links" VALUES('40fb271a868bff81','https://japantoday.com/category/tech/focus-softbank-goes-shopping-for-data-centers-with-4-bil.-dollar-digitalbridge-deal','related','SoftBank goes shopping for data centers with $4 bil DigitalBridge deal','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00');
INSERT INTO "links" VALUES('40fb271a868bff81','https://japantoday.com/category/tech/update3-softbank-openai-agree-to-set-up-joint-venture-for-ai-services','related','SoftBank and OpenAI to form Japan firm selling AI to big business','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00');
INSERT INTO "links" VALUES('f54e687f8621f24a','https://english.kyodonews.net/articles/-/64065','related','SoftBank, OpenAI venture opens for business in Japan','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00');
INSERT INTO "links" VALUES('2dcb4e9bcd36c439','https://www.rcrwireless.com/20251002/asia-pacific/openai-sk-telecom-korea-data-center-tag4-tag99','related','OpenAI turns to SK Telecom for AI data center in southwest Korea','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00');
INSERT INTO "links" VALUES('c4523e8731e3f07c','https://www.rcrwireless.com/20260112/network-infrastructure/softbank-openai-sb-energy-texas','related','SoftBank, OpenAI split $1B check for Texas data center builder','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00');
INSERT INTO "links" VALUES('c4523e8731e3f07c','https://www.rcrwireless.com/20161004/asia-pacific/softbank-investment-korean-it-tag23','related','Son pledges 5 trillion won for Korean tech over 10 years','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00');
INSERT INTO "links" VALUES('a4e55ff616ead905','https://www.koreajoongangdaily.com/business/seoul-and-tokyo-weigh-a-joint-power-pool-for-ai-data-centers/12878219','inline','Seoul and Tokyo weigh a joint power pool for AI data centers','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00');
INSERT INTO "links" VALUES('a4e55ff616ead905','https://www.koreajoongangdaily.com/business/samsung-sds-and-softbank-unit-to-lease-computing-time-across-the-strait/12872035','related','Samsung SDS and SoftBank unit to lease computing time across the strait','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00');
INSERT INTO "links" VALUES('7a7700a271318889','https://www.koreajoongangdaily.com/business/arm-school-in-gwangju-fills-its-first-140-seats-in-six-hours/12881407','related','Arm school in Gwangju fills its first 140 seats in six hours','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00');
INSERT INTO "links" VALUES('7a7700a271318889','https://koreajoongangdaily.joins.com/news/2025-12-04/business/tech/Lee-to-meet-SoftBanks-Son-Friday-to-discuss-tech-cooperation/2469990','related','Lee, SoftBank founder to talk chips and AI in Seoul on Friday','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00');
INSERT INTO "links" VALUES('7c5af9a0cac96a06','https://www.koreajoongangdaily.com/business/korea-signs-lease-for-arm-design-campus-next-to-gist/12867310','related','Korea signs lease for Arm design campus next to GIST','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00');
INSERT INTO "links" VALUES('48b99d2605b6ec93','https://www.koreajoongangdaily.com/business/samsung-sds-and-softbank-unit-to-lease-computing-time-across-the-strait/12872035','inline','Samsung SDS and SoftBank unit to lease computing time across the strait','2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00');
INSERT INTO "links" VALUES('2b152dd49ddf0608','https://www.koreaherald.com/article/10801926','related','Pohang AI data center gets grid slot two years ahead of plan','2026-11-29T23:06:19+00:00','2026-11-29T23:06:19+00:00');
INSERT INTO "links" VALUES('dd27e6fdd238d41b','https://www.koreaherald.com/article/10798843','related','Seoul, Tokyo to align safety rules for AI data centers','2026-11-29T23:07:16+00:00','2026-11-29T23:07:16+00:00');
INSERT INTO "links" VALUES('dd27e6fdd238d41b','https://www.koreaherald.com/article/10763902','related','Jeju''s divers leave the sea for the rowing lake, and win','2026-11-29T23:07:16+00:00','2026-11-29T23:07:16+00:00');
INSERT INTO "links" VALUES('4c52590aad8f386c','https://www.koreaherald.com/article/10801926','related','Pohang AI data center gets grid slot two years ahead of plan','2026-11-29T23:07:16+00:00','2026-11-29T23:07:16+00:00');
INSERT INTO "links" VALUES('4c52590aad8f386c','https://www.koreaherald.com/view.php?ud=20240708050600','related','How Seoul learned to love the server farm','2026-11-29T23:07:16+00:00','2026-11-29T23:07:16+00:00');
INSERT INTO "links" VALUES('102a4fd1b15f3c10','https://www.rcrwireless.com/20251230/data-center-2/softbank-digitalbridge-4-billion','related','SoftBank’s $4B DigitalBridge deal reaches from towers to AI halls','2026-11-29T23:07:29+00:00','2026-11-29T23:07:29+00:00');
INSERT INTO "links" VALUES('102a4fd1b15f3c10','https://www.rcrwireless.com/20260108/5g/private-5g-ports-survey','related','Ports are the surest buyers of private 5G, survey finds','2026-11-29T23:07:29+00:00','2026-11-29T23:07:29+00:00');
CREATE TABLE lists (
	url TEXT NOT NULL, 
	outlet VARCHAR(40) NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	outcome TEXT NOT NULL, 
	last_read VARCHAR(40) NOT NULL, 
	etag TEXT NOT NULL, 
	last_modified TEXT NOT NULL, 
	next_read VARCHAR(40), 
	walked TEXT NOT NULL, 
	top VARCHAR(40), 
	reached VARCHAR(40), 
	ended BOOLEAN NOT NULL, 
	PRIMARY KEY (url)
);
INSERT INTO "lists" VALUES('https://news.kbs.co.kr/sitemap/recentNewsList.xml','kbs','sitemap','served','2026-11-29T23:02:43+00:00','"f0251b34bf2634e8"','Mon, 08 Dec 2025 01:02:50 GMT',NULL,'',NULL,NULL,0);
INSERT INTO "lists" VALUES('https://www.rcrwireless.com/feed','rcr','feed','served','2026-11-29T23:02:43+00:00','"2e93a70ba27b0718"','Mon, 12 Jan 2026 18:05:09 GMT',NULL,'',NULL,NULL,0);
INSERT INTO "lists" VALUES('https://www.koreajoongangdaily.com/korea','joongang','section','served','2026-11-29T23:02:44+00:00','"5af0b68feea30a61"','Thu, 17 Sep 2026 02:15:30 GMT',NULL,'',NULL,NULL,0);
INSERT INTO "lists" VALUES('https://www.koreajoongangdaily.com/business','joongang','section','served','2026-11-29T23:02:44+00:00','"7cdf0bd9cac72ebe"','Thu, 17 Sep 2026 02:15:30 GMT',NULL,'',NULL,NULL,0);
INSERT INTO "lists" VALUES('https://www.koreajoongangdaily.com/opinion','joongang','section','served','2026-11-29T23:02:44+00:00','"6c6fb1d9b2266ff0"','Tue, 15 Sep 2026 08:20:44 GMT',NULL,'',NULL,NULL,0);
INSERT INTO "lists" VALUES('https://www.koreajoongangdaily.com/entertainment','joongang','section','served','2026-11-29T23:02:44+00:00','"8e626014d16fee34"','Fri, 11 Sep 2026 09:32:00 GMT',NULL,'',NULL,NULL,0);
INSERT INTO "lists" VALUES('https://www.koreajoongangdaily.com/sports','joongang','section','served','2026-11-29T23:02:44+00:00','"fff0685a101e7f98"','Mon, 07 Sep 2026 23:30:12 GMT',NULL,'',NULL,NULL,0);
INSERT INTO "lists" VALUES('https://english.kyodonews.net/list/feed/rss4kyodonews-fzone','kyodo','feed','served','2026-11-29T23:02:45+00:00','"65c11d51f43b69d2"','Fri, 05 Dec 2025 11:11:32 GMT',NULL,'',NULL,NULL,0);
INSERT INTO "lists" VALUES('https://www.koreaherald.com/rss/newsAll','herald','feed','served','2026-11-29T23:06:13+00:00','"792233ae6bbb33c4"','Tue, 07 Jul 2026 23:41:27 GMT',NULL,'',NULL,NULL,0);
INSERT INTO "lists" VALUES('https://japantoday.com/feed','kyodo','feed','served','2026-11-29T23:02:45+00:00','"d0064c354d7da89d"','Sat, 10 Jan 2026 00:12:00 GMT',NULL,'',NULL,NULL,0);
INSERT INTO "lists" VALUES('https://www.koreaherald.com/search/detail?q=Stargate&stype=NEWS&page=1#64f3d93dd87bbf8c','herald','search','served','2026-11-29T23:07:12+00:00','','',NULL,'',NULL,NULL,0);
INSERT INTO "lists" VALUES('https://www.koreaherald.com/search/detail?q=SoftBank&stype=NEWS&page=1#64f3d93dd87bbf8c','herald','search','served','2026-11-29T23:07:12+00:00','','',NULL,'',NULL,NULL,0);
INSERT INTO "lists" VALUES('https://www.rcrwireless.com/?s=','rcr','search','','2026-11-29T23:07:29+00:00','','',NULL,'',NULL,NULL,0);
INSERT INTO "lists" VALUES('https://www.rcrwireless.com/?s=Stargate#3b4677088740ebf8','rcr','search','served','2026-11-29T23:07:24+00:00','','',NULL,'',NULL,NULL,0);
INSERT INTO "lists" VALUES('https://www.koreajoongangdaily.com/korea#955e51df6291dfe4','joongang','section','served','2026-11-29T23:07:39+00:00','','',NULL,'1','2026-09-17T09:41:07+09:00','2026-09-08T08:30:12+09:00',1);
INSERT INTO "lists" VALUES('https://www.koreajoongangdaily.com/sports#955e51df6291dfe4','joongang','section','served','2026-11-29T23:07:39+00:00','','',NULL,'1','2026-09-08T08:30:12+09:00','2026-09-08T08:30:12+09:00',1);
INSERT INTO "lists" VALUES('https://www.koreajoongangdaily.com/opinion#955e51df6291dfe4','joongang','section','served','2026-11-29T23:07:39+00:00','','',NULL,'1','2026-09-15T17:20:44+09:00','2026-09-15T17:20:44+09:00',1);
INSERT INTO "lists" VALUES('https://www.koreajoongangdaily.com/entertainment#955e51df6291dfe4','joongang','section','served','2026-11-29T23:07:39+00:00','','',NULL,'1','2026-09-11T14:05:19+09:00','2026-09-11T14:05:19+09:00',1);
INSERT INTO "lists" VALUES('https://www.koreajoongangdaily.com/business#955e51df6291dfe4','joongang','section','served','2026-11-29T23:07:39+00:00','','',NULL,'1','2026-09-17T09:41:07+09:00','2026-09-11T14:05:19+09:00',1);
INSERT INTO "lists" VALUES('https://koreajoongangdaily.joins.com/section/searchResult/Nobodysays?searchFlag=1#955e51df6291dfe4','joongang','search','404','2026-11-29T23:07:39+00:00','','',NULL,'',NULL,NULL,0);
CREATE TABLE names (
	form TEXT NOT NULL, 
	name TEXT NOT NULL, 
	PRIMARY KEY (form)
);
INSERT INTO "names" VALUES('softbank','softbank');
INSERT INTO "names" VALUES('소프트뱅크','softbank');
INSERT INTO "names" VALUES('ソフトバンク','softbank');
INSERT INTO "names" VALUES('openai','openai');
INSERT INTO "names" VALUES('오픈ai','openai');
INSERT INTO "names" VALUES('오픈에이아이','openai');
INSERT INTO "names" VALUES('stargate','stargate');
INSERT INTO "names" VALUES('스타게이트','stargate');
INSERT INTO "names" VALUES('masayoshi son','masayoshi son');
INSERT INTO "names" VALUES('손정의','masayoshi son');
INSERT INTO "names" VALUES('son masayoshi','masayoshi son');
INSERT INTO "names" VALUES('sam altman','sam altman');
INSERT INTO "names" VALUES('샘 올트먼','sam altman');
INSERT INTO "names" VALUES('올트먼','sam altman');
INSERT INTO "names" VALUES('lee jae myung','lee jae myung');
INSERT INTO "names" VALUES('이재명','lee jae myung');
CREATE TABLE pages (
	url TEXT NOT NULL, 
	outlet VARCHAR(40) NOT NULL, 
	status INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	article_id VARCHAR(16), 
	asks TEXT NOT NULL, 
	etag TEXT NOT NULL, 
	last_modified TEXT NOT NULL, 
	listed VARCHAR(40), 
	first_seen VARCHAR(40) NOT NULL, 
	last_read VARCHAR(40) NOT NULL, 
	next_read VARCHAR(40), 
	failures INTEGER NOT NULL, 
	question TEXT, 
	PRIMARY KEY (url)
);
INSERT INTO "pages" VALUES('https://www.rcrwireless.com/20260112/network-infrastructure/softbank-openai-sb-energy-texas','rcr',200,'','782ea9615cd041c6','','','',NULL,'2026-11-29T23:02:57+00:00','2026-11-29T23:02:57+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://news.kbs.co.kr/news/view.do?ncd=8426190','kbs',200,'','62cae5630fa904f1','','','','2025-12-08T10:02:50+09:00','2026-11-29T23:02:57+00:00','2026-11-29T23:02:57+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://www.rcrwireless.com/20251230/data-center-2/softbank-digitalbridge-4-billion','rcr',200,'','2f17b256de9a5681','','','',NULL,'2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://news.kbs.co.kr/news/view.do?ncd=8424662','kbs',200,'','078f7037e3111adb','','','','2025-12-05T21:49:07+09:00','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://news.kbs.co.kr/news/view.do?ncd=8424308','kbs',200,'','233d49583c7b0833','','','','2025-12-05T15:40:18+09:00','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://www.koreaherald.com/article/10801926','herald',200,'','80e3525cfa7bcdbc','','','',NULL,'2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://www.koreaherald.com/article/10801204','herald',200,'','6f58b0a928151334','','','',NULL,'2026-11-29T23:02:58+00:00','2026-11-29T23:07:02+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://news.kbs.co.kr/news/view.do?ncd=8423517','kbs',200,'','61ec9781acd0acfb','','','','2025-12-04T18:31:49+09:00','2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://www.koreaherald.com/article/10799377','herald',200,'gone','69904530570022db','','','',NULL,'2026-11-29T23:02:58+00:00','2026-11-29T23:07:02+00:00',NULL,1,NULL);
INSERT INTO "pages" VALUES('https://www.koreaherald.com/article/10798843','herald',200,'','38cf1809eea930e7','','','',NULL,'2026-11-29T23:02:58+00:00','2026-11-29T23:02:58+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://english.kyodonews.net/articles/-/65894','kyodo',200,'','6bcb5d76870daacd','noarchive','','',NULL,'2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://english.kyodonews.net/articles/-/64065','kyodo',200,'','e8a789a68c4b3dc7','noarchive','','',NULL,'2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://english.kyodonews.net/articles/-/62008','kyodo',200,'','e39f8de240dcef35','noarchive','','',NULL,'2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://japantoday.com/category/tech/focus-softbank-goes-shopping-for-data-centers-with-4-bil.-dollar-digitalbridge-deal','kyodo',200,'','e913021e8b53c42f','','','',NULL,'2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://japantoday.com/category/business/SB-energy%27s-texas-data-center-draws-1-bil.-dollars-from-openai-softbank','kyodo',200,'','40fb271a868bff81','','','',NULL,'2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://english.kyodonews.net/articles/-/65871','kyodo',200,'','c561716b9c6619d4','noarchive','','',NULL,'2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://japantoday.com/category/tech/memory-chip-squeeze-lifts-samsung-and-its-rivals','kyodo',200,'not this outlet',NULL,'','','',NULL,'2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',NULL,1,NULL);
INSERT INTO "pages" VALUES('https://english.kyodonews.net/articles/-/64441','kyodo',200,'','f54e687f8621f24a','noarchive','','',NULL,'2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://www.rcrwireless.com/20251112/opinion/readerforum/softbank-nvidia-exit-ai-networks','rcr',200,'','2dcb4e9bcd36c439','','','',NULL,'2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://www.rcrwireless.com/20251002/asia-pacific/openai-sk-telecom-korea-data-center-tag4-tag99','rcr',200,'','c4523e8731e3f07c','','','',NULL,'2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://www.koreajoongangdaily.com/business/arm-school-in-gwangju-fills-its-first-140-seats-in-six-hours/12881407','joongang',200,'','a4e55ff616ead905','','','',NULL,'2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://www.koreajoongangdaily.com/business/korea-signs-lease-for-arm-design-campus-next-to-gist/12867310','joongang',200,'','7a7700a271318889','','','',NULL,'2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://www.koreajoongangdaily.com/business/samsung-sds-and-softbank-unit-to-lease-computing-time-across-the-strait/12872035','joongang',200,'','7c5af9a0cac96a06','','','',NULL,'2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://www.koreajoongangdaily.com/business/seoul-and-tokyo-weigh-a-joint-power-pool-for-ai-data-centers/12878219','joongang',200,'','48b99d2605b6ec93','','','',NULL,'2026-11-29T23:02:59+00:00','2026-11-29T23:02:59+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://www.koreaherald.com/article/10803310','herald',200,'','2b152dd49ddf0608','','','',NULL,'2026-11-29T23:06:19+00:00','2026-11-29T23:06:19+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://www.koreaherald.com/article/10764381','herald',200,'','dd27e6fdd238d41b','','','',NULL,'2026-11-29T23:07:16+00:00','2026-11-29T23:07:16+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://www.koreaherald.com/article/10629743','herald',200,'','4c52590aad8f386c','','','',NULL,'2026-11-29T23:07:16+00:00','2026-11-29T23:07:16+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://www.koreaherald.com/article/10763902','herald',200,'no match',NULL,'','','',NULL,'2026-11-29T23:07:16+00:00','2026-11-29T23:07:16+00:00',NULL,1,'topic SoftBank, OpenAI and Stargate in Korea a 00f22bc9ea892578');
INSERT INTO "pages" VALUES('https://www.rcrwireless.com/20260106/network-infrastructure/stargate-fiber-route-abilene-shackelford','rcr',200,'','102a4fd1b15f3c10','','','',NULL,'2026-11-29T23:07:29+00:00','2026-11-29T23:07:29+00:00',NULL,0,NULL);
INSERT INTO "pages" VALUES('https://www.rcrwireless.com/20260108/5g/private-5g-ports-survey','rcr',200,'no match',NULL,'','','',NULL,'2026-11-29T23:07:29+00:00','2026-11-29T23:07:29+00:00',NULL,1,'Stargate');
CREATE TABLE rules (
	url TEXT NOT NULL, 
	status INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	read VARCHAR(40) NOT NULL, 
	PRIMARY KEY (url)
);
INSERT INTO "rules" VALUES('fixtures https://www.rcrwireless.com/robots.txt',200,'User-agent: *
Disallow: /wp-admin/
Allow: /
','2026-11-29T23:02:43+00:00');
INSERT INTO "rules" VALUES('fixtures https://www.rcrwireless.com/.well-known/tdmrep.json',404,'','2026-11-29T23:02:43+00:00');
INSERT INTO "rules" VALUES('fixtures https://news.kbs.co.kr/robots.txt',200,'User-agent: *
Allow: /
Disallow: /admin/

Sitemap: https://news.kbs.co.kr/sitemap/recentNewsList.xml
','2026-11-29T23:02:43+00:00');
INSERT INTO "rules" VALUES('fixtures https://news.kbs.co.kr/.well-known/tdmrep.json',404,'','2026-11-29T23:02:43+00:00');
INSERT INTO "rules" VALUES('fixtures https://www.koreajoongangdaily.com/robots.txt',200,'User-agent: *
Allow: /
Disallow: /preview/
','2026-11-29T23:02:43+00:00');
INSERT INTO "rules" VALUES('fixtures https://www.koreajoongangdaily.com/.well-known/tdmrep.json',404,'','2026-11-29T23:02:44+00:00');
INSERT INTO "rules" VALUES('fixtures https://www.koreaherald.com/robots.txt',200,'User-agent: *
Allow: /
Disallow: /mypage/
','2026-11-29T23:02:44+00:00');
INSERT INTO "rules" VALUES('fixtures https://english.kyodonews.net/robots.txt',200,'User-agent: *
Disallow: /articles/photo/
','2026-11-29T23:02:44+00:00');
INSERT INTO "rules" VALUES('fixtures https://japantoday.com/robots.txt',200,'User-agent: *
Disallow: /e/tools/
','2026-11-29T23:02:44+00:00');
INSERT INTO "rules" VALUES('fixtures https://english.kyodonews.net/.well-known/tdmrep.json',404,'','2026-11-29T23:02:44+00:00');
INSERT INTO "rules" VALUES('fixtures https://japantoday.com/.well-known/tdmrep.json',404,'','2026-11-29T23:02:45+00:00');
INSERT INTO "rules" VALUES('fixtures https://www.koreaherald.com/.well-known/tdmrep.json',404,'','2026-11-29T23:02:44+00:00');
INSERT INTO "rules" VALUES('fixtures/later https://www.koreaherald.com/robots.txt',200,'User-agent: *
Allow: /
Disallow: /mypage/
','2026-11-29T23:06:13+00:00');
INSERT INTO "rules" VALUES('fixtures/later https://www.koreaherald.com/.well-known/tdmrep.json',404,'','2026-11-29T23:06:13+00:00');
INSERT INTO "rules" VALUES('fixtures https://koreajoongangdaily.joins.com/robots.txt',200,'User-agent: *
Allow: /
Disallow: /member/
','2026-11-29T23:07:39+00:00');
INSERT INTO "rules" VALUES('fixtures https://koreajoongangdaily.joins.com/.well-known/tdmrep.json',404,'','2026-11-29T23:07:39+00:00');
CREATE TABLE runs (
	id INTEGER NOT NULL, 
	spider VARCHAR(40) NOT NULL, 
	arguments JSON NOT NULL, 
	started VARCHAR(40) NOT NULL, 
	ended VARCHAR(40), 
	counts JSON NOT NULL, 
	exit_code INTEGER, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "runs" VALUES(1,'rcr','{}','2026-11-29T23:02:42+00:00','2026-11-29T23:03:00+00:00','{"new": 4, "fields": {"named": 4, "strange": 0, "title": 4, "open": 4, "published": 4, "names": 4, "section": 4, "tags": 4, "images": 3, "related": 4, "layout": 4, "articles": 4, "characters": 6808}, "last_article": "2026-11-29T23:03:01+00:00"}',0,'rcr: 4 new, 0 changed, 0 known; lists by feed; ok');
INSERT INTO "runs" VALUES(2,'kbs','{}','2026-11-29T23:02:42+00:00','2026-11-29T23:02:59+00:00','{"new": 4, "fields": {"named": 4, "strange": 0, "title": 4, "open": 4, "published": 4, "names": 3, "section": 4, "images": 4, "related": 4, "layout": 4, "articles": 4, "characters": 3466}, "last_article": "2026-11-29T23:03:00+00:00"}',0,'kbs: 4 new, 0 changed, 0 known; lists by sitemap; ok');
INSERT INTO "runs" VALUES(3,'joongang','{}','2026-11-29T23:02:42+00:00','2026-11-29T23:03:00+00:00','{"new": 4, "fields": {"named": 8, "strange": 0, "title": 4, "open": 4, "published": 4, "names": 4, "section": 4, "tags": 4, "images": 4, "related": 4, "layout": 4, "articles": 4, "characters": 6019}, "last_article": "2026-11-29T23:03:01+00:00"}',0,'joongang: 4 new, 0 changed, 0 known; lists by section; ok');
INSERT INTO "runs" VALUES(4,'kyodo','{}','2026-11-29T23:02:43+00:00','2026-11-29T23:02:59+00:00','{"new": 7, "not this outlet": 1, "fields": {"named": 8, "strange": 0, "title": 7, "open": 7, "published": 7, "names": 6, "section": 6, "tags": 5, "images": 6, "related": 6, "layout": 7, "articles": 7, "characters": 10044, "shared": 3, "own": 2}, "last_article": "2026-11-29T23:03:00+00:00"}',0,'kyodo: 7 new, 0 changed, 0 known, 1 not this outlet; lists by feed; ok');
INSERT INTO "runs" VALUES(5,'herald','{}','2026-11-29T23:02:43+00:00','2026-11-29T23:02:59+00:00','{"new": 4, "fields": {"named": 4, "strange": 0, "title": 4, "open": 4, "published": 4, "names": 4, "section": 4, "images": 3, "related": 4, "layout": 4, "articles": 4, "characters": 5301}, "last_article": "2026-11-29T23:03:00+00:00"}',0,'herald: 4 new, 0 changed, 0 known; lists by feed; ok');
INSERT INTO "runs" VALUES(6,'herald','{}','2026-11-29T23:03:53+00:00','2026-11-29T23:03:54+00:00','{"fields": {}, "last_article": "2026-11-29T23:03:00+00:00"}',0,'herald: 0 new, 0 changed, 0 known; lists by feed, unchanged; ok');
INSERT INTO "runs" VALUES(7,'kyodo','{}','2026-11-29T23:03:54+00:00','2026-11-29T23:03:55+00:00','{"fields": {}, "last_article": "2026-11-29T23:03:00+00:00"}',0,'kyodo: 0 new, 0 changed, 0 known; lists by feed, unchanged; ok');
INSERT INTO "runs" VALUES(8,'joongang','{}','2026-11-29T23:03:54+00:00','2026-11-29T23:03:54+00:00','{"fields": {}, "last_article": "2026-11-29T23:03:01+00:00"}',0,'joongang: 0 new, 0 changed, 0 known; lists by section, unchanged; ok');
INSERT INTO "runs" VALUES(9,'rcr','{}','2026-11-29T23:03:54+00:00','2026-11-29T23:03:55+00:00','{"fields": {}, "last_article": "2026-11-29T23:03:01+00:00"}',0,'rcr: 0 new, 0 changed, 0 known; lists by feed, unchanged; ok');
INSERT INTO "runs" VALUES(10,'kbs','{}','2026-11-29T23:03:54+00:00','2026-11-29T23:03:55+00:00','{"fields": {}, "last_article": "2026-11-29T23:03:00+00:00"}',0,'kbs: 0 new, 0 changed, 0 known; lists by sitemap, unchanged; ok');
INSERT INTO "runs" VALUES(11,'herald','{}','2026-11-29T23:06:12+00:00','2026-11-29T23:06:20+00:00','{"known": 3, "new": 1, "fields": {"named": 4, "strange": 0, "title": 1, "open": 1, "published": 1, "names": 1, "section": 1, "images": 1, "related": 1, "layout": 1, "articles": 1, "characters": 548}, "last_article": "2026-11-29T23:06:21+00:00"}',0,'herald: 1 new, 0 changed, 3 known; lists by feed; ok');
INSERT INTO "runs" VALUES(12,'herald','{"url": ["https://www.koreaherald.com/article/10801204", "https://www.koreaherald.com/article/10799377"]}','2026-11-29T23:06:56+00:00','2026-11-29T23:07:02+00:00','{"changed": 1, "gone": 1, "fields": {"title": 1, "open": 1, "published": 1, "names": 1, "section": 1, "images": 1, "related": 1, "layout": 1, "articles": 1, "characters": 1349}, "last_article": "2026-11-29T23:07:03+00:00"}',0,'herald: 0 new, 1 changed, 0 known, 1 gone; ok');
INSERT INTO "runs" VALUES(13,'herald','{"topic": "fixtures/softbank.toml", "since": "2025-11-01"}','2026-11-29T23:07:11+00:00','2026-11-29T23:07:16+00:00','{"known": 3, "new": 2, "no match": 1, "fields": {"named": 14, "strange": 0, "title": 2, "open": 2, "published": 2, "names": 2, "section": 2, "images": 2, "related": 2, "layout": 2, "articles": 2, "characters": 2754}, "last_article": "2026-11-29T23:07:17+00:00"}',0,'herald: 2 new, 0 changed, 3 known, 1 no match; lists by search; ok');
INSERT INTO "runs" VALUES(14,'rcr','{"query": "Stargate", "since": "2025-10-01"}','2026-11-29T23:07:24+00:00','2026-11-29T23:07:29+00:00','{"known": 4, "new": 1, "no match": 1, "fields": {"named": 3, "strange": 0, "title": 1, "open": 1, "published": 1, "names": 1, "section": 1, "tags": 1, "images": 1, "related": 1, "layout": 1, "articles": 1, "characters": 598}, "last_article": "2026-11-29T23:07:30+00:00"}',0,'rcr: 1 new, 0 changed, 4 known, 1 no match; lists by search; ok');
INSERT INTO "runs" VALUES(15,'joongang','{"query": "Nobodysays", "since": "2025-10-01"}','2026-11-29T23:07:39+00:00','2026-11-29T23:07:39+00:00','{"known": 4, "fields": {"named": 8, "strange": 0}, "last_article": "2026-11-29T23:03:01+00:00"}',0,'joongang: 0 new, 0 changed, 4 known; lists by section; not served: https://koreajoongangdaily.joins.com/section/searchResult/Nobodysays?searchFlag=1: 404; 1 address not in the replay; ok');
CREATE TABLE traits (
	article_id VARCHAR(16) NOT NULL, 
	published VARCHAR(40) NOT NULL, 
	form INTEGER NOT NULL, 
	found JSON NOT NULL, 
	sketch JSON NOT NULL, 
	PRIMARY KEY (article_id)
);
INSERT INTO "traits" VALUES('61ec9781acd0acfb','2025-12-04T09:12:26+00:00',2,'{"language": "ko", "names": {"손정의": 3, "이재명": 2, "소프트뱅크": 2, "arm": 1, "김대중": 1, "문재인": 1, "한마디": 1}, "figures": {"90 percent": 1}, "words": {"예방": 3, "스타게이트": 3, "의제": 3, "주목": 3, "만날": 1, "일정": 1}, "days": ["2025-12-05"], "tags": [], "notions": {"data center": 2, "high bandwidth memory": 2, "chip": 3}, "nouns": {"용산": 2, "소프트뱅크그룹": 2, "얼굴": 2, "맞대": 2, "출범": 2, "정해진": 2, "협상하": 2, "시대": 2, "흐름": 2, "그래": 2, "시선": 2, "오픈AI": 2, "오라클": 2, "다섯": 2, "곳에": 2, "들어갈": 2, "고대역폭메모리": 2, "상당량": 2, "SK하이닉스": 2}, "spelling": {"소프트뱅크": "소프트뱅크그룹", "90 percent": "90%"}}','[163517165, 854853028, 614973367, 70020314, 384025198, 610055226, 498862387, 215661533, 87247841, 174785437, 864381774, 512961392, 1216006431, 553246630, 239755688, 111028544, 1032414205, 310770897, 239838023, 596966956, 141935465, 563260037, 146328119, 84728634, 522228269, 76026961, 225398833, 392823129, 337247479, 53258079, 319740110, 36381934, 330843781, 600494176, 867651366, 634540366, 52752493, 1587368082, 442905177, 502748154, 3036827, 1233545443, 287503312, 194096207, 417651065, 585909350, 529347983, 514819177, 114426628, 95857717, 518933261, 429004139, 221021929, 93557524, 411510227, 89199521, 673590025, 85950793, 234485009, 129105504, 140903868, 353347903, 212533295, 213067840]');
INSERT INTO "traits" VALUES('233d49583c7b0833','2025-12-05T06:40:18+00:00',2,'{"language": "en", "names": {"arm": 3, "softbank": 2, "masayoshi son": 2, "lee jae myung": 2, "yongsan": 2, "gwangju institute": 1, "seok da on": 1, "pangyo": 1}, "figures": {"1400": 1}, "words": {"superintelligence": 2, "processor": 2, "afternoon": 2, "intelligence": 2, "presidential": 2, "chip": 3, "memory": 2, "struck": 2, "accord": 2, "artificial": 2, "earth": 2, "school": 3, "largely": 2, "feed": 2, "design": 1, "designing": 2, "factories": 1, "arm agree on chip school": 3}, "days": ["2025-12-05"], "tags": [], "notions": {"chip": 3, "treaty": 2, "britain": 2, "school": 3}, "nouns": {}, "spelling": {"softbank": "SoftBank", "seok da on": "Seok Da-on", "1400": "1,400"}}','[696509315, 49074395, 48763992, 63949976, 164102026, 278775684, 336681557, 524744086, 152221225, 497163230, 166755710, 297288671, 248511217, 573835, 239752380, 194240565, 617578789, 273453223, 62219583, 176875337, 468774807, 269250305, 397926375, 207871992, 307866922, 325684954, 678124323, 185255252, 180050048, 216985330, 408655532, 362994935, 551298812, 86625689, 124633701, 345451400, 624210254, 248182468, 236278821, 76522969, 144203692, 13962656, 115896163, 131608831, 91105064, 35927116, 1354163452, 699802353, 52683676, 600331397, 117536692, 290616246, 622287117, 743257680, 274037003, 320223979, 110175048, 1272857362, 120643586, 320748855, 425359702, 586421685, 56363323, 460805783]');
INSERT INTO "traits" VALUES('078f7037e3111adb','2025-12-05T12:23:41+00:00',2,'{"language": "ko", "names": {"arm": 3, "arm 스쿨": 3, "소프트뱅크": 2, "손정의": 2, "팹리스": 1}, "figures": {"1400": 3}, "words": {"스쿨": 3, "광주": 3}, "days": [], "tags": [], "notions": {"smartphone": 2, "britain": 2, "chip": 3, "memorandum": 2}, "nouns": {"스마트폰": 2, "들어가": 2, "두뇌": 2, "칩은": 2, "열에": 2, "아홉": 2, "설계도": 2, "바로": 2, "Arm인데요": 2, "인력": 2, "찾은": 2, "소프트뱅크그룹": 2, "접견": 2, "이어진": 2, "결과물": 2, "산업통상부": 2, "Arm": 2, "교육": 2, "전문": 2}, "spelling": {"소프트뱅크": "소프트뱅크그룹", "1400": "1,400"}}','[479915261, 463054713, 46699340, 237304683, 366861401, 280321521, 404374792, 421685953, 889072303, 813482242, 111712366, 26634099, 106702268, 173154849, 781700892, 228415081, 17949549, 918939573, 101592958, 14382593, 1058652299, 147769404, 71107287, 513938719, 561968491, 647266578, 1716268800, 273399304, 138423732, 936577620, 27241521, 1148882585, 44757665, 107121449, 336937640, 371659723, 960296858, 32982305, 27947460, 153174508, 1814783281, 247959692, 20724796, 920903344, 1531797169, 645982340, 766869086, 183024719, 217939124, 1382014565, 213298613, 1147661910, 88369512, 203074738, 82641097, 599235192, 343008603, 1001885163, 844620782, 119937210, 27144605, 18393434, 663919271, 300744939]');
INSERT INTO "traits" VALUES('62cae5630fa904f1','2025-12-08T00:14:33+00:00',2,'{"language": "ko", "names": {"소프트뱅크": 2, "손정의": 3, "이재명": 2, "스타게이트": 2, "한빛에너지연구소": 1, "나정혜": 1, "오픈ai": 2, "sk텔레콤": 1}, "figures": {"5e+11 usd": 2, "1e+10 W": 2, "1000000000 W": 2, "100000000 W": 1}, "words": {"먼저": 3, "남긴": 3, "숙제": 3, "서남권": 1}, "days": ["2025-12-05"], "tags": [], "notions": {"chip": 2, "data center": 2, "nuclear plant": 2}, "nouns": {"소프트뱅크그룹": 2, "다녀간": 2, "관심": 2, "옮겨": 2, "만난": 2, "가진": 2, "약점": 2, "지금": 2, "내건": 2, "목표": 2, "고민": 2, "오라클": 2, "벌이": 2, "연산": 2, "시설": 2, "대형": 2, "원전": 2, "설비": 2, "용량": 2}, "spelling": {"소프트뱅크": "소프트뱅크그룹", "오픈ai": "오픈AI", "sk텔레콤": "SK텔레콤", "5e+11 usd": "5천억 달러", "1e+10 W": "10기가와트", "1000000000 W": "1기가와트", "100000000 W": "100메가와트"}}','[1465116835, 488200242, 283525753, 46706212, 207475389, 304451451, 218172674, 173843442, 143445364, 48025382, 285429098, 808687869, 258807694, 79676644, 185350434, 193309967, 25678110, 20130331, 665586880, 44043232, 600523582, 1573749104, 396024792, 370385136, 68233584, 49534061, 57641651, 397633764, 17333987, 859188180, 890329472, 879141726, 169466223, 209133455, 11103639, 313594142, 98775850, 261856742, 154652093, 241470926, 378165829, 77593072, 5182381, 123020409, 768232193, 165645349, 262639814, 97696742, 313858885, 64560131, 153619158, 241404774, 189596123, 42983446, 39659262, 522025407, 9278810, 234351753, 301690849, 58331378, 393843025, 920592777, 279334819, 120562735]');
INSERT INTO "traits" VALUES('2f17b256de9a5681','2025-12-30T14:02:11+00:00',2,'{"language": "en", "names": {"softbank": 3, "digitalbridge": 3, "florida": 2, "vantage data centers": 2, "switch": 2, "zayo": 2, "vertical bridge": 2, "stargate": 2, "openai": 2, "oracle": 2, "petra lindqvist moe": 1, "fathom": 1, "vale": 1, "marc ganzi": 1, "ampere": 1, "abb": 1}, "figures": {"4000000000 usd": 3, "16 usd": 2, "1.08e+11 usd": 2, "5e+11 usd": 2, "15 percent": 1, "6500000000 usd": 1, "5400000000 usd": 1}, "words": {"pension": 2, "fiber": 2, "tenant": 1, "directory": 2, "tower": 3, "attraction": 2, "power": 2, "hall": 3, "connect": 2, "permit": 2, "neutral": 1, "venture": 2, "promis": 2, "fund": 2, "cash": 2, "telecom": 2, "owner": 2, "debt": 2, "manage": 2, "reache": 3, "insurer": 2, "land": 2, "lies": 2, "hyperscalers": 1}, "days": [], "tags": ["digitalbridge", "m&a", "softbank", "towers"], "notions": {"acquire": 2, "data center": 2, "telecom": 2, "pension": 2}, "nouns": {}, "spelling": {"softbank": "SoftBank Group", "digitalbridge": "DigitalBridge", "openai": "OpenAI", "oracle": "Oracle Corp", "petra lindqvist moe": "Petra Lindqvist-Moe", "abb": "ABB", "4000000000 usd": "$4B", "16 usd": "$16.00", "1.08e+11 usd": "$108 billion", "5e+11 usd": "$500 billion", "15 percent": "15%", "6500000000 usd": "$6.5 billion", "5400000000 usd": "$5.4 billion"}}','[427965237, 23587609, 183189668, 193080360, 105930062, 110261302, 290321970, 360869015, 107693131, 766167761, 244009988, 577002612, 181380592, 7174676, 79303810, 58096724, 169208445, 366781896, 573708449, 247771201, 439516992, 8387603, 109261274, 399190726, 201259275, 182226318, 6272055, 294642940, 250638190, 215779979, 123263337, 410297134, 164862738, 880487453, 614917910, 166841968, 261490310, 24196954, 710461719, 45334692, 258844810, 47440096, 11682029, 110022999, 69184717, 153994416, 194664760, 55493452, 84175725, 1087747317, 10288788, 125425267, 40581123, 10932766, 342085518, 136755380, 343679008, 50715958, 468136828, 174809120, 114399649, 314312512, 20664159, 173440759]');
INSERT INTO "traits" VALUES('782ea9615cd041c6','2026-01-12T15:20:44+00:00',2,'{"language": "en", "names": {"softbank": 3, "openai": 3, "sb energy": 2, "texas": 3, "milam county": 2, "stargate": 2, "tobias wrenfield": 1, "corbel research": 1, "abilene": 1, "shackelford county": 1, "800g": 1, "chatgpt": 1}, "figures": {"1000000000 usd": 3, "500000000 usd": 2, "1200000000 W": 2, "7000000000 W": 2, "4e+11 usd": 2}, "words": {"data": 3, "equity": 2, "tying": 2, "lease": 2, "control": 2, "campuse": 2, "power": 2, "pick": 2, "split": 3, "builder": 3, "operate": 2, "location": 2, "debt": 2, "comput": 2, "capacity": 2, "putt": 2, "developer": 2, "utilities": 1, "carriers": 1}, "days": [], "tags": ["data center", "openai", "softbank", "stargate"], "notions": {"data center": 3}, "nouns": {}, "spelling": {"softbank": "SoftBank Group", "openai": "OpenAI", "sb energy": "SB Energy", "chatgpt": "ChatGPT", "1000000000 usd": "$1B", "500000000 usd": "$500 million", "1200000000 W": "1.2-gigawatt", "7000000000 W": "7 GW", "4e+11 usd": "$400 billion"}}','[409558021, 214671, 613558397, 568289293, 363835723, 514096661, 166053421, 210221890, 152458635, 53529548, 71429448, 44348448, 147994478, 602478383, 433881708, 1089140117, 237763590, 242305960, 191536742, 192640944, 159580728, 285927219, 1106345119, 280029521, 184854524, 41072684, 39256104, 6208057, 138832805, 171351064, 48859030, 40461571, 64527835, 147041061, 347834514, 364240563, 125464722, 21433258, 106121268, 2742552, 562881741, 93512231, 772486692, 183263197, 19565231, 111431777, 92353552, 92946384, 141903777, 23537078, 2094548, 334379867, 939898522, 143958524, 43517676, 326841505, 1025715, 104834033, 494911515, 699913315, 181501182, 2484254, 134208473, 635849453]');
INSERT INTO "traits" VALUES('38cf1809eea930e7','2026-07-02T09:47:51+00:00',2,'{"language": "en", "names": {"daejeon": 1, "osaka": 1, "ulsan": 1, "softbank": 1, "sk": 1, "jeju island": 1}, "figures": {}, "words": {"data": 3, "outage": 2, "safe": 1, "rule": 3, "protection": 2, "cover": 2, "fire": 2, "align": 3, "builder": 2, "backup": 2, "meant": 2, "battery": 2, "science": 2, "safety": 3, "design": 2, "center": 3, "senior": 2}, "days": ["2026-07-02"], "tags": [], "notions": {"data center": 3, "fire": 2, "battery": 2, "blackout": 2}, "nouns": {}, "spelling": {"softbank": "SoftBank Corp", "sk": "SK Group"}}','[833771778, 877107618, 269439494, 137944095, 302305464, 305883507, 358763227, 184210634, 29136790, 607609651, 586161128, 721743155, 377394472, 294333689, 120657388, 827047144, 694582769, 126435456, 61533029, 614226343, 166352043, 6340800, 168128472, 877275140, 346562086, 1103173770, 1094592351, 512420737, 370366715, 23110551, 248291814, 126995802, 258559574, 601826415, 30635289, 438207050, 1033494786, 365226808, 236153653, 134048563, 961033920, 10760761, 186719250, 142069464, 574402875, 48329129, 1005120659, 407238258, 548521958, 25142561, 1238853938, 88669393, 95930355, 801776539, 12510200, 186181376, 400808411, 697209383, 183565014, 159117627, 902944307, 248228717, 300772922, 7073300]');
INSERT INTO "traits" VALUES('69904530570022db','2026-07-03T00:12:05+00:00',2,'{"language": "en", "names": {"samsung c&t": 3, "samsung heavy industries": 2, "openai": 2, "samsung heavy": 2, "geoje island": 1, "south gyeongsang province": 1, "pyo eun ji": 1, "busan": 1, "softbank": 1}, "figures": {"6400000000 krw": 2, "40 percent": 2, "10000000 W": 1}, "words": {"data": 2, "electricity": 2, "tenth": 2, "carrier": 2, "hall": 3, "fall": 2, "develop": 2, "budget": 2, "live": 2, "server": 3, "insurance": 2, "salt": 2, "center": 2, "draw": 2, "water": 2, "insure": 1, "wave": 2, "float": 3, "land": 2, "ship": 1, "cooling": 2, "steel": 1, "racks": 1, "insurers": 1}, "days": ["2026-07-03"], "tags": [], "notions": {"data center": 2, "budget": 2}, "nouns": {}, "spelling": {"openai": "OpenAI", "pyo eun ji": "Pyo Eun-ji", "softbank": "SoftBank", "6400000000 krw": "6.4 billion won", "40 percent": "40 percent", "10000000 W": "10 megawatts"}}','[98921109, 28972281, 122126520, 489029212, 228434937, 123419043, 293263472, 4940856, 666084981, 13562716, 150419208, 397000538, 1764996051, 23974717, 34907711, 115058932, 316994953, 285497401, 45027980, 47468494, 346152135, 387547556, 329239010, 227472105, 84338198, 179046118, 541937318, 366901093, 182555716, 51158424, 28979913, 60278203, 191659349, 70566568, 30475897, 50531007, 33934446, 1044674570, 108387488, 167020391, 76317711, 493953112, 12876660, 26465339, 49665548, 77158809, 231055265, 27800072, 79354226, 77621238, 543387861, 30625687, 89057523, 46827273, 393271077, 91318038, 231339766, 268309146, 516789336, 496020423, 143258841, 376978470, 169223635, 139951664]');
INSERT INTO "traits" VALUES('80e3525cfa7bcdbc','2026-07-07T01:00:12+00:00',2,'{"language": "en", "names": {"openai": 2, "samsung": 2, "pohang": 3, "north gyeongsang province": 2, "sk": 2, "ryu sang min": 1, "korea electric power": 1, "national assembly": 1, "samsung c&t": 1, "samsung sds": 1}, "figures": {"40000000 W": 2, "154": 1, "9.25e+10 krw": 1, "66800000 usd": 1, "900000": 1}, "words": {"data": 3, "grid": 3, "slot": 3, "queue": 2, "substation": 1, "hall": 2, "letter": 2, "intent": 2, "memory": 1, "affiliate": 2, "draw": 2, "sketch": 2, "tail": 2, "electricity": 1}, "days": ["2026-07-07"], "tags": [], "notions": {"data center": 3}, "nouns": {}, "spelling": {"openai": "OpenAI", "sk": "SK Group", "ryu sang min": "Ryu Sang-min", "korea electric power": "Korea Electric Power Corp", "samsung sds": "Samsung SDS", "40000000 W": "40 megawatts", "9.25e+10 krw": "92.5 billion won", "66800000 usd": "$66.8 million", "900000": "900,000"}}','[7020730, 105088751, 31881485, 131169387, 281507697, 987986797, 165689515, 302803066, 92699428, 13304748, 310077341, 12816625, 325755177, 233899546, 10966780, 76879740, 61612954, 57973248, 132257530, 90973878, 49369635, 196481189, 200404243, 566787925, 86605294, 406886121, 910810690, 307915144, 283227571, 100042757, 178564351, 391986306, 104469937, 127209055, 436367350, 280871399, 669376493, 18718100, 8706190, 452985237, 12327440, 11101868, 15016874, 15726376, 82653262, 344731942, 3131577, 14098259, 199502956, 240544014, 183296253, 394398020, 278841869, 94642185, 260354935, 26353097, 36161197, 50715958, 206116240, 913262390, 194123475, 111387862, 198990402, 940616920]');
INSERT INTO "traits" VALUES('e39f8de240dcef35','2025-10-02T02:30:00+00:00',2,'{"language": "en", "names": {"sakai": 2, "japan wire": 2, "naoko kitadai": 2, "softbank": 2, "sharp": 2, "mitsuo arakida": 1, "osaka": 3}, "figures": {"1e+11 jpy": 2, "680000000 usd": 2, "150000000 W": 2, "450000 m2": 1}, "words": {"fill": 2, "machine": 3, "glass": 2, "power": 2, "stand": 2, "intend": 2, "count": 2, "life": 2, "wait": 3, "panel": 3, "intelligence": 2, "screen": 2, "canal": 2, "artificial": 2, "deep": 2, "gett": 2, "overall": 2, "television": 2, "summer": 2, "noodle": 2, "outside": 2, "server": 2, "blue": 2, "quiet": 2, "lunchtime": 2, "data": 1, "town": 3, "pale": 2, "factory": 2, "thirty": 2, "sixty": 1}, "days": [], "tags": ["can-read", "feature", "japan", "spotlight"], "notions": {"factory": 2}, "nouns": {}, "spelling": {"sakai": "SAKAI", "softbank": "SoftBank Corp", "sharp": "Sharp Corp", "1e+11 jpy": "100 billion yen", "680000000 usd": "$680 million", "150000000 W": "150 megawatts", "450000 m2": "450,000 square meters"}}','[64164747, 479172420, 112350114, 173409292, 211897997, 70416717, 164323970, 127080203, 246813537, 707133300, 144524991, 39613275, 68126728, 194019767, 51784615, 192717761, 378857621, 100900419, 245044979, 73254852, 978264019, 42730386, 136477114, 149117364, 117005997, 12497651, 306313974, 309012401, 182610309, 329006183, 28525952, 279624099, 348656757, 24517200, 28292486, 490166528, 98913868, 204468131, 26355170, 281464347, 114192030, 5999909, 182730714, 106310281, 130927945, 178109807, 122514612, 27800072, 42606152, 227651435, 2245512, 4511906, 144165546, 44245607, 27617319, 273187792, 159452393, 275078480, 65067982, 591131606, 332997912, 5872599, 42972440, 1251624162]');
INSERT INTO "traits" VALUES('e8a789a68c4b3dc7','2025-11-05T07:08:00+00:00',2,'{"language": "en", "names": {"sb oai japan": 2, "openai": 3, "softbank": 3, "crystal": 2, "masayoshi son": 1, "cristal": 1, "chatgpt": 1, "minato ward": 1, "kitasenju business lab": 1}, "figures": {"2500000": 1, "412": 1, "18.4 percent": 1, "51.7 percent": 1}, "words": {"concern": 2, "software": 2, "carrier": 2, "intelligence": 2, "directly": 2, "owns": 2, "mobile": 2, "venture": 3}, "days": ["2025-11-05"], "tags": ["artificial intelligence", "japan", "kws"], "notions": {"telecom": 2}, "nouns": {}, "spelling": {"sb oai japan": "SB OAI Japan", "openai": "OpenAI", "softbank": "SoftBank", "chatgpt": "ChatGPT", "2500000": "2.5 million", "18.4 percent": "18.4 percent", "51.7 percent": "51.7 percent"}}','[688725251, 303155664, 116549518, 152721667, 35926537, 407774780, 22468852, 30305003, 119456797, 146892438, 304937746, 6720979, 942715548, 356742304, 274399911, 224068596, 64776324, 202156382, 133849135, 52477592, 289212569, 81549019, 19862627, 102205722, 474403610, 427142966, 173244014, 102917074, 31598079, 57488664, 224400101, 406191783, 271424083, 122108737, 770288368, 233077130, 148158189, 55021831, 70050506, 72749234, 39128956, 91888430, 184114344, 147055991, 123459952, 448972410, 287057562, 194830429, 84916272, 244646604, 273338319, 240548499, 226604619, 47106274, 181718448, 339680286, 320296273, 36593041, 58699749, 172369223, 389183918, 329394573, 203763039, 23128438]');
INSERT INTO "traits" VALUES('f54e687f8621f24a','2025-11-11T10:25:00+00:00',2,'{"language": "en", "names": {"softbank": 3, "nvidia": 3, "t mobile us": 2, "openai": 3, "chatgpt": 1, "abb": 1, "ampere computing": 1, "yoshimitsu goto": 1, "rika tsukuda": 1, "shinonome asset research": 1, "arm": 1}, "figures": {"5830000000 usd": 2, "9170000000 usd": 2, "2.92e+12 jpy": 2, "1.9e+10 usd": 2, "2.25e+10 usd": 1, "4e+10 usd": 1, "5400000000 usd": 1, "6500000000 usd": 1, "1.4e+12 usd": 1, "2e+10 usd": 1, "16.5 percent": 1, "25 percent": 1}, "words": {"dazzl": 2, "attention": 2, "drew": 2, "stake": 3, "unload": 2, "triple": 2, "exist": 2, "rais": 2, "paying": 3, "cashe": 3, "technology": 2, "concentration": 1, "executives": 1}, "days": ["2025-11-11"], "tags": ["corporate earnings", "japan", "kws", "mergers & acquisitions"], "notions": {"net profit": 2, "stake": 3}, "nouns": {}, "spelling": {"softbank": "SoftBank Group Corp", "nvidia": "Nvidia Corp", "t mobile us": "T-Mobile US Inc", "openai": "OpenAI", "chatgpt": "ChatGPT", "abb": "ABB Ltd", "ampere computing": "Ampere Computing LLC", "arm": "Arm Holdings", "5830000000 usd": "$5.83 billion", "9170000000 usd": "$9.17 billion", "2.92e+12 jpy": "2.92 trillion yen", "1.9e+10 usd": "$19 billion", "2.25e+10 usd": "$22.5 billion", "4e+10 usd": "$40 billion", "5400000000 usd": "$5.4 billion", "6500000000 usd": "$6.5 billion", "1.4e+12 usd": "$1.4 trillion", "2e+10 usd": "$20 billion", "16.5 percent": "16.5 percent", "25 percent": "25 percent"}}','[229172414, 59319145, 11251476, 168947126, 77359522, 89865296, 332198769, 63631862, 391360378, 86831008, 107521670, 48870168, 123044698, 54627001, 180915803, 232519384, 16574550, 223353447, 33404296, 9884123, 119127344, 164337529, 111475970, 102576918, 365760085, 151830011, 3085712, 26516175, 340885379, 159773880, 197264626, 339507058, 123273872, 418808883, 43909589, 186590042, 539091901, 295025008, 118562736, 55208463, 80143196, 130434632, 85781053, 3794168, 15328958, 101176326, 293702966, 24559524, 199342431, 101382369, 132502751, 226914848, 222891403, 284233392, 6050361, 89673244, 22842546, 643385841, 114171078, 972422273, 10129895, 62375989, 35220399, 64459950]');
INSERT INTO "traits" VALUES('c561716b9c6619d4','2025-12-05T05:21:07+00:00',2,'{"language": "en", "names": {}, "figures": {"1400": 3}, "words": {"designer": 3, "train": 3, "chip": 3, "arm": 3}, "days": [], "tags": ["kws"], "notions": {"train": 3, "chip": 3}, "nouns": {}, "spelling": {"1400": "1,400"}}','[1788043216, 3298239810, 343119753, 2378473574, 2875169307, 3259559652, 1704820788, 3473609426, 2406565326, 3313435371, 543625954, 2525806733, 1932173698, 1930644588, 3242585560, 3251901054, 3243173103, 3415940843, 3324395572, 3242670578, 1388040914, 148752918, 2468449354, 604657415, 3292736941, 3278861813, 1875974309, 1826965790, 2160943820, 3300669303, 3243823894, 3235590092, 3274400437, 3221329217, 3252520643, 1532549104, 3258777037, 3285708230, 236278821, 2417276575, 3340083013, 3249595752, 3086646165, 667350931, 516100706, 3262130050, 3304645569, 2702303699, 450149536, 3269771789, 3285964862, 3229962113, 1002554628, 3351986949, 3243662595, 982460451, 1281190172, 3286108758, 3422587363, 3425535452, 3229579195, 3160295813, 166293503, 1036244665]');
INSERT INTO "traits" VALUES('6bcb5d76870daacd','2025-12-05T08:40:00+00:00',2,'{"language": "en", "names": {"arm": 3, "softbank": 2, "masayoshi son": 3, "lee jae myung": 3, "kim dae jung": 1, "moon jae in": 1, "openai": 1, "samsung electronics": 1, "sk": 1, "stargate": 1, "oracle": 1, "dram": 1, "bae do hyeon": 1, "hangang institute": 1}, "figures": {"1400": 3, "90 percent": 2, "5e+11 usd": 1, "900000": 1}, "words": {"train": 3, "chip": 3, "semiconductor": 2, "material": 2, "accord": 2, "designer": 3, "supply": 2, "seal": 2, "owns": 2, "teacher": 2, "class": 2, "location": 2, "settl": 2, "design": 2, "senior": 2, "data": 1, "school": 2, "course": 2, "capital": 2, "architect": 2, "memory": 2, "orders": 1}, "days": ["2025-12-05"], "tags": ["japan", "kws", "labor & workforce", "science & technology", "world"], "notions": {"train": 3, "chip": 3, "treaty": 2, "britain": 2, "teacher": 2, "school": 2}, "nouns": {}, "spelling": {"arm": "Arm Holdings", "softbank": "SoftBank Group Corp", "openai": "OpenAI", "samsung electronics": "Samsung Electronics Co", "sk": "SK", "oracle": "Oracle Corp", "dram": "DRAM", "bae do hyeon": "Bae Do-hyeon", "1400": "1,400", "90 percent": "90 percent", "5e+11 usd": "$500 billion", "900000": "900,000"}}','[518681733, 114668989, 211426712, 180461081, 75284216, 32698700, 288763268, 299473523, 261627454, 67068564, 272390079, 256280839, 81801063, 171278613, 6619386, 15144106, 471416803, 412826118, 87532212, 195602713, 83162182, 947620742, 769121026, 39569284, 182004639, 115281255, 14977922, 256963833, 9005333, 91378663, 52573147, 52021491, 60718259, 245629871, 78459773, 87920576, 48618015, 96167821, 12449346, 66110628, 87037617, 116113468, 5787439, 25922695, 80644906, 48184777, 186756009, 131236730, 205135494, 34453144, 112853402, 74672490, 67281350, 286692158, 10885910, 386608909, 154628881, 11259396, 88405539, 66147017, 148238408, 457782222, 245306907, 172257971]');
INSERT INTO "traits" VALUES('e913021e8b53c42f','2026-01-05T08:31:00+00:00',2,'{"language": "en", "names": {"softbank": 3, "digitalbridge": 3, "florida": 2, "vantage": 1, "switch": 1, "databank": 1, "stargate": 1, "son": 1, "ikuo serizawa": 1, "musashino institute": 1, "ampere computing": 1, "abb": 1, "marc ganzi": 1}, "figures": {"4000000000 usd": 3, "16 usd": 2, "15 percent": 2, "1.08e+11 usd": 1, "5375000000 usd": 1}, "words": {"fiber": 2, "tenant": 1, "stood": 2, "debt": 2, "landlord": 2, "checkbook": 2, "permitt": 2, "center": 3, "network": 2, "tower": 2, "digital": 2, "cell": 2, "data": 3, "purchase": 2, "shopp": 3, "regulators": 2}, "days": ["2025-12-29"], "tags": [], "notions": {"data center": 3}, "nouns": {}, "spelling": {"softbank": "SoftBank Group Corp", "digitalbridge": "DigitalBridge Group Inc", "databank": "DataBank", "abb": "ABB", "4000000000 usd": "$4 bil", "16 usd": "$16", "15 percent": "15 percent", "1.08e+11 usd": "$108 billion", "5375000000 usd": "$5.375 billion"}}','[179260391, 44360587, 135521562, 249339716, 208639649, 176415311, 320339323, 148869215, 216317656, 377512531, 1497766393, 28505221, 1188097652, 545909981, 20133047, 250877652, 627259715, 10478165, 217558755, 247771201, 44579693, 354367817, 65981230, 476120661, 4492007, 127031505, 6272055, 26993569, 26261748, 231297619, 251555606, 294010192, 253689519, 88333926, 98047005, 180619034, 115002429, 817943324, 375969251, 435909132, 233180453, 77527790, 78224997, 2043408, 371564962, 105989090, 267116795, 226668243, 57766910, 169313058, 111507913, 289870464, 244515306, 320508198, 487634425, 236785591, 152533312, 50715958, 318727885, 70131998, 302251626, 2465275014, 245209364, 85469572]');
INSERT INTO "traits" VALUES('40fb271a868bff81','2026-01-10T00:12:00+00:00',2,'{"language": "en", "names": {"openai": 3, "softbank": 3, "sb energy": 3, "milam county": 2, "texas": 3, "stargate": 2, "oracle": 2, "ohio": 2, "midwest": 2, "gregor tallis": 1, "brazos point advisors": 1, "houston": 1, "chatgpt": 1, "austin": 1, "dolores whitlam": 1, "rockdale": 1}, "figures": {"1000000000 usd": 3, "500000000 usd": 2, "1200000000 W": 2, "5e+11 usd": 2, "100 km": 1, "4e+10 usd": 1, "11 percent": 1}, "words": {"builder": 2, "power": 2, "draw": 3, "infrastructure": 2, "water": 1, "campu": 2, "solar": 2, "reactor": 2, "park": 2, "data": 3, "pick": 2, "nuclear": 2, "town": 1, "plant": 2, "buying": 1, "questions": 1, "residents": 1, "i''d": 1}, "days": ["2026-01-09"], "tags": [], "notions": {"factory": 2, "solar": 2, "nuclear plant": 2, "data center": 3}, "nouns": {}, "spelling": {"openai": "OpenAI", "softbank": "SoftBank Group Corp", "sb energy": "SB Energy", "oracle": "Oracle Corp", "chatgpt": "ChatGPT", "1000000000 usd": "$1 bil", "500000000 usd": "$500 million", "1200000000 W": "1.2-gigawatt", "5e+11 usd": "$500 billion", "100 km": "100 kilometers", "4e+10 usd": "$40 billion", "11 percent": "11 percent"}}','[12826573, 72477409, 43306536, 118320231, 193490476, 173614972, 247836038, 142467476, 264803242, 307427829, 148858203, 31260903, 2105272, 153978324, 357956097, 195372473, 270557079, 687483615, 263208817, 710210853, 29335021, 139203050, 60059249, 131539279, 187848531, 25598359, 108790218, 208697590, 74884235, 51702965, 35983819, 1023149103, 24622237, 29578873, 81316633, 306969950, 333877202, 92459090, 971785397, 181936724, 414502883, 59924134, 444335824, 73195073, 338773063, 101176326, 231055265, 21234561, 28879275, 55940938, 816977486, 184775629, 292893724, 369628185, 271878497, 93277222, 64378790, 50715958, 414091008, 342627757, 395032235, 190083637, 223163897, 134571890]');
INSERT INTO "traits" VALUES('c4523e8731e3f07c','2025-10-02T12:44:30+00:00',2,'{"language": "en", "names": {"openai": 3, "sk telecom": 3, "sam altman": 2, "lee jae myung": 2, "samsung": 2, "samsung electronics": 2, "stargate": 2, "dram": 2, "amazon web services": 1, "ulsan": 1, "hwang bo mi": 1, "daejeon": 1, "jiri": 1, "pohang": 1}, "figures": {"900000": 2, "100000000 W": 1, "7e+12 krw": 1, "5100000000 usd": 1}, "words": {"data": 3, "wind": 2, "spare": 2, "understand": 2, "twice": 2, "output": 2, "letter": 2, "supply": 2, "hynix": 2, "reckon": 2, "memory": 2, "package": 2, "wafer": 2, "intent": 2, "cooling": 1}, "days": ["2025-10-01"], "tags": ["korea", "openai", "samsung", "sk telecom"], "notions": {"telecom": 3, "data center": 3}, "nouns": {}, "spelling": {"openai": "OpenAI", "sk telecom": "SK Telecom", "lee jae myung": "Lee Jae-myung", "sk": "SK", "dram": "DRAM", "hwang bo mi": "Hwang Bo-mi", "900000": "900,000", "100000000 W": "100 MW", "7e+12 krw": "7 trillion won", "5100000000 usd": "$5.1 billion"}}','[554533698, 121604297, 108119329, 136059245, 263607392, 15725694, 170540401, 156822453, 65256781, 114712847, 195693328, 422500651, 193363167, 252076742, 1210827053, 9177946, 90902436, 18464385, 132257530, 411399409, 97273522, 9567992, 65563028, 612315053, 20277409, 204115517, 116044606, 197897912, 306024752, 100042757, 296881815, 73751565, 123619503, 319261833, 219083952, 316322184, 39950607, 102761968, 133438190, 544716640, 177686620, 77174672, 72115536, 36740281, 812395604, 381529051, 122164407, 45089152, 614909613, 268101489, 288426072, 1106589665, 463211565, 468753189, 274037003, 191197037, 69249611, 50715958, 236454910, 318303225, 483045399, 216013486, 384995379, 194776017]');
INSERT INTO "traits" VALUES('2dcb4e9bcd36c439','2025-11-12T16:30:00+00:00',2,'{"language": "en", "names": {"reader forum": 2, "softbank": 3, "nvidia": 3, "t mobile": 2, "openai": 2, "ampere computing": 2, "stargate": 2, "yoshimitsu goto": 2, "lesson": 2}, "figures": {"32100000": 2, "5830000000 usd": 2, "9170000000 usd": 2, "2.25e+10 usd": 2, "70 percent": 1, "4e+10 usd": 1, "5e+10 usd": 1}, "words": {"length": 2, "edit": 2, "writer": 2, "network": 3, "lightly": 2, "bill": 2, "chip": 2, "style": 2, "finance": 2, "verdict": 2, "capacity": 1, "fund": 2, "knew": 2, "piece": 2, "describ": 2, "sits": 2, "count": 1, "beside": 2, "fiber": 1, "purchase": 2, "liquid": 1, "contribut": 2, "reaction": 2, "wrong": 2, "operators": 1, "boards": 1}, "days": ["2025-11-11"], "tags": ["capex", "nvidia", "openai", "softbank"], "notions": {"chip": 2, "bill": 2, "verdict": 2}, "nouns": {}, "spelling": {"softbank": "SoftBank", "t mobile": "T-Mobile", "openai": "OpenAI", "32100000": "32.1 million", "5830000000 usd": "$5.83 billion", "9170000000 usd": "$9.17 billion", "2.25e+10 usd": "$22.5 billion", "70 percent": "70%", "4e+10 usd": "$40 billion", "5e+10 usd": "$50 billion"}}','[292928433, 102728715, 306602704, 612717055, 805759, 279292194, 33623161, 678988490, 161092149, 82621207, 28423076, 1010208164, 90852154, 6654272, 244735515, 76879740, 594487993, 102799498, 217268918, 281242371, 77538078, 160983449, 119928555, 362749942, 613031421, 123684830, 9649677, 158895912, 161759222, 166821948, 29422071, 178148679, 22254421, 110284047, 86592278, 112113295, 2157854, 839168775, 212357863, 473183587, 34445319, 305563040, 823458937, 181890482, 199613708, 610056543, 126294443, 72529186, 342828130, 403061581, 248150044, 307434454, 417899014, 144590552, 259228384, 148024688, 651509399, 144289614, 453845823, 301992859, 457016328, 79173175, 202068725, 581917831]');
INSERT INTO "traits" VALUES('7a7700a271318889','2026-09-07T23:30:12+00:00',2,'{"language": "en", "names": {"gwangju": 2, "arm": 3, "gwangju institute": 2, "gist": 3, "pangyo": 2, "gyeonggi": 2, "sejong": 1, "lee jae myung": 1, "softbank": 1, "masayoshi son": 1, "samsung electronics": 1}, "figures": {"6200 m2": 2, "1100000000 krw": 2}, "words": {"campu": 3, "design": 3, "floor": 2, "chip": 2, "train": 2, "fall": 2, "lease": 3, "equipment": 2, "rival": 2, "stand": 2, "designer": 2, "square": 2, "walk": 2, "space": 2, "hurdle": 2, "classe": 2, "laboratory": 2, "rent": 2}, "days": ["2026-09-08"], "tags": ["arm", "gist", "gwangju", "semiconductors"], "notions": {"train": 2, "chip": 2}, "nouns": {}, "spelling": {"gist": "GIST", "softbank": "SoftBank Group", "6200 m2": "6,200 square meters", "1100000000 krw": "1.1 billion won"}}','[1156136172, 114668989, 227450277, 336034891, 273325027, 803076151, 660370224, 1704991419, 238951758, 320935059, 234360647, 445839740, 199596865, 131977555, 299928014, 85931491, 259880977, 55957992, 68653225, 161470315, 105256880, 343815342, 32090912, 329796650, 622402551, 237257592, 3121230, 93866322, 220662825, 216985330, 867584983, 916835240, 216584201, 95835684, 272821616, 439175969, 188387327, 220221276, 823591740, 123739132, 274828265, 146368908, 215904014, 17387575, 824300033, 192938261, 347905215, 230011019, 12922858, 1777749148, 728317927, 503615153, 139777520, 1875111, 81309133, 1107690242, 34835772, 474182548, 88169753, 124177917, 571634220, 1009588165, 384995379, 234772096]');
INSERT INTO "traits" VALUES('7c5af9a0cac96a06','2026-09-11T05:05:19+00:00',2,'{"language": "en", "names": {"samsung sds": 3, "softbank": 3, "busan": 2, "fukuoka": 2, "openai": 2, "chatgpt enterprise": 1, "seo min a": 1, "yeouido": 1}, "figures": {"512": 2, "9000000000 krw": 1, "1.3 percent": 1}, "words": {"lend": 2, "millisecond": 2, "lease": 3, "engineer": 2, "spare": 2, "comput": 3, "undersea": 2, "cable": 2, "swap": 2, "closer": 2, "server": 2, "graphic": 2, "unit": 3, "signal": 2, "strait": 3, "scheduler": 2, "processor": 2, "test": 2, "subsidiary": 2, "trip": 2, "rule": 2, "currency": 2, "equivalent": 2, "engineers": 2, "medical": 1, "prices": 1}, "days": ["2026-09-08", "2026-09-13"], "tags": ["openai", "r&d", "samsung sds", "softbank"], "notions": {"exchange rate": 2}, "nouns": {}, "spelling": {"samsung sds": "Samsung SDS", "softbank": "SoftBank", "openai": "OpenAI", "chatgpt enterprise": "ChatGPT Enterprise", "seo min a": "Seo Min-a", "9000000000 krw": "9 billion won", "1.3 percent": "1.3 percent"}}','[9546076, 862068055, 111791553, 410440190, 34618875, 164689890, 96171376, 62205832, 282736648, 441803586, 26471646, 90161376, 70258868, 112513393, 211724668, 93007186, 350491531, 281370619, 102545787, 353664642, 118377667, 450548745, 476277684, 74559338, 633863539, 46695577, 283771001, 253721390, 66715561, 134197930, 270077277, 94399001, 75144057, 246127419, 200092861, 160449790, 300480083, 39882718, 21214427, 364373126, 208956281, 616789419, 479547252, 45587634, 68141590, 350105974, 1085942111, 292520409, 186566370, 230870373, 13799308, 59208098, 48185036, 93035121, 48347387, 113823727, 52215630, 60133567, 351856658, 99752778, 68086600, 133605740, 249153131, 33672983]');
INSERT INTO "traits" VALUES('48b99d2605b6ec93','2026-09-15T08:20:44+00:00',2,'{"language": "en", "names": {"fukuoka": 2, "openai": 2, "oracle": 2, "softbank": 2, "stargate": 2, "kwak do hyun": 1, "naju": 1, "south jeolla": 1, "korea electric power": 1, "sharp": 1, "sakai": 1, "osaka": 1}, "figures": {"5e+11 usd": 2, "1200000000 W": 2, "2e+14 krw": 1, "1e+11 jpy": 1}, "words": {"campu": 2, "peak": 1, "draw": 2, "count": 2, "switch": 2, "supply": 2, "hurry": 2, "center": 3, "pool": 3, "modern": 2, "sound": 2, "reserve": 1, "electricity": 2, "weigh": 3, "data": 3, "cable": 2, "shortfall": 2, "reactor": 2, "contract": 2, "scale": 2, "explain": 2, "condition": 2, "summer": 1, "hokkaido": 1, "critics": 1}, "days": ["2026-10-06"], "tags": ["ai", "data centers", "electricity", "japan", "korea"], "notions": {"data center": 3, "nuclear plant": 2}, "nouns": {}, "spelling": {"openai": "OpenAI", "oracle": "Oracle Corp", "softbank": "SoftBank", "kwak do hyun": "Kwak Do-hyun", "korea electric power": "Korea Electric Power Corp", "5e+11 usd": "$500 billion", "1200000000 W": "1.2 gigawatts", "2e+14 krw": "200 trillion won", "1e+11 jpy": "100 billion yen"}}','[531138689, 214408305, 662418785, 313086662, 4231953, 108444493, 12257695, 46686683, 18410964, 38001635, 603468751, 744157503, 59535752, 323581186, 106519127, 199601475, 46646715, 147220782, 334577931, 140676355, 72628218, 278150453, 7730556, 68914750, 136346515, 84363217, 229002874, 36218829, 364533764, 4748498, 9145140, 161725264, 17272110, 303914237, 601217246, 226795609, 47124373, 447887796, 287122292, 392052407, 728076294, 67455555, 925415292, 213801921, 34297143, 101176326, 8819097, 27800072, 230444882, 110487647, 6587334, 290616246, 53300305, 406618646, 86125231, 485074672, 941726956, 50715958, 82577501, 8165271, 238261317, 404437641, 1101638, 172910176]');
INSERT INTO "traits" VALUES('a4e55ff616ead905','2026-09-17T00:41:07+00:00',2,'{"language": "en", "names": {"arm": 3, "gwangju": 3, "softbank": 2, "masayoshi son": 2, "lee jae myung": 2, "moon hye jin": 1, "daejeon": 1, "ulsan": 1, "pangyo": 1, "gyeonggi": 1, "samsung electronics": 1, "sk": 1, "dram": 1}, "figures": {"140": 3, "611": 2, "1400": 2, "1800000 krw": 1, "1290 usd": 1, "90 percent": 1}, "words": {"design": 2, "agreement": 2, "chip": 2, "specialist": 2, "school": 3, "lunch": 2, "seat": 3, "visible": 2, "organizer": 2, "train": 2, "class": 2, "fill": 3, "application": 2, "memorandum": 2, "live": 2, "wait": 2, "classes": 1, "tuition": 1}, "days": ["2026-09-16", "2026-09-17"], "tags": ["arm", "chip design", "gwangju", "softbank"], "notions": {"chip": 2, "school": 3, "memorandum": 2}, "nouns": {}, "spelling": {"softbank": "SoftBank Group", "moon hye jin": "Moon Hye-jin", "sk": "SK", "dram": "DRAM", "1400": "1,400", "1800000 krw": "1.8 million won", "1290 usd": "$1,290", "90 percent": "90 percent"}}','[140687571, 121604297, 130578344, 97737394, 131496449, 587443843, 144572433, 31549641, 1253345424, 145892810, 62137532, 823982, 366693, 388055415, 647503923, 299475288, 325924435, 303898589, 110360134, 284904440, 199960138, 53422889, 92066246, 7364828, 110970255, 52528854, 116553414, 733558323, 10025708, 15137018, 336840393, 177168770, 97378794, 297015967, 107362703, 12807571, 197763089, 76701260, 151766324, 156236493, 143966601, 45310789, 131197687, 71076997, 322352521, 475108600, 475961044, 438532, 62099683, 154781814, 19749974, 706184232, 267159610, 96489712, 70696512, 159810020, 98427472, 676604593, 38124355, 84766409, 425733141, 2137432, 67828580, 541539530]');
INSERT INTO "traits" VALUES('2b152dd49ddf0608','2026-07-07T23:41:27+00:00',2,'{"language": "en", "names": {"openai": 2, "samsung": 2, "korea electric power": 1, "samsung sds": 1}, "figures": {"9.25e+10 krw": 2}, "words": {"foundation": 2, "data": 2, "substation": 3, "dispute": 2, "bill": 3, "affiliate": 2, "ending": 2, "pohang": 3, "owner": 3}, "days": ["2026-07-08"], "tags": [], "notions": {"data center": 2, "bill": 3}, "nouns": {}, "spelling": {"openai": "OpenAI", "korea electric power": "Korea Electric Power Corp", "samsung sds": "Samsung SDS", "9.25e+10 krw": "92.5 billion won"}}','[2665571726, 883699543, 390841697, 1955939588, 826474973, 73899497, 205779760, 911191029, 308904737, 26756656, 955913708, 1388051848, 1745258832, 2845843111, 238674590, 165162172, 109803153, 861478795, 877748802, 281242371, 408577889, 319871174, 200404243, 60569976, 122525392, 437965407, 571229732, 1236995478, 192193877, 207398843, 863955028, 1435371392, 203162090, 624146620, 251616130, 90428829, 1718850182, 334794251, 2953136083, 856728756, 696628747, 398259737, 695991372, 184162599, 828929468, 569305928, 386174804, 724451073, 499467252, 608686026, 36580541, 448975954, 1629023089, 68293470, 429763838, 34452, 307027824, 897417168, 2530780276, 71274529, 1257306438, 672845496, 973386088, 376874652]');
INSERT INTO "traits" VALUES('6f58b0a928151334','2026-07-06T06:32:40+00:00',2,'{"language": "en", "names": {"south jeolla province": 2, "sk telecom": 3, "openai": 3, "muan": 2, "haenam": 2}, "figures": {"1 krw": 3, "100000000 W": 1}, "words": {"taxe": 2, "power": 1, "water": 2, "neighbor": 2, "bidder": 2, "size": 2, "answer": 2, "giving": 2, "plot": 2, "peninsula": 2, "court": 3, "throw": 2, "reservoir": 2, "soccer": 2, "land": 3, "waive": 2, "boldest": 2, "road": 2, "data": 2, "buying": 2, "family": 2, "contest": 2, "county": 3, "farmers": 1, "planners": 1}, "days": ["2026-07-04"], "tags": [], "notions": {"telecom": 2, "soccer": 2, "data center": 2}, "nouns": {}, "spelling": {"sk telecom": "SK Telecom", "openai": "OpenAI", "sk": "SK Group", "1 krw": "1 won", "100000000 W": "100 megawatts"}}','[266066703, 211689937, 124566011, 100245040, 251210276, 91843531, 130221815, 504595822, 4510680, 82494614, 10043275, 50689698, 99031225, 11203401, 119348787, 402786387, 1381813, 57947091, 630526808, 15690804, 4045276, 505088382, 453697339, 266851597, 121130911, 302709501, 535704233, 151487469, 513022851, 469134028, 283243879, 208075771, 233389089, 457050580, 42044065, 196287229, 139964925, 168948347, 1137400938, 85955072, 9197023, 348732300, 13207137, 197538846, 47409804, 143175085, 557569070, 27800072, 3729695, 67946106, 6099798, 776924903, 39357545, 161401327, 796827717, 34452, 418345456, 1179040219, 270630562, 130861934, 33232290, 47299315, 195178629, 207739720]');
INSERT INTO "traits" VALUES('4c52590aad8f386c','2025-12-04T07:20:31+00:00',2,'{"language": "en", "names": {"masayoshi son": 3, "softbank": 2, "lee jae myung": 3, "sam altman": 2, "openai": 2, "jensen huang": 2, "nvidia": 2, "kang hoon sik": 2, "kim yong beom": 2, "bae kyung hoon": 2, "kim jung kwan": 2, "stargate": 3, "oracle": 1, "do kyung min": 1, "kim dae jung": 1, "roh moo hyun": 1, "park geun hye": 1}, "figures": {"3e+13 krw": 1, "2.04e+10 usd": 1}, "words": {"steer": 2, "direct": 2, "habit": 2, "power": 1, "himself": 2, "science": 2, "chip": 2, "presidential": 2, "policy": 2, "delegation": 2, "table": 2, "internet": 1, "portfolio": 2, "guest": 2}, "days": ["2025-12-04", "2025-12-05"], "tags": [], "notions": {"chip": 2}, "nouns": {}, "spelling": {"softbank": "SoftBank Group", "openai": "OpenAI", "kang hoon sik": "Kang Hoon-sik", "kim yong beom": "Kim Yong-beom", "bae kyung hoon": "Bae Kyung-hoon", "kim jung kwan": "Kim Jung-kwan", "do kyung min": "Do Kyung-min", "kim dae jung": "Kim Dae-jung", "roh moo hyun": "Roh Moo-hyun", "park geun hye": "Park Geun-hye", "3e+13 krw": "30 trillion won", "2.04e+10 usd": "$20.4 billion"}}','[430708704, 118200886, 71356101, 9624401, 82317984, 26577265, 567208183, 390800019, 473558333, 42209371, 132875238, 44486515, 244173542, 564859512, 322717927, 81743423, 290395060, 184403701, 219451455, 730835199, 73853507, 128267879, 370602438, 1308089487, 472576861, 243520596, 134316272, 141258056, 546490682, 351665413, 481983265, 160853578, 47861832, 41334495, 6570764, 356701053, 70423206, 19853070, 330866426, 125887951, 553714588, 440300607, 31378219, 202055366, 64278918, 28297817, 542015389, 204744403, 89874888, 41432267, 46986293, 401557056, 310279328, 186383291, 28699574, 248947010, 600908866, 50715958, 33286987, 93362368, 136953202, 186093403, 22057041, 420065992]');
INSERT INTO "traits" VALUES('dd27e6fdd238d41b','2026-05-21T05:06:33+00:00',2,'{"language": "en", "names": {"openai": 2, "stargate": 2, "korea hyperscale forum": 2, "texas": 2, "noh gyeong su": 1, "yeouido": 1, "sk telecom": 1, "south jeolla province": 1, "samsung": 1, "pohang": 1, "softbank": 1, "masayoshi son": 1, "lee jae myung": 1}, "figures": {}, "words": {"permit": 3, "capital": 2, "file": 2, "water": 1, "speak": 2, "builder": 3, "cloud": 3, "data": 2, "wait": 2}, "days": ["2026-05-21"], "tags": [], "notions": {"data center": 2}, "nouns": {}, "spelling": {"openai": "OpenAI", "noh gyeong su": "Noh Gyeong-su", "sk telecom": "SK Telecom", "softbank": "SoftBank Group"}}','[7020730, 225842874, 284811835, 103411339, 213563074, 60521916, 95297206, 324207198, 130585847, 404670795, 842592625, 448589067, 19065548, 86045031, 75637998, 19826905, 10039077, 21163421, 681362924, 491732597, 4045276, 251036822, 421876947, 234212110, 60863986, 8291180, 542550921, 40096747, 2668556, 58498701, 202218683, 682613959, 792899191, 532510086, 518371186, 1214241772, 139964925, 18718100, 93493925, 8830149, 268857887, 56313368, 496089810, 670156033, 135962029, 4077998, 126532049, 639882254, 110264076, 389856451, 42642065, 546028597, 464705953, 99065577, 274037003, 183324797, 383064954, 284264133, 1150209502, 196493729, 637530290, 24163061, 58982153, 52031246]');
INSERT INTO "traits" VALUES('102a4fd1b15f3c10','2026-01-06T16:45:10+00:00',2,'{"language": "en", "names": {"stargate": 3, "abilene": 2, "shackelford county": 2, "openai": 2, "softbank": 2, "tobias wrenfield": 1, "corbel research": 1, "texas": 3}, "figures": {}, "words": {"route": 3, "twice": 2, "data": 2, "center": 2, "carrier": 2, "plow": 2, "hall": 3, "bury": 2, "regional": 2, "fiber": 3}, "days": [], "tags": ["fiber", "openai", "softbank", "stargate"], "notions": {"data center": 2}, "nouns": {}, "spelling": {"openai": "OpenAI", "softbank": "SoftBank"}}','[245839330, 44328010, 3730623, 2935172703, 545685890, 1100978988, 668038568, 589568222, 188438747, 398506944, 642821236, 307678579, 223252998, 443924051, 291300967, 1722340272, 727244784, 25080122, 645997749, 212034045, 285765520, 157663970, 65981230, 131539279, 517570904, 10692386, 329380196, 296264173, 300921113, 39038572, 1398028580, 464201790, 142313613, 690534349, 996459484, 915025781, 361417908, 3971661, 1172227426, 1186035516, 854320223, 488135575, 2046534454, 493287163, 547113598, 2561192792, 191958099, 1149140904, 5370281, 1444239041, 710763548, 1344078235, 303224972, 1284500507, 277718126, 35754738, 384129164, 1322342977, 193685925, 470777948, 1191401633, 80024617, 8683720, 64537656]');
CREATE TABLE versions (
	article_id VARCHAR(16) NOT NULL, 
	version INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	published VARCHAR(40), 
	modified VARCHAR(40), 
	read VARCHAR(40) NOT NULL, 
	PRIMARY KEY (article_id, version), 
	FOREIGN KEY(article_id) REFERENCES articles (id)
);
INSERT INTO "versions" VALUES('6f58b0a928151334',1,'Southwest counties court OpenAI and SK with land for 1 won a year','A county in South Jeolla Province has offered SK Telecom and OpenAI a plot the size of 60 soccer fields for 1 won a year, the boldest bid so far in a contest for a data center that none of the bidders has seen on paper.

Three other counties answered within the week.

Haenam, the county at the tip of the peninsula, would throw in a road and the water rights to a reservoir. Its neighbor Muan would waive local taxes for 15 years.

“We are not giving away land,” a Haenam official said. “We are buying 300 young families.”

Why there is such a fuss is easy to see. SK Group and OpenAI agreed in October 2025 to build in the southwest, and the region makes more solar power than it can send north. On 41 days last year, part of it was switched off.

Not everyone on the spot is pleased. Farmers who lease reclaimed land in the area held a rally on Saturday and asked for a say in the use of the water, which one of their banners called “our only server.”

SK Telecom said it was “grateful for the interest” and would decide by the end of the third quarter. OpenAI did not reply to a request for comment.

Planners warn against a race to the bottom, noting that a data center of 100 megawatts may need fewer than 200 people once it runs.

The land is there. The cable is not: A line that is to carry the power has been delayed three times since 2021.','2026-07-06T15:32:40+09:00',NULL,'2026-11-29T23:02:58+00:00');
CREATE INDEX articles_by_outlet ON articles (outlet, published);
CREATE INDEX articles_by_text ON articles (host, digest);
CREATE INDEX articles_by_story ON articles (story, access);
CREATE INDEX pages_by_article ON pages (article_id);
CREATE INDEX pages_to_read ON pages (outlet, next_read);
CREATE INDEX traits_by_time ON traits (published);
CREATE INDEX joins_to ON joins (to_id);
CREATE INDEX runs_by_spider ON runs (spider, started);
CREATE INDEX links_to ON links (url);
COMMIT;
