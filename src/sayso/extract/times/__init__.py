"""When: time expressions, read by a small grammar over classes of words."""

from sayso.extract.times.finder import find_times
from sayso.extract.times.forms import TimeMention

__all__ = ["TimeMention", "find_times"]
