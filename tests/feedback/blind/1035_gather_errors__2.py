# exercise: gather-errors
# cause: as_completed gives the outcomes in the order in which they finish, not in that of the addresses, so receipts and failures go to the wrong addresses
# line: 13
import asyncio


async def send_all(send, addresses):
    """Send to all; return receipts and failures, both by address."""
    receipts, failures = {}, {}
    mailbag = list(addresses)
    letters = [asyncio.create_task(send(address)) for address in mailbag]
    # one outcome for each letter
    for address, letter in zip(mailbag, asyncio.as_completed(letters)):
        try:
            receipt = await letter
        except Exception as problem:
            failures[address] = problem
        else:
            receipts[address] = receipt
    return receipts, failures


async def postman(address):
    await asyncio.sleep(1)
    if "@" not in address:
        raise ValueError(f"{address} is no address")
    return len(address)


if __name__ == "__main__":
    print(asyncio.run(send_all(postman, ["ada@sea", "nowhere", "bo@sky"])))
