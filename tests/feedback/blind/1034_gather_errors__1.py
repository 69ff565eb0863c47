# exercise: gather-errors
# cause: each send is awaited inside the loop before the next one is begun, so the newsletter goes to one address after the other and not to all at the same time
# line: 10, 12
import asyncio


async def send_all(send, addresses):
    """Send to all; return receipts and failures, both by address."""
    receipts, failures = {}, {}
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
