def longest(words):
    found = []
    for word in words:
        if len(word) > 3:
            found.append(word)
        return found


print(longest(["tea", "cake", "honey"]))
