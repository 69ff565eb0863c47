# exercise: gather-errors
# cause: the truth of the outcome decides instead of its class: a receipt of 0 counts as nothing and exceptions are true
# line: 16
import asyncio


async def send_all(send, addresses):
    """Send to all; return receipts and failures, both by address."""
    receipts, failures = {}, {}
    outcomes = await asyncio.gather(
        *[send(a) for a in addresses], return_exceptions=True
    )
    for address, outcome in zip(addresses, outcomes):
        if isinstance(outcome, Exception):
            failures[address] = outcome
        elif outcome:
            receipts[address] = outcome
    return receipts, failures
