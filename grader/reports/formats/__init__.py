"""The forms in which the grades of a course leave it, one module for each; ``forms`` has the table of them."""
