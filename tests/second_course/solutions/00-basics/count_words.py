def count(text):
    """How often each word occurs."""
    found = {}
    for word in text.lower().split():
        found[word] = found.get(word, 0) + 1
    return found
