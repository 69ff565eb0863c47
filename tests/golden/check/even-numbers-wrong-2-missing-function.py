class Numbers:
    def evens(self, last):
        return list(range(0, last + 1, 2))
