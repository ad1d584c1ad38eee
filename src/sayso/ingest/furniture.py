"""Site furniture that stays in the text: share buttons, subscriptions, links to other stories."""

from __future__ import annotations

import re

# Longer than any appeal or cookie notice that stands in one block.
_LONGEST = 450

# Labels and links. They never end as a sentence does, and running text that begins so does.
_LINKS = (
    r"advertisement|advert|sponsored(?: content)?",
    r"loading\b.{0,20}",
    r"share(?: (?:this|on|via|by)\b.{0,60})?",
    r"tweet|facebook|twitter|whatsapp|telegram|e-?mail|print",
    r"copy link|link copied.{0,20}|log ?in\b.{0,60}",
    r"(?:also )?(?:read|see|watch|listen) (?:more|also|next|now|full story|here|this)\b.{0,160}",
    r"(?:read|watch|listen|more|related|also read|see also|don['’]t miss)\s*[:|»>]\s*.{0,200}",
    r"(?:related|recommended|popular|trending|latest|more|top|most read|most popular)"
    r"(?: (?:stories|articles|news|topics|posts|content|coverage|links|videos|headlines|reads))?",
    r"more (?:on|from|about)\b.{0,80}",
    r"you (?:may|might) (?:also )?(?:like|be interested)\b.{0,60}",
    r"tap (?:here|to)\b.{0,80}|continue reading\b.{0,60}|skip (?:to|past)\b.{0,60}",
    r"(?:story|article) continues (?:below|after)\b.{0,60}",
    r"next article|previous article|back to top|go back",
    r"(?:view |post |leave )?(?:a |\d+ )?comments?(?: \(\d+\))?|accept(?: all)?(?: cookies)?",
    r"(?:tags?|topics?|filed under)\s*:.{0,200}",
    r"\d+ min(?:ute)?s? read|reading time\b.{0,30}",
    r"(?:photo|image) gallery\b.{0,60}|live ?stream",
)
# Appeals to the reader: whole sentences.
_APPEALS = (
    r"subscribe|subscribe (?:to|now|today|here|for)\b.{0,160}",
    r"sign up (?:for|to|now|here)\b.{0,200}",
    r"follow us\b.{0,120}|like us\b.{0,80}|click here\b.{0,120}",
    r"register (?:now|here|for free)\b.{0,60}",
    r"download (?:our|the) (?:\w+ ){0,3}app\b.{0,80}",
    r"get (?:the|our|all)\b.{0,60}\b(?:newsletter|inbox|app|headlines|alerts)\b.{0,100}",
    r"join (?:our|us on)\b.{0,20}\b(?:channel|whatsapp|telegram|community|newsletter|facebook"
    r"|twitter)\b.{0,100}",
    r"(?:please )?enable javascript\b.{0,80}|all rights reserved\b.{0,120}",
    r"we use cookies\b.{0,400}|this (?:web)?site uses cookies\b.{0,400}",
    r"by (?:continuing|using)\b.{0,40}\b(?:site|website)\b.{0,200}",
    r"support (?:our|independent) (?:journalism|reporting|work)\b.{0,160}",
    r"have (?:a|any) (?:tip|story|news tip)\b.{0,200}",
    r"send (?:us your|your) (?:\w+ ){0,3}(?:tips|stories|photos|videos|comments)\b.{0,160}",
)


def _any(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(alternatives)})\W*", re.IGNORECASE | re.DOTALL)


_LINK = _any(_LINKS)
_APPEAL = _any(_APPEALS)


def is_furniture(text: str) -> bool:
    """Whether a block is site furniture rather than a part of the report."""
    stripped = " ".join(text.split()).lstrip("> »*")
    if len(stripped) > _LONGEST:
        return False
    link = stripped[-1:] not in '.”"' and _LINK.fullmatch(stripped)
    return bool(link or _APPEAL.fullmatch(stripped))
