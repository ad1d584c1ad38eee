"""The filter language: which incidents or reports a list, the map, the desk or an export takes."""

from sayso.errors import QueryError
from sayso.query.fields import FIELDS, FilterField
from sayso.query.parsing import parse
from sayso.query.tree import Node, fields_of

__all__ = ["FIELDS", "FilterField", "Node", "QueryError", "fields_of", "parse"]
