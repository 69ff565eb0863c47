# exercise: gather-errors
# cause: the receipt is tested for truth to see if sending went well, so receipts such as 0 or an empty text are lost
# line: 16
import asyncio


async def send_all(send, addresses):
    """Send to all; return receipts and failures, both by address."""
    receipts, failures = {}, {}
    async def send_one(address):
        receipt = None
        try:
            receipt = await send(address)
        except Exception as error:
            failures[address] = error
        if receipt:
            receipts[address] = receipt

    await asyncio.gather(*(send_one(address) for address in addresses))
    return receipts, failures


async def postman(address):
    await asyncio.sleep(1)
    if "@" not in address:
        raise ValueError(f"{address} is no address")
    return len(address)


if __name__ == "__main__":
    print(asyncio.run(send_all(postman, ["ada@sea", "nowhere", "bo@sky"])))
