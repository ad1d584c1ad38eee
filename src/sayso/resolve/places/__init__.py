"""Where on earth: which place of the gazetteer a name means, or why none is given."""

from sayso.resolve.places.resolver import resolve_places

__all__ = ["resolve_places"]
