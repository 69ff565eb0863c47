# A list and a dictionary that hold themselves.
# against: call probes
def nest():
    row, table = [], {}
    row += [row, table] * 10
    table["self"] = row
    return row


def add_up(numbers):
    return nest()


async def fetch_both(fetch):
    return nest()
