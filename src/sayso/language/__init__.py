"""The one expensive pass over the text: tokens, sentences, dependency arcs."""
