"""Newswire formats of the IPTC: ninjs, NewsML-G2 and NITF."""
