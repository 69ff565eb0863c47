# Texts and lists built so that comparing them for a human takes minutes.
# against: call probes
def add_up(numbers):
    return "ab" * 18_500


async def fetch_both(fetch):
    return [[i, str(i)] * 2 for i in range(800)]
