"""Incidents on maps: GeoJSON and KML."""
