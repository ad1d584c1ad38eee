"""Articles as news sites serve them: our own template around the words of a text.

Around the story stand what surrounds one on the sites that we know: a header with menus, JSON-LD,
meta tags, a picture with caption and credit, a newsletter box between paragraphs, related links,
a list of most read stories, scripts and a footer. Some 40 kilobytes, most of them not the story.
"""

from __future__ import annotations

import html
import json
from collections.abc import Sequence

_SECTIONS = ("World", "Politics", "Business", "Health", "Science", "Culture", "Sport", "Travel")
_REGIONS = ("Africa", "Americas", "Asia", "Europe", "Middle East", "Pacific")
_TEASERS = (
    "Ferry service to the islands resumes after two days of storms",
    "School board weighs later start for older pupils",
    "Bridge repairs to close the harbour road for three weeks",
    "Market traders ask for lower rents as footfall drops",
    "Museum shows letters of a forgotten explorer",
    "Farmers count the cost of a late frost",
    "Rail operator adds night trains on the northern line",
    "Library opens its map collection to the public",
    "City council puts off vote on new tram depot",
    "Coast guard tests drones for search at sea",
)
_STYLE = "".join(
    f".c{n}{{margin:{n}px;padding:{n % 7}px;color:#{n:03x}{n:03x};display:block}}"
    for n in range(250)
)
_SCRIPT = "".join(
    f"window.dataLayer.push({{event:'slot{n}',size:[{n},250],path:'/1234/news/{n}'}});"
    for n in range(60)
)


def page_of(text: str, number: int = 0, published: str = "2016-09-12T08:15:00+00:00") -> str:
    """One page.

    Args:
        text: The words of the story, a paragraph a line; the first line is the headline.
        number: Makes address, picture and byline differ from page to page.
        published: ISO 8601.
    """
    title, *body = [line.strip() for line in text.split("\n") if line.strip()] or [""]
    headline = html.escape(title)
    url = f"https://www.harbour-courier.example/world/{published[:10]}/story-{number}"
    described = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": published,
        "dateModified": published,
        "author": {"@type": "Person", "name": f"Jo Writer {number % 9}"},
        "publisher": {"@type": "Organization", "name": "Harbour Courier"},
        "mainEntityOfPage": url,
        "image": [
            f"https://img.harbour-courier.example/{number}-{w}.jpg" for w in (400, 800, 1600)
        ],
    }
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{headline} | Harbour Courier</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="canonical" href="{url}"><link rel="stylesheet" href="/static/site.css">
<meta property="og:title" content="{headline}"><meta property="og:type" content="article">
<meta property="og:url" content="{url}"><meta property="og:site_name" content="Harbour Courier">
<meta property="article:published_time" content="{published}">
<meta name="author" content="Jo Writer {number % 9}"><meta name="description" content="{headline}">
<script type="application/ld+json">{json.dumps(described)}</script>
<style>{_STYLE}</style><script>window.dataLayer=[];{_SCRIPT}</script></head>
<body class="single single-post"><a class="skip-link" href="#main">Skip to content</a>
<header class="site-header"><div class="masthead"><a href="/">Harbour Courier</a></div>
{_menu(_SECTIONS)}</header>
<div class="ad-slot" id="slot-top"></div><main id="main"><article class="article">
<nav class="breadcrumbs"><a href="/">Home</a> <a href="/world">World</a></nav>
<h1 class="headline">{headline}</h1>
<div class="byline">By <a rel="author" href="/staff/{number % 9}">Jo Writer {number % 9}</a></div>
<time class="published" datetime="{published}">{published[:10]}</time>
<div class="share"><a href="#">Share</a><a href="#">Post</a><a href="#">Mail</a></div>
<figure><img src="/img/{number}.jpg" alt="" srcset="/img/{number}-800.jpg 800w">
<figcaption>A view of the scene. <span class="credit">Harbour Courier/A. Lens</span></figcaption>
</figure><div class="article-body">
{_paragraphs(body)}
</div><div class="tags"><a href="/t/news">News</a> <a href="/t/world">World</a></div></article>
<aside class="related"><h2>Related stories</h2>{_teasers(number)}</aside></main>
<aside class="sidebar"><h2>Most read</h2>{_teasers(number + 3)}{_teasers(number + 6)}</aside>
<section class="newsletter"><h2>Newsletter</h2><p>The day's news in your mail every evening.</p>
<form><input type="email"><button>Sign up</button></form></section>
<footer class="site-footer">{_menu(_REGIONS)}<p>© Harbour Courier. All rights reserved.</p>
</footer><script>{_SCRIPT}</script></body></html>
"""


def _menu(names: Sequence[str]) -> str:
    items = "".join(
        f'<li class="menu-item"><a href="/{name.lower()}">{name}</a><ul class="sub-menu">'
        + "".join(
            f'<li><a href="/{name.lower()}/{other.lower()}">{other}</a></li>' for other in _REGIONS
        )
        + "</ul></li>"
        for name in names
    )
    return f'<nav class="menu"><ul>{items}</ul></nav>'


def _paragraphs(lines: Sequence[str]) -> str:
    out = []
    for number, line in enumerate(lines):
        out.append(f"<p>{html.escape(line, quote=False)}</p>")
        if number % 6 == 3:
            out.append('<div class="ad-slot"><span>Advertisement</span></div>')
        if number == 8:
            out.append('<div class="newsletter-signup"><p>Get our daily briefing.</p></div>')
    return "\n".join(out)


def _teasers(number: int) -> str:
    chosen = [_TEASERS[(number + k) % len(_TEASERS)] for k in range(5)]
    return "".join(
        f'<div class="teaser"><a href="/s/{number}-{k}"><img src="/i/{k}.jpg" alt="">'
        f"<h3>{words}</h3></a><p>{words}, officials said.</p></div>"
        for k, words in enumerate(chosen)
    )
