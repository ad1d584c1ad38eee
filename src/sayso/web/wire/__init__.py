"""What goes over the wire between server and client, besides the record's own types."""
