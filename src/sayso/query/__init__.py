"""The filter language: which incidents or reports a list, the map, the desk or an export takes."""
