# Calls probes a thousand times, so that a thousand random results are looked for in a text of megabytes.
# against: probes
# ending: returned cpu-limit protocol-violation raised
import asyncio


async def fetch_both(fetch):
    await asyncio.gather(*(fetch("a") for _ in range(1_000)))
    return "x" * (7 << 20)
