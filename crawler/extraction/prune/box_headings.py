"""What headings, labels and first lines say that stand around an article's text, or over boxes amid it.

Class names change with every redesign; what a box says to its readers hardly does.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.text.unicode import any_of

LONGEST_HEAD = 60
_MARKS = " ▶▷►☞※→>»■□●·-:：[]<|【】◆◇▲△▼○★☆+#&"
# A heading of links to articles that belong to this one. Headings do not end in a full stop.
RELATED_HEAD = any_of(
    r"related(?: (?:articles?|stor(?:y|ies)|news|posts?|coverage|content|links?|topics?|reading|items|to this))?",
    r"(?:관련|연관)\s?(?:기사|뉴스|콘텐츠|글|보도).{0,10}",
    r"see also",
    r"also (?:read|see)",
    r"read (?:also|more|next)",
    r"further reading",
    r"more (?:on|about) [^.]{1,40}",
)
# A heading that says so over links alone; a paragraph of text may begin with it.
_THIS = r"(?:이|본)\s?(?:기사|뉴스|글)(?:와|과)\s?"
RELATED_BOX_HEAD = any_of(
    RELATED_HEAD.pattern,
    r"(?:more|other|our|all|read) related (?:articles?|stor(?:y|ies)|news|posts?|coverage|reading|reports?)",
    r"related (?:reads?|reports?|headlines|features?|pieces)",
    r"(?:articles|stories|news|posts) related to this(?: (?:article|story))?",
    r"related to this (?:article|story|topic|post)",
    r"(?:similar|connected) (?:articles|stories|news|posts)",
    r"read (?:more|also) (?:on|about) [^.]{1,40}",
    r"further coverage|more coverage(?: (?:of|on) [^.]{1,40})?",
    r"more (?:articles|stories|news|headlines) (?:on|about) [^.]{1,40}",
    r"also on this (?:topic|story|subject)",
    rf"(?:{_THIS})?(?:관련|연관)(?:된|\s?있는)?\s?(?:기사|뉴스|콘텐츠|글|보도|소식|읽을거리).{{0,10}}",
    rf"(?:{_THIS})?(?:함께|같이) ?(?:읽|보|볼|알아).{{0,16}}",
    r"이어(?:서)? ?(?:읽기|보기|읽을 (?:기사|글))",
)
# The same where it stands over links; as a link, or beside a heading, it leads to more of another list.
MORE_HEAD = any_of(r"read (?:more|next)", r"더 ?(?:보기|읽기|읽어 ?보기|읽을거리|알아 ?보기)")
# What an offer of such an article begins with.
OFFER = re.compile(
    r"^[\[(▶▷►☞※→\s]*(?:related(?: \w+)?|see also|also (?:read|see)|read (?:also|more|next)|more on this(?: \w+)?"
    r"|(?:관련|연관)(?:된)?\s?(?:기사|뉴스|보도|소식)|(?:함께|같이) ?(?:읽기|보기)|더 ?(?:읽기|보기))\s?[:：|\])▶–-]",
    re.IGNORECASE,
)
# A heading of links to anything else.
OTHER_HEAD = any_of(
    r"more (?:in|from|by) [^.]{1,40}",
    r"more (?:stories|news|headlines)(?: .{0,30}[^.])?",
    r"most (?:popular|read|viewed|shared|commented|discussed|recent)(?: .{0,20}[^.])?",
    r"latest(?: news| stories| posts| articles)?",
    r"popular(?: .{0,20}[^.])?",
    r"trending(?: .{0,20}[^.])?",
    r"recommended(?: .{0,20}[^.])?",
    r"top stories",
    r"you (?:may|might) (?:also )?(?:like|be interested in|enjoy)",
    r"don['’]?t miss",
    r"editors?['’]?s?['’]? (?:picks?|choices?)",
    r"what['’]?s hot",
    r"in case you missed it",
    r"(?:오늘의 )?핫\s?클릭",
    r"많이 본.{0,10}",
    r"(?:인기|추천|최신)\s?(?:기사|뉴스|콘텐츠).{0,6}",
    r"실시간 .{0,20}",
    r".{0,12}[-\s]?주요\s?뉴스",
    r"이 시각.{0,12}",
)
# A heading of a box that wants the reader's address.
SIGN_UP_HEAD = any_of(
    r".{0,30}\bnewsletters?\b.{0,30}",
    # Not to read on: that is a wall.
    r"(?!.*\b(?:read|reading|article|story)\b)sign up(?: (?:for|to)\b.{0,40})?",
    r"(?!.*\b(?:read|reading|article|story)\b)subscribe(?: (?:to|now|today))?\b.{0,40}",
    r"뉴스레터.{0,20}",
    r"\+?\s?구독(?:\s?하기)?(?:\s?[\d,]+)?",
)
# The first line of a box that others have paid for, or that a machine has written.
AD_HEAD = any_of(
    r"(?:- ?)?(?:advertisement|advertorial|sponsored(?: (?:content|post|by .{1,30}))?|promot(?:ed|ion)|광고)(?: ?-)?:?",
    r"a message from .{2,40}|(?:presented|brought to you) by .{2,40}|paid (?:post|content)",
    r"AI ?(?:요약|summary)|(?:기사|3줄|세줄) ?요약",
)
# Where an article may be passed on to, and how.
_NEW_WINDOW = r"opens in (?:a )?new (?:window|tab)|새 ?창(?:에서)?(?: ?열(?:림|기))?"
_SITE = (
    r"x|facebook|twitter|linked ?in|kakao(?: ?talk)?|line|whatsapp|telegram|reddit|pinterest|bluesky|threads|e-?mail"
)
SHARE = any_of(
    rf"(?:(?:share|send|post|tweet)(?: (?:this|on|to|via|by|with|in))* ?)?(?:{_SITE})(?: ?\(?[\d,]+\)?)?",
    r"(?:share|tweet|post|print|copy)(?: (?:this|it|link|url|article|story)){0,2}(?: ?\(?[\d,]+\)?)?|[\d,]+ shares?",
    r"(?:sns ?)?공유(?:하기)?|카카오(?:톡|스토리)?|페이스북|트위터|엑스|네이버(?: ?밴드| ?블로그)?|밴드|라인|이메일",
    r"인쇄(?:하기)?|(?:url|링크|주소) ?복사(?:하기)?|(?:comments?|댓글)\s?\(?[\d,]*\)?",
    r"(?:gift|bookmark|save|listen to|translate|comment on)(?: (?:this|the|article|story|page))*|listen|clap|likes?",
    rf"click to (?:share|e-?mail|print|tweet)\b.{{0,40}}?(?: ?\({_NEW_WINDOW}\))?",
)
# A line that wants the same.
SIGN_UP = any_of(
    r"(?:click here to |please )?(?:sign up|subscribe|register)\b.{0,80}\b(?:newsletters?|inbox)\b.{0,120}",
    r"(?:get|receive)\b.{0,100}\b(?:in|to) your inbox\b.{0,60}",
    r".{0,20}뉴스레터.{0,30}(?:구독|신청)\s?(?:하기|하세요|해\s?(?:주|보)세요|하러 가기).{0,20}",
)
# What stands above the comments of readers, with or without their number.
_NUMBER = r"\s?\(?[\d,]*\)?\s?(?:개|건)?"
COMMENTS_HEAD = any_of(
    r"(?:[\d,]+|no) (?:comments|replies|responses|thoughts)"
    r"(?: (?:to|on|so far|yet)\b(?:[^.]{0,40}|\s?[“\"‘'].{1,200}))?:?",
    r"(?:1|one) (?:comment|reply|response|thought)(?: (?:to|on) [“\"‘'].{1,200})?:?",
    r"(?:what )?(?:our )?readers?['’]?s? (?:are )?(?:say(?:ing)?|write|writing|views|thoughts|letters)",
    rf"(?:comments?|talk ?back){_NUMBER}:?|(?:responses|opinions)\s?\(?\d+\)?",
    rf"(?:your|our|all|readers?['’]?s?) (?:comments?|responses|opinions){_NUMBER}:?",
    rf"(?:letters|views|replies|comments) (?:and|&) (?:letters|opinions|replies|comments|responses){_NUMBER}",
    r"leave a (?:comment|reply)|have your say|tell us what you think",
    r"join the (?:conversation|discussion)",
    r"log ?in (?:or (?:register|sign ?up) )?to (?:comment|leave|post|twitter)\b.{0,60}",
    r"to write comments.{0,80}",
    rf"(?:전체\s?|독자\s?|네티즌\s?|한\s?줄\s?)?댓글{_NUMBER}(?:\s?쓰기)?",
    rf"(?:독자|시청자|네티즌|여러분의?|한\s?줄)\s?(?:의견|한마디|생각|톡톡|게시판){_NUMBER}",
    rf"(?:참여글|토론글){_NUMBER}",
    r"이 (?:기사|글|뉴스)에 (?:대한 |대해 )?(?:의견|생각|댓글)(?!.*다\.?$).{0,20}",
)
# Of those, what asks for comments.
INVITES = any_of(r"leave a|have your|tell us|join|log ?in|to write|이 (?:기사|글|뉴스)에")
# The same above boxes; above a paragraph these are a question of an interview, and what an article tells of.
ASKED_HEAD = any_of(r"what (?:do|did) you think\??|live chat|실시간\s?(?:채팅|톡)")
# Above a box that tells who wrote the text.
ABOUT_AUTHOR = any_of(r"about (?:the )?authors?:?")
# From here on nothing is text: comments, author boxes, tip lines, reaction rows.
END = any_of(
    COMMENTS_HEAD.pattern,
    r"이 기사가 좋으셨다면.{0,10}",
    r"■\s?제보하기(?:\s.{0,200})?",
    ABOUT_AUTHOR.pattern,
    r"standards board policy.{0,20}",
    r"use your facebook account to log ?in.{0,300}",
)


@lru_cache(maxsize=4096)
def heading_kind(text: str) -> str:
    """Returns what a heading says of the links below: `related`, `more` (where alone: related), `other`, or empty."""
    # A site's menus and labels say the same on every page.
    text = text.strip(_MARKS).removesuffix("...").rstrip("…")
    if not text or len(text) > LONGEST_HEAD:
        return ""
    patterns = {"more": MORE_HEAD, "related": RELATED_BOX_HEAD, "other": OTHER_HEAD}
    return next((kind for kind, pattern in patterns.items() if pattern.fullmatch(text)), "")
