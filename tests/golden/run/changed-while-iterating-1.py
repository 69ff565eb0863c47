names = {"a", "b"}
for name in names:
    names.remove(name)
