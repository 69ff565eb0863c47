# exercise: gather-errors
# cause: only a ValueError (the one that the example's postman raises) counts as a failure, so every other exception object is filed as a receipt.
# line: 15
import asyncio


async def send_all(send, addresses):
    """Send to all; return receipts and failures, both by address."""
    receipts, failures = {}, {}
    outcomes = await asyncio.gather(
        *(send(address) for address in addresses),
        return_exceptions=True,
    )
    for address, outcome in zip(addresses, outcomes):
        if isinstance(outcome, ValueError):
            failures[address] = outcome
        else:
            receipts[address] = outcome
    return receipts, failures


async def postman(address):
    await asyncio.sleep(1)
    if "@" not in address:
        raise ValueError(f"{address} is no address")
    return len(address)


if __name__ == "__main__":
    print(asyncio.run(send_all(postman, ["ada@sea", "nowhere", "bo@sky"])))
