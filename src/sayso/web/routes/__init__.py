"""The routes of the API, a module a topic."""
