"""Invented pages in the styles that are met in the wild. The places are real, the rest is not."""

STORY = (
    "Gunmen attacked a checkpoint near Balad on Sunday, killing three policemen, officials said.",
    "“They came in two cars and opened fire,” said Hamid Example, a shopkeeper who saw it.",
    "No group said that it had carried out the attack, the second there in a week.",
)

LD_GRAPH = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Three policemen killed near Balad | Example Times</title>
<link rel="canonical" href="https://www.example-times.test/balad-attack">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "Example Times"},
 {"@type": ["NewsArticle"], "headline": "Three policemen killed near Balad",
  "datePublished": "2020-05-03T10:15:00+03:00", "dateModified": "2020-05-03T18:40:00+03:00",
  "author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "John Roe"}],
  "publisher": {"@type": "Organization", "name": "Example Times"},}
]}
</script></head><body>
<header><nav><ul><li><a href="/">Home</a></li>
<li><a href="/world">World</a></li></ul></nav></header>
<main><article>
<h1>Three policemen killed near Balad</h1>
<p class="standfirst">The attack was the second in a week.</p>
<div class="byline">By Jane Doe in Baghdad and John Roe</div>
<time class="published" datetime="2020-05-03T10:15:00+03:00">3 May 2020, 10.15 a.m.</time>
<figure><img src="a.jpg" alt=""><figcaption>Soldiers stand guard in Balad on Sunday.
 <span class="credit">Photo: Ali Example/AFP</span></figcaption></figure>
<div class="share-tools"><a href="#">Share on Facebook</a></div>
<p>BALAD, Iraq, May 3 (Example Wire) — {0}</p>
<div class="newsletter-signup"><p>Sign up for our newsletter and get the news first.</p></div>
<p>{1}</p>
<h2>Second attack</h2>
<p>{2}</p>
<p>Read more: Police chief of Samarra resigns</p>
<p>(Reporting by Jane Doe; Editing by Mark Example)</p>
<p class="correction">Correction: An earlier version of this article gave the wrong day.</p>
</article>
<aside><h2>Most read</h2>
<p>Farmers in Tikrit complain of the drought that ruins their land.</p></aside>
</main><footer><p>© 2020 Example Times</p></footer></body></html>""".replace("{0}", STORY[0])
LD_GRAPH = LD_GRAPH.replace("{1}", STORY[1]).replace("{2}", STORY[2])

META_ONLY = f"""<html lang="en"><head><title>Three policemen killed near Balad</title>
<meta property="og:site_name" content="Example Post">
<meta property="og:title" content="Three policemen killed near Balad - Example Post">
<meta property="article:published_time" content="2020-05-03">
<meta name="parsely-pub-date" content="2020-05-03T07:15:00Z">
<meta property="article:modified_time" content="2020-05-04T01:00:00Z">
<meta name="author" content="By Jane Doe">
<meta property="og:url" content="https://example-post.test/a/1"></head>
<body><div class="content"><h1>Three policemen killed near Balad</h1>
<p>{STORY[0]}</p><p>{STORY[1]}</p><p>{STORY[2]} (Example Wire)</p></div></body></html>"""

BARE = f"""<html><body><h1>Three policemen killed near Balad</h1>
<p>By Jane Doe, Associated Press</p>
<p>Published: May 3, 2020 10:15 a.m. GMT</p>
<p>{STORY[0]}</p><p>{STORY[1]}</p><p>{STORY[2]}</p></body></html>"""

WORDPRESS = f"""<!DOCTYPE html><html lang="en-US"><head>
<title>Reprint: who guards the guards? &#8211; Example Watch</title>
<meta property="og:site_name" content="Example Watch">
<meta property="article:published_time" content="2020-05-04T08:00:00+00:00"></head>
<body class="post-template-default single single-post with-sidebar">
<div id="page" class="hfeed site"><article class="post type-post status-publish hentry">
<header class="entry-header"><h1 class="entry-title">Reprint: who guards the guards?</h1>
<div class="entry-meta"><span class="posted-on">Posted on May 4, 2020</span></div></header>
<div class="entry-content">
<p><em>Editor&#8217;s note: The following report was published by Example TV on May 3.</em></p>
<p>BALAD, Iraq &#8212; {STORY[0]}</p>
<div class="wp-caption"><img src="x.jpg">
<p class="wp-caption-text">A burnt car near Balad. (AFP)</p></div>
<p>[Comment: We could not find this shopkeeper. &#8211; Mary Example, editor]</p>
<p>{STORY[1]}</p><p>{STORY[2]}</p>
<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Twitter</a></li></ul></div>
</div></article>
<div id="comments"><ol class="comment-list">
<li><p>Reader: I do not believe one word of this report.</p></li></ol></div>
</div></body></html>"""

AMP = f"""<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8">
<link rel="canonical" href="https://example.test/news/1">
<title>Three policemen killed near Balad</title>
<script type="application/ld+json">{{"@type":"NewsArticle",
"headline":"Three policemen killed near Balad","datePublished":"2020-05-03T07:15:00Z",
"publisher":{{"name":"Example Ledger"}}}}
</script></head><body>
<amp-sidebar><ul><li>Menu</li></ul></amp-sidebar>
<main><h1>Three policemen killed near Balad</h1><amp-img src="x"></amp-img>
<p>{STORY[0]}</p><amp-ad><p>Buy shoes now at half of the price in our shop.</p></amp-ad>
<blockquote><p>{STORY[1]}</p></blockquote><p>{STORY[2]}</p>
<amp-social-share type="twitter">Tweet</amp-social-share></main></body></html>"""

TABLE_LAYOUT = f"""<HTML><HEAD>
<TITLE>Example Courier - Three policemen killed near Balad</TITLE></HEAD>
<BODY><TABLE><TR><TD><A HREF="i.htm">Front page</A><BR><A HREF="l.htm">Letters</A></TD>
<TD><FONT SIZE="5"><H2>Three policemen killed near Balad</H2></FONT>
<I>By Jane Doe</I><BR>Sunday, 3 May 2020<BR><BR>
{STORY[0]}<BR><BR>{STORY[1]}<BR><BR>{STORY[2]}</TD></TR></TABLE>
<CENTER>Best viewed at 800 x 600</CENTER></BODY></HTML>"""

ALL = {
    "json-ld": LD_GRAPH,
    "meta": META_ONLY,
    "bare": BARE,
    "wordpress": WORDPRESS,
    "amp": AMP,
    "table": TABLE_LAYOUT,
}
