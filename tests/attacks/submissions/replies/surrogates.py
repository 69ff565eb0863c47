# Text that cannot be encoded: lone surrogates, NUL, non-characters.
# against: call probes
EVIL = "\ud800\udc00\ud800 \x00 \uffff \u202e \x1b[31m"


def add_up(numbers):
    return EVIL


async def fetch_both(fetch):
    return {EVIL: [EVIL], b"\xff": EVIL}
