def load(path):
    """The prices by name."""
    prices = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip():
                name, price = line.split()
                prices[name] = int(price)
    return prices
