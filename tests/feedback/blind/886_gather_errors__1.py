# exercise: gather-errors
# cause: After the first failure everything is sent once more, though gather had not stopped the others: letters are sent twice.
# line: 11, 13, 14, 16
import asyncio


async def send_all(send, addresses):
    """Send to all; return receipts and failures, both by address."""
    receipts, failures = {}, {}
    try:
        results = await asyncio.gather(*(send(a) for a in addresses))
        receipts = dict(zip(addresses, results))
    except Exception:
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
