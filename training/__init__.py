"""How the learnt weights of sayso are fitted, and how well they do on reports they have not seen.

``python -m training.toponyms`` fits the finder of place names, ``python -m training.places`` the
ranking of the places of one name. Data are arguments; none is part of the package.
"""
