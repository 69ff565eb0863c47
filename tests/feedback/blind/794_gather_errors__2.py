# exercise: gather-errors
# cause: The outcomes are split into good and bad before they are paired with the addresses, so after a failure they stand under wrong addresses.
# line: 11, 12, 13, 14
import asyncio


async def send_all(send, addresses):
    """Send to all; return receipts and failures, both by address."""
    receipts, failures = {}, {}
    outcomes = await asyncio.gather(*(send(a) for a in addresses), return_exceptions=True)
    good = [o for o in outcomes if not isinstance(o, Exception)]
    bad = [o for o in outcomes if isinstance(o, Exception)]
    receipts = dict(zip(addresses, good))
    failures = dict(zip(addresses, bad))
    return receipts, failures


async def postman(address):
    await asyncio.sleep(1)
    if "@" not in address:
        raise ValueError(f"{address} is no address")
    return len(address)


if __name__ == "__main__":
    print(asyncio.run(send_all(postman, ["ada@sea", "nowhere", "bo@sky"])))
