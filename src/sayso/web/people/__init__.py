"""The people of a collection: accounts, sessions, and what each role may do."""

from sayso.web.people.accounts import Accounts, Conflict, check_team
from sayso.web.people.logins import Logins

__all__ = ["Accounts", "Conflict", "Logins", "check_team"]
