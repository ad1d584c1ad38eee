"""The desk in a browser: an HTTP server over :class:`sayso.desk.Desk`, and the compiled client."""
