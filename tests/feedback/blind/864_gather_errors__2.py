# exercise: gather-errors
# cause: gather has no return_exceptions=True; after the first failure everything is sent a second time, although the letters of the first round went out (or still go on).
# line: 11, 13, 17
import asyncio


async def send_all(send, addresses):
    """Send to all; return receipts and failures, both by address."""
    receipts, failures = {}, {}
    try:
        results = await asyncio.gather(*(send(a) for a in addresses))
        receipts = dict(zip(addresses, results))
    except Exception:
        # at least one failed: find out which
        for a in addresses:
            try:
                receipts[a] = await send(a)
            except Exception as error:
                failures[a] = error
    return receipts, failures


async def postman(address):
    await asyncio.sleep(1)
    if "@" not in address:
        raise ValueError(f"{address} is no address")
    return len(address)


if __name__ == "__main__":
    print(asyncio.run(send_all(postman, ["ada@sea", "nowhere", "bo@sky"])))
