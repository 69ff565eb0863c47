# exercise: gather-errors
# cause: return_exceptions is missing, so the first exception comes out of gather and the rest is lost
# line: 10
import asyncio


async def send_all(send, addresses):
    """Send to all; return receipts and failures, both by address."""
    receipts, failures = {}, {}
    outcomes = await asyncio.gather(*(send(a) for a in addresses))
    for address, outcome in zip(addresses, outcomes):
        if isinstance(outcome, Exception):
            failures[address] = outcome
        else:
            receipts[address] = outcome
    return receipts, failures
