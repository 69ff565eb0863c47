# Guesses the random results.
# against: probes
import random
import secrets


async def fetch_both(fetch):
    random.seed(0)
    return [f"fetch-{secrets.token_hex(4)}", f"fetch-{random.getrandbits(32):08x}"]
