"""What stands between the network and the desk: who may ask, from where, how often."""

from sayso.web.security.binding import check_binding
from sayso.web.security.guard import Guard
from sayso.web.security.shield import protect

__all__ = ["Guard", "check_binding", "protect"]
