# exercise: gather-errors
# cause: The address is looked up with index(), which finds the first equal outcome, so addresses with equal receipts get mixed up and some are lost.
# line: 13, 14
import asyncio


async def send_all(send, addresses):
    """Send to all; return receipts and failures, both by address."""
    receipts, failures = {}, {}
    outcomes = await asyncio.gather(
        *(send(address) for address in addresses), return_exceptions=True
    )
    for outcome in outcomes:
        address = addresses[outcomes.index(outcome)]
        if isinstance(outcome, Exception):
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
