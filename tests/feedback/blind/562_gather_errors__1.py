# exercise: gather-errors
# cause: gather raises at the first failure and the others go on, so the second round sends the same letters again
# line: 11, 15, 17
import asyncio


async def send_all(send, addresses):
    """Send to all; return receipts and failures, both by address."""
    receipts, failures = {}, {}
    try:
        answers = await asyncio.gather(*(send(address) for address in addresses))
        receipts = dict(zip(addresses, answers))
    except Exception:
        # somebody failed: find out who
        for address in addresses:
            try:
                receipts[address] = await send(address)
            except Exception as error:
                failures[address] = error
    return receipts, failures


async def postman(address):
    await asyncio.sleep(1)
    if "@" not in address:
        raise ValueError(f"{address} is no address")
    return len(address)


if __name__ == "__main__":
    print(asyncio.run(send_all(postman, ["ada@sea", "nowhere", "bo@sky"])))
