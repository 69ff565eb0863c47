# exercise: gather-errors
# cause: The receipt is tested for truth, so a receipt such as 0 or an empty text is counted as a failure.
# line: 12
import asyncio


async def send_all(send, addresses):
    """Send to all; return receipts and failures, both by address."""
    receipts, failures = {}, {}
    outcomes = await asyncio.gather(*map(send, addresses), return_exceptions=True)
    for address, outcome in zip(addresses, outcomes):
        if outcome and not isinstance(outcome, BaseException):
            receipts[address] = outcome
        else:
            failures[address] = outcome
    return receipts, failures


async def postman(address):
    await asyncio.sleep(1)
    if "@" not in address:
        raise ValueError(f"{address} is no address")
    return len(address)


if __name__ == "__main__":
    print(asyncio.run(send_all(postman, ["ada@sea", "nowhere", "bo@sky"])))
