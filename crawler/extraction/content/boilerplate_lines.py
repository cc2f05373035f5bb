"""What stands amid or around an article's text and is none of it, told by its words.

Class names change with every redesign; what a box says to its readers hardly does. Each rule has a name, which is
what `Cut` reports.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC

from crawler.extraction.prune.box_headings import END, RELATED_HEAD, SIGN_UP
from crawler.text.bylines import BYLINE_REST, KOREAN_BYLINE, KOREAN_NAMES, MAIL, agency, is_desk, owner, people
from crawler.text.dates import dates_in, has_time
from crawler.text.news_sentences import is_reported
from crawler.text.unicode import any_of, fold, match_key

_I = re.IGNORECASE

_DATE_LABEL = (
    r"(?:published|posted|written|write|filed|last (?:updated|modified|changed)|updated?|modified"
    r"|기사\s?(?:입력|수정|등록|승인)|최종\s?(?:수정|편집)|입력|수정|등록|승인)(?:일시?|시간)?"
)
_DATE_LINE = any_of(
    rf"[-\s]*{_DATE_LABEL}"
    r"(?: on| at)?\s?[:：]?\s?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*,?\s)?"
    r"(?:\d{4}\s?[-./년]\s?\d{1,2}|[a-z]{3,9}\.?\s?\d{1,2},?\s?\d{4}|\d{1,2}[\s-][a-z]{3,9}\.?,?[\s-]\d{4})"
    r"[^a-z가-힣]{0,30}(?:[ap]\.?m\.?|kst|jst|gmt|utc|[ecmp][sd]?t)?[^a-z가-힣]{0,30}"
    rf"(?:{_DATE_LABEL}.{{0,50}}|[가-힣]{{2,5}}\s?기자)?",
    r"\d+\s?(?:초|분|시간|일) 전(?:\s?(?:업데이트|수정|입력|등록))?",
    r"(?:updated|published|posted) (?:\d+|an?) (?:min(?:ute)?|hour|day)s? ago",
)
# What may stand beside the dates of a line that is nothing else.
_BESIDE_DATES = re.compile(rf"(?:{_DATE_LABEL}|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|[\W_])*", _I)
_DAY = any_of(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*,?\s)?(?:[a-z]{3,9}\.?\s\d{1,2},?\s\d{4}|\d{1,2}\s[a-z]{3,9}\.?,?\s\d{4})",
    r"\d{4}\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2}\s?[.일]?(?:\s?\(?[월화수목금토일](?:요일)?\)?)?",
)
# Who owns a text: names, years and marks, and nothing that makes a sentence of them.
_MARK = r"(?:\(c\)|©|ⓒ)"
_OWNER = r"(?:(?-i:[A-Z0-9(<\[“])[^\s,]*|[가-힣][^\s,]*|by|the|of|and|in|&|[-–—|/·]|all|rights|reserved[.!]?)"
_OWNERS = rf"\s*{_OWNER}(?:[\s,]+{_OWNER}){{0,13}}[\s.,]*"
_RESERVED = r"all rights reserved(?:\s?[.,;:|/·©ⓒ(<\[-].{0,250}| (?-i:[A-Z]).{0,100})?"
_NO_USE = r"(?:no|any|un\w+|for|do not|not to be|(?:re)?(?:production|publication|distribution|use))\b.{0,200}"
_NO_COPIES = r"(?:무단\s?(?:전재|복제|배포|도용)|재배포|전재|AI\s?학습)"
_COPYRIGHT = any_of(
    rf"[\[<(]?\s?(?:copyrights?\s*)?{_MARK}{_OWNERS}(?:[.,]?\s*(?:{_RESERVED}|{_NO_USE}))?[\])>]?",
    rf"copyright\s*(?:{_MARK}|\d{{4}}|by\b){_OWNERS}(?:[.,]?\s*{_RESERVED})?",
    rf"(?:{_MARK}|copyright\b|[^.!?]{{0,60}}{_MARK}).{{0,160}}\ball rights reserved\b.{{0,200}}",
    _RESERVED,
    rf"(?:.{{0,60}}(?:저작권|{_MARK}).{{0,80}})?{_NO_COPIES}.{{0,60}}(?:금지|금합니다|불허|재배포|배포|복제|제공).{{0,100}}",
    r"<?\s?저작권자?\s?[(ⓒ©:].{0,300}",
)
_PHOTO_SOURCE = re.compile(
    r"[\[(<]\s?(?:(?:사진|영상|화면|이미지|(?:인포)?그래픽|일러스트|삽화|자료)\s?(?:출처|제공|자료)?\s?[:=]?"
    r"|(?:photo |image )?source:)"
    r"\s?(?P<credit>[^\])>]{1,60})[\])>]",
    _I,
)
_TRADE = (
    r"(?:story|text|words|development|design|editing|graphics?|photos?|photography|video|illustrations?|production"
    r"|reporting|translation|editors?|producers?)"
)
# Who did what, in Korean: `촬영기자: A, 영상편집: B`. The first are of a broadcast alone, the others stand beside them.
_DID = (
    r"(?:촬영\s?기자|촬영|영상\s?(?:편집|취재|제공|출처)|편집|그래픽|자막|자료\s?(?:조사|제공)|화면\s?(?:제공|출처)|이미지\s?제공"
    r"|사진\s?출처|취재\s?지원|음향|조명|드론|CG|VJ)"
)
_DID_ALSO = r"(?:구성|음성|제보|글|리서처)"
_WHO = r"\s?[:：]\s?[^.:：/,]{1,40}?"
_DESK = any_of(
    rf"[(\[]?(?:기상캐스터\s?[가-힣]{{2,4}}\s?/\s?)?(?:{_DID_ALSO}{_WHO}[\s/,]+)?{_DID}{_WHO}"
    rf"(?:[\s/,]+(?:{_DID}|{_DID_ALSO}){_WHO})*\s?/?\s?[)\]]?",
    rf"[(\[]{_DID_ALSO}{_WHO}[)\]]",
    r"[\[(](?:additional )?(?:reporting|writing|editing) by [^\])]{3,200}[\])]",
    rf"(?:{_TRADE}\s?:\s?[^.:]{{2,40}}[.;|/·\s]+){{1,5}}{_TRADE}\s?:\s?[^.:]{{2,40}}\.?",
)
_CAPTION = any_of(
    r"[▲△].{3,150}(?:제공|사진|캡처|자료|기자)\s?[\])]?\.?",
    r"\((?:undated |supplied |stock )?(?:file )?(?:photo|picture|image)\b[^()]{0,150}\)\.?",
    r"[^.!?]{3,100}\s[/|=]\s?[^.!?]{2,30}\s제공",
)
_SIGN_OFF = any_of(
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}, (?-i:[A-Z]{2,5}) (?:World|Radio|News|TV)"
    r"(?: Radio)?(?: News)?(?:, [A-Z][a-z]+)?\.?",
    r"(?:(?:지금까지\s.{0,40}?|[가-힣]{1,8}에서\s))?(?-i:[A-Z]{2,5})\s?(?:뉴스|NEWS)[,\s]+"
    # `위다솜입니다`, `위다솜 입니다`, and of names that end in a vowel `하은숩니다`.
    r"(?:[가-힣]{2,5}\s?(?:입니다|이었습니다|였습니다)|[가-힣]{2,4}니다)\s?\.?",
)
# What leads to the mail of somebody without a name.
_BY_MAIL = re.compile(
    r"(?:to )?(?:contact|e-?mail|reach(?: out to)?|write to)"
    r"(?: (?:the |our |this )?(?:reporter|author|writer|editor)s?| us)?(?: on this story)?"
    r"(?: at| via| by e-?mail(?: at)?)?"
    r"|(?:the |this )?(?:reporter|author|writer)s? can be (?:reached|contacted) (?:at|via)",
    re.IGNORECASE,
)
_ENGLISH_BYLINE = re.compile(
    rf"(?:(?:written|posted|{_TRADE}) )?by\s+(?P<names>[^.!?]{{3,80}}?)(?:\s?[\[(<].{{0,80}}[\])>])?"
    rf"(?:\s?[·|/,;]\s?{_TRADE}\s?(?:by\b|:).{{2,80}})?",
    _I,
)
_NETWORKS = r"social media|facebook|x|twitter|instagram|linked ?in|threads|tiktok|youtube|telegram|whatsapp|bluesky"
_PODCASTS = r"apple podcasts?|itunes|spotify|rss|youtube(?: music)?|google podcasts?|amazon music|soundcloud|팟빵"
_TOOLS = (
    r"(?:print|translate|save|share|e-?mail|bookmark|listen|gift this article|copy link|comments?|likes?|claps?|tweet"
    r"|facebook|twitter|pdf|font size|인쇄|공유|저장|번역|스크랩|댓글)"
)
_CHROME = any_of(
    r"share(?: this)?(?: article| story)?",
    r"tweet|e-?mail|print|facebook|twitter|linkedin",
    r"copy (?:link|url)|link copied",
    r"advertisement|ads?|anzeige|werbung|광고|sponsored(?: content)?|sponsored\s?:.{0,200}",
    r"(?:story|article) continues (?:below|after)\b.{0,60}",
    r"download (?:the|our) (?:full |free )?(?:report|white ?paper|e-?book|guide|study)\b.{0,120}",
    r"(?:home|홈)(?:\s?[>›»]\s?[^>›».]{1,40})+",
    r"tags?:?",
    r"\+?\s?follow us(?: on .{0,40})?",
    rf"follow [^.]{{2,40}} on (?:{_NETWORKS})(?:,? (?:and |or |& )?(?:{_NETWORKS}))*"
    r"(?:[ :]+@\S+| for [^.]{2,40})?[.!]?",
    r"(?:sponsored|paid|partner|branded) (?:content|post)\s?[|·•:–—-]\s?.{2,80}",
    rf"(?:subscribe|listen|follow(?: us)?)(?: on)?\s?:?\s?(?:(?:{_PODCASTS})[\s|,·•/]*)+"
    r"(?:(?:and |or )?(?:wherever|anywhere) (?:else )?you (?:get|listen to|find) (?:your )?podcasts)?[.!]?",
    # What players say to who has no scripts.
    r"(?:to (?:view|watch|play|hear|listen to) (?:this|the) .{2,20}|this (?:video|player|audio)\b.{0,40})\b"
    r"(?:enable|turn on|requires?|needs?|allow) java ?script\b.{0,120}",
    r"(?:please )?enable java ?script(?: and cookies)?(?: to (?:view|watch|play|listen|continue)\b.{0,40})?[.!]?",
    r"(?:your|this) browser (?:does not|doesn['’]t|cannot) (?:support|play)\b.{0,100}\b(?:video|audio|html5)\b.{0,40}",
    r"java ?script is (?:required|needed|disabled)\b.{0,60}",
    r"the (?:video |audio )?player (?:could|can) ?not be loaded\b.{0,80}",
    r"(?:.{0,20}려면 )?(?:자바\s?스크립트|java ?script)를 (?:켜|사용|활성|허용)"
    r"(?:.{0,60}(?:주세요|주십시오)|야 .{2,80})\.?",
    r"(?:잠시만 기다려 주세요\.? )?(?:동영상|영상|화면)(?:을|를) 불러오는 중입니다[.…]*",
    r".{0,10}브라우저(?:는|가|에서는) .{0,30}(?:동영상|비디오|오디오|html5).{0,20}(?:지원하지|재생할 수).{0,30}",
    r"(?:check out|visit|see|browse) (?:our\b|(?:the )?(?:archives?|(?:web)?site|[\w-]+\.[a-z]{2,4}|(?-i:[A-Z])))"
    r"[^.!?]{0,60} for (?:more|other|all) (?:stories|articles|news|coverage)\b[^.]{0,40}[.!]?",
    r"(?=.*\bour (?:\w+ ){0,3}apps?\b)(?=.*\b(?:download|install|get) (?:it|our|the|now|today)\b).*[.!]",
    r"(?=.{0,80}(?:저희|본지|우리|공식|뉴스|모바일|전용) ?(?:앱|애플리케이션|어플))"
    r"(?=.*(?:내려받|다운로드|설치)\S{0,3} ?(?:하?세요|보세요|하기)).*",
    r"pages?\s?:?(?:\s?\d+)+(?:\s?next(?: page)?)?[\s»›>]*|(?:next|previous) page[\s»›>]*",
    r"(?:동?영상|오디오|음성)\s?(?:재생|듣기|플레이어)",
    r"(?:\[?(?:인쇄|메일(?:로)? 보내기|맨 위로|목록|스크랩|글자 ?크기|프린트|(?:이전|다음) ?기사|top|print|e-?mail)\]?"
    r"[\s|·/]*){2,8}",
    r"subscribe|sign up|recommended",
    r"(?:keep|continue) reading|(?:read|show|see|load) (?:more|the full (?:story|article))",
    r"click here(?: (?:to|for) [^,.]{0,30})?|click to tweet|continue reading below",
    rf"(?:{_TOOLS}\s?[\d,.k]*[\s|·•,/]*){{2,9}}",
    r"be the first to (?:comment|reply|share your thoughts)[.!]?",
    r"(?:please )?(?:log|sign) ?in(?: or (?:register|sign up|join))? to (?:post a |leave a )?(?:comment|reply)[.!]?",
    r"comments? (?:are|is|may be|will be) (?:moderated|closed|reviewed|held)\b.{0,140}",
    r"(?:add|make|choose) us as (?:a|your) preferred source on .{2,30}",
    r"this (?:story|article|page) (?:reads|looks|works) better in (?:our|the) app[.!]?",
    r"open (?:it )?in (?:the |our )?app",
    r"send any friend a story|as a subscriber, you have \d+ gift articles\b.{0,120}|give this article",
    r"(?:like|enjoy) this (?:story|article)\? share it\b.{0,40}|explore further|our standards: .{2,60}\bprinciples\.?",
    r"get in touch with our\b.{0,30}\bby e-?mailing us at \S+@\S+|"
    r"for more stories like this, (?:check|see|visit) our\b.{0,40}",
    r"follow .{2,40} on google news\b.{0,20}\badd us as a preferred source\b.{0,80}|more AP \w[\w ]{1,20}: https?://.{5,100}",
    r"(?:get|download|install) (?:our|the) .{0,20}\bapps?\b.{0,100}",
    r"if you (?:value|like|enjoy|appreciate|trust|care about) (?:our|this|what|good|independent)\b.{0,60}"
    r"\b(?:donat|support|subscrib|contribut)\w*.{0,60}",
    r"(?:got|have|know) (?:a|any|something)\b.{0,20}\b(?:tips?|stor(?:y|ies)|news)\?.{0,100}",
    r"(?:we|this site) may (?:earn|receive|get)\b.{0,40}\bcommissions?\b.{0,100}",
    r"(?:previous|next) (?:article|story|post)\s?:.{0,120}|more\s?:\s[^.!?]{5,140}",
    r"(?:\d{1,3}\s){2,}(?:next|다음)?[\s»›>]*",
    r"\(end\)|\(끝\)|for immediate release|view source version on .{3,120}",
    r"by (?:continuing|using|browsing)\b.{0,60}\byou\b.{0,40}\bcookies?\b.{0,80}",
    r"we use cookies (?:to|on|for|and|in)\b.{0,140}",
    r"(?:enjoying|liked?|loved?) [^.?]{2,60}\? (?:support|subscribe|sign up|become|help)\b.{0,160}",
    r"(?:was this|did someone forward you this) (?:newsletter|e-?mail)\b.{0,80}",
    r"loading(?: \w+)?(?:\.*|…)|play|listen|save|a\+|a-|top|back to top",
    r"(?:(?:좋아요|응원해요|슬퍼요|화나요|놀랐어요|훈훈해요|감동이에요|후속\s?(?:기사|강추)?\s?(?:원해요)?)\s?\d*\s*){1,8}",
    r"읽어주기 기능은 크롬기반의(?: 브라우저에서만 사용하실 수 있습니다\.?)?|브라우저에서만 사용하실 수 있습니다\.?",
    r"더보기|공유하기|기사 본문 영역|상세페이지|자동재생|동영상영역 (?:시작|끝)",
    r"[가-힣]{2,5}\s?기자의 기사 모음",
    r"https?://\S+",
    r"[※■●▷\[(\s]{0,3}(?:여러분의 )?제보(?:하기|를|는|\]|\s?[:：])?.{0,40}(?:카카오톡|\d{2,4}-\d{3,4}|@).{0,60}",
    r"▷.{0,80}(?:카카오톡|전화|이메일|유튜브|네이버).{0,80}",
)
# What asks readers to write, or says by whom or by what a text was translated or checked.
_INVITATION = any_of(
    r"이 기사는 언론사에서 .{1,20} 섹션으로 분류했습니다\.?",
    r"editor['’]?s['’]? note:.{0,600}\b(?:submi\w+|send|write to)\b.{0,150}@\S+",
    r"(?:.{0,100}\b(?:desk|team|editors?|reporters?|newsroom)\b.{0,20}can be reached at"
    r"|have (?:a|any) (?:question|tip|story)s?\b.{0,80}\b(?:write|send|e-?mail)\b) .{0,60}@\S+.{0,80}",
    r"(?:media|press) contacts?\s?:.{0,300}",
    r"by (?:signing up|clicking|submitting|entering|providing|subscribing|checking)\b.{0,80}"
    r"\byou (?:agree|consent|confirm|acknowledge)\b.{2,600}",
    r"this (?:article|story|post|content) (?:was|is) (?:produced|created|published|written|brought to you)\b.{0,20}"
    r"\bin partnership with\b.{2,200}",
    r"this (?:article|story|text) was (?:originally |first )?"
    r"(?:written|translated|checked|edited|produced|generated|proofread)\b"
    r".{0,200}\b(?:AI|artificial intelligence|generative|machine|translat\w+|spelling)\b.{0,300}",
)
_RELATED_LINE = re.compile(rf"(?=.{{1,36}}$)(?:{RELATED_HEAD.pattern})\s?:?", _I)
_OFFER = re.compile(rf"[\[(▶▷►☞※→\s]*(?:{RELATED_HEAD.pattern})\s?[:|\])▶]\s?\S", _I)
# Subjects under which an article is filed, behind its last paragraph.
_FILED = any_of(
    r"(?:filed under|posted in|tagged(?: (?:with|as))?|tags?|topics?|categor(?:y|ies)|태그)\s?:.{1,150}",
    r"(?:#[^\s#]+[\s,]*){1,20}",
)
_SHORT_LINES = (
    ("chrome", _CHROME),
    ("sign-up", SIGN_UP),
    ("date", _DATE_LINE),
    ("desk credit", _DESK),
    ("caption", _CAPTION),
    ("sign-off", _SIGN_OFF),
    ("related heading", _RELATED_LINE),
)
_CREDIT_TAIL = re.compile(r"\s*[\[(]\s?(?P<name>[^\[\]()]{2,40})\s?[\])]\s*$")
_KYODO_TAIL = re.compile(r"\s*==\s?(?P<name>[A-Za-z]{2,20})\s*$")
_OWNER_TAIL = re.compile(r"\s*(?:\(c\)|[©ⓒ])\s?(?P<name>[^.©ⓒ]{2,30})\.?\s*$", _I)
_PHOTO_TAIL = re.compile(rf"(?<=[.다\]\s])\s*{_PHOTO_SOURCE.pattern}\s*$")
_SIGN_OFF_TAIL = re.compile(rf"(?:^|(?<=[.?!”\"\s]))\s*(?:{_SIGN_OFF.pattern})\s*$")
# What magazines put behind the last word.
_END_MARK = re.compile(r"(?<=[.!?다\"”])\s?[■□◆◼▪∎]$")
# A place in a line of its own before the text.
_DATELINE = re.compile(r"[A-Z][A-Z .,'’-]{2,30}(?:\s?[–—-])?")
# Before the first words: `[코리아헤럴드=위다솔 기자]`, `[위다솔·하은채 인턴기자]`, `(서울=연합뉴스) 위다솔 기자 =`
_OPEN, _CLOSE, _PLACE_IS = r"[\[(【]\s?", r"\s?[\])】]\s*", r"[가-힣·]{2,10}\s?=\s?"
_LEAD_BYLINE = re.compile(
    rf"(?:{_OPEN}(?:[^\]()】=]{{2,20}}(?:\([^)]{{1,10}}\))?\s?=\s?)?(?P<names>{KOREAN_NAMES}){_CLOSE}=?"
    rf"|(?:{_OPEN}{_PLACE_IS}(?P<wire>[^\]()】=]{{2,12}}){_CLOSE})?(?:[^\s=]{{2,12}} )?(?P<said>{KOREAN_NAMES})\s?="
    rf"|{_OPEN}{_PLACE_IS}(?P<place>[^\]()】=]{{2,12}}){_CLOSE}=?)\s*(?=\S)"
)
_TITLE = re.compile(r"\s?(?:선임|전문|객원|인턴|수습)?(?:기자|특파원|논설위원|앵커|아나운서|해설위원|PD|리포터)$")
# `목포=위다솔 기자`, `지역부 위다솔 기자`
_PLACE = re.compile(r"^[가-힣]{2,6}(?:\s?=\s?|(?:부|팀|국|센터)\s)(?=[가-힣]{2,5}\s)")
_BLANKS = re.compile(r"[\s\u3000\W_]*")

_HEAD_RULES = {"date", "byline"}
_STOP = re.compile(r"[.!?。…:\]>][\"'”’)]*$")

# Where bylines and credits may stand, counted in paragraphs from either end.
_EDGE_FIRST, _EDGE_KEPT, _EDGE_LAST = 3, 3, 4
_LONG = 160
_SHORTEST_TITLE, _LONGEST_CRUMBS, _LONGEST_DAY, _LONGEST_TAIL = 20, 60, 30, 200
# Of letters, of one paragraph of a run that is printed twice: steps and lines of verse a text may say again.
_LONG_LINE = 60
# A longer run is read in parts; a line that is printed more often is a refrain.
_LONGEST_RUN, _MOST_PLACES = 200, 20


@dataclass(slots=True)
class Lines:
    """Paragraphs of text, and what was found among them that belongs into fields."""

    paragraphs: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    agency: str = ""
    credit: str = ""
    timestamp_line: str = ""
    """A line above the text that is nothing but a day with its time."""
    cut: list[tuple[str, str]] = field(default_factory=list)
    """The removed paragraphs, each behind the name of the rule that removed it."""


def clean_paragraphs(paragraphs: list[str], title: str = "", own: re.Pattern[str] | None = None) -> Lines:
    """Takes out of an article's paragraphs what is no text; runs of them that are printed twice stay once.

    `own` are lines of the outlet's, which go wherever they stand.
    """
    lines = Lines(cut=[("own line", line) for line in paragraphs if own and own.fullmatch(fold(line))])
    paragraphs = [line for line in paragraphs if not (own and own.fullmatch(fold(line)))]
    folded = [fold(line) for line in paragraphs]
    keys = [match_key(line) for line in folded]
    title_key, total, twice = match_key(title), len(paragraphs), _printed_twice(keys)
    for position, raw in enumerate(paragraphs):
        first = position < _EDGE_FIRST or len(lines.paragraphs) < _EDGE_KEPT
        last = position >= total - _EDGE_LAST
        paragraph = _take_tails(lines, raw, first=first, last=last)
        one_line = folded[position] if paragraph == raw else fold(paragraph)
        key = keys[position] if paragraph == raw else match_key(one_line)
        if END.fullmatch(one_line) and lines.paragraphs:
            lines.cut.extend(("end", rest) for rest in paragraphs[position:])
            break
        rule = _rule(one_line, lines, edge=first or last) or (
            "filed" if last and len(one_line) <= _LONG and _FILED.fullmatch(one_line) else ""
        )
        if position == 0 and total > 1 and _DATELINE.fullmatch(one_line):
            rule = rule or "dateline"
        if not rule and not lines.paragraphs and _DAY.fullmatch(one_line) and _is_only_day(paragraphs[position + 1 :]):
            rule = "date"
        if not rule and first and _is_moment(one_line):
            lines.timestamp_line, rule = lines.timestamp_line or one_line, "date"
        rule = rule or ("repeated" if position in twice else "")
        if rule := rule or _title_rule(key, title_key, first=first):
            if (rule == "title" or (first and rule in _HEAD_RULES)) and all(map(_is_label, lines.paragraphs)):
                # What stands above the headline, the day or the name is none of the text.
                lines.cut.extend(("head", label) for label in lines.paragraphs)
                lines.paragraphs = []
            lines.cut.append((rule, one_line))
        else:
            lines.paragraphs.append(paragraph)
    # A one-line breaking stub: its title, or a line above the byline, is all the text there is.
    for stub, most in (("head", _EDGE_KEPT), ("title", 1)):
        if not lines.paragraphs:
            stubs = [text for rule, text in lines.cut if rule == stub]
            lines.paragraphs = [text for text in stubs if stub == "head" or match_key(text) == title_key][:most]
    return lines


def _is_only_day(following: list[str]) -> bool:
    """Tells whether a line that is a day heads the text: no diary, in which each entry has one."""
    return bool(following) and not any(len(line) <= _LONGEST_DAY and _DAY.fullmatch(line) for line in following)


def _title_rule(line: str, title: str, *, first: bool) -> str:
    """Names the rule by which a line is the headline, or the way to the article."""
    return "title" if title and (line == title or (first and _leads_to(title, line))) else ""


def _printed_twice(keys: list[str]) -> set[int]:
    """Returns the places of runs of paragraphs, by their match keys, that the page has printed before.

    A refrain is none: a run holds a long paragraph, and if it is a single one it is the lead or the one right before.
    """
    once, places, twice = list[str](), defaultdict[str, list[int]](list), set[int]()
    numbers = Counter(keys)
    long = [place for place, key in enumerate(keys) if len(key) >= _LONG_LINE and numbers[key] > 1]
    place = 0 if long else len(keys)
    while place < len(keys):
        key, rest = keys[place], keys[place : place + _LONGEST_RUN]
        following = bisect_left(long, place)
        # Where no long paragraph follows soon, as amid thousands of equal words, no run is looked for.
        holds_long = following < len(long) and long[following] < place + _LONGEST_RUN
        known = places[key][:_MOST_PLACES] if holds_long else []
        earlier = (once[each : each + _LONGEST_RUN] for each in known)
        run = max((_common_length(each, rest) for each in earlier), default=0)
        is_run = run > 1 or (run == 1 and key in {once[0], once[-1]})
        if is_run and max(map(len, rest[:run])) >= _LONG_LINE:
            twice.update(range(place, place + run))
            place += run
        else:
            places[key].append(len(once))
            once.append(key)
            place += 1
    return twice


def _common_length(one: list[str], other: list[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (here, there) in pairs if here != there), min(len(one), len(other)))


def _is_moment(line: str) -> bool:
    """Tells whether a line is nothing but dates with their times of day, and labels."""
    dates = list(dates_in(line, UTC)) if len(line) <= _LONG and has_time(line) else []
    for start, end, _ in reversed(dates):
        line = f"{line[:start]} {line[end:]}"
    return bool(dates and _BESIDE_DATES.fullmatch(line))


def _is_label(paragraph: str) -> bool:
    return len(paragraph) <= _LONGEST_CRUMBS and not _STOP.search(paragraph)


def _leads_to(title: str, line: str) -> bool:
    """Tells whether a line is the way to an article, which ends in its headline."""
    return len(title) >= _SHORTEST_TITLE and line.endswith(title) and len(line) - len(title) <= _LONGEST_CRUMBS


def _rule(text: str, lines: Lines, *, edge: bool) -> str:
    """Names the rule by which a paragraph is no text, and notes what it says; empty where it is text."""
    if _BLANKS.fullmatch(text):
        return "blank"
    if found := _PHOTO_SOURCE.fullmatch(text):
        lines.credit = lines.credit or fold(found["credit"])
        return "photo source"
    if _INVITATION.fullmatch(text):
        return "invitation"
    if len(text) > _LONG * 2 or is_reported(text):
        return _byline_rule(text, lines) if edge and is_reported(text) else ""
    if _COPYRIGHT.fullmatch(text):
        lines.agency = lines.agency or owner(text)
        return "copyright"
    return _short_rule(text, lines, edge=edge) if len(text) <= _LONG else ""


def _short_rule(text: str, lines: Lines, *, edge: bool) -> str:
    named = next((name for name, pattern in _SHORT_LINES if pattern.fullmatch(text)), "")
    if named:
        return named
    if _OFFER.match(text):
        return "related"
    return _byline_rule(text, lines) if edge or MAIL.search(text) else ""


def _byline_rule(text: str, lines: Lines) -> str:
    mails = MAIL.findall(text)
    rest = _PLACE.sub("", MAIL.sub(" ", text).strip(" []()<>=,;:/·|"))
    if mails and (not rest or _BY_MAIL.fullmatch(rest.rstrip(" ."))):
        lines.emails.extend(mail for mail in mails if mail not in lines.emails)
        return "mail"
    if wire := agency(text):
        lines.agency = lines.agency or wire
        return "agency"
    found = _ENGLISH_BYLINE.fullmatch(text)
    korean = KOREAN_BYLINE.match(rest)
    names: list[str] = []
    if found and (found["names"][:1].isupper() or text.isupper()):
        # Behind the name may stand the day.
        said = people(BYLINE_REST.split(found["names"])[0])
        names = [name for name in said if " " in name or not name.isascii()]
    elif korean and (mails or KOREAN_BYLINE.fullmatch(rest)):
        names = [match["name"] for match in KOREAN_BYLINE.finditer(rest)]
    elif mails and 2 <= len(rest.split()) <= 4:  # noqa: PLR2004 - a name beside its mail
        names = people(rest)
    if not names and (is_desk(found["names"]) if found and not mails else mails and (found or is_desk(rest))):
        return "byline"
    if not names and not (found and agency(found["names"])):
        return ""
    lines.authors.extend(name for name in names if name not in lines.authors)
    lines.emails.extend(mail for mail in mails if mail not in lines.emails)
    if found and not names:
        lines.agency = lines.agency or agency(found["names"])
    return "byline"


def _reporters(names: str) -> list[str]:
    """Returns the people in `위다솔·하은채 기자`."""
    return [name for name in re.split(r"\s?[·ㆍ,]\s?", _TITLE.sub("", names)) if name]


def _search_tail(tail: re.Pattern[str], paragraph: str) -> re.Match[str] | None:
    """Searches the end of a paragraph alone: from each place of a long one, a pattern may read all that follows."""
    return tail.search(paragraph, max(0, len(paragraph) - _LONGEST_TAIL))


def _take_tails(lines: Lines, paragraph: str, *, first: bool, last: bool) -> str:
    """Cuts the byline that a paragraph of text begins with, and credits and sign-offs that it ends in."""
    if first and (found := _LEAD_BYLINE.match(paragraph)) and (found["place"] is None or agency(found["place"])):
        lines.authors += _reporters(found["names"] or found["said"] or "")
        lines.agency = lines.agency or agency(found["wire"] or found["place"])
        paragraph = paragraph[found.end() :]
    if found := _search_tail(_KYODO_TAIL, paragraph):
        lines.agency = lines.agency or agency(found["name"])
        paragraph = paragraph[: found.start()]
    if last and (found := _search_tail(_OWNER_TAIL, paragraph)) and found.start() and (wire := agency(found["name"])):
        lines.agency = lines.agency or wire
        paragraph = paragraph[: found.start()]
    if found := _search_tail(_PHOTO_TAIL, paragraph):
        lines.credit = lines.credit or fold(found["credit"])
        paragraph = paragraph[: found.start()]
    if (
        last
        and (found := _search_tail(_CREDIT_TAIL, paragraph))
        and paragraph[: found.start()].strip()
        and (wire := agency(found["name"]))
    ):
        lines.agency = lines.agency or wire
        paragraph = paragraph[: found.start()]
    if last and (found := _search_tail(_SIGN_OFF_TAIL, paragraph)) and found.start():
        paragraph = paragraph[: found.start()]
    if last and (found := _search_tail(_END_MARK, paragraph)):
        paragraph = paragraph[: found.start()]
    return paragraph.rstrip()
