"""What counts as an event: types, triggers, instruments, read from YAML and checked."""

from sayso.extract.codebook.book import Codebook, InstrumentKind, Trigger, load_codebook

__all__ = ["Codebook", "InstrumentKind", "Trigger", "load_codebook"]
