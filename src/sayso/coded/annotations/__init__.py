"""Annotations of other tools, read into one form and laid beside the reports of a collection."""

from __future__ import annotations

from sayso.coded.annotations.form import CodedReport, Link, Mark
from sayso.coded.annotations.labels import Labels, read_labels
from sayso.coded.annotations.readers import read_annotations

__all__ = ["CodedReport", "Labels", "Link", "Mark", "read_annotations", "read_labels"]
