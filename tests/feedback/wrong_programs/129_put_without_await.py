# cause: q.put() is not awaited, so the queue stays empty
# line: 9
# shows: hangs for ever at get(); nothing but a never awaited warning
# meant: print the order
import asyncio

async def main():
    orders = asyncio.Queue()
    orders.put("pizza")
    print(await orders.get())

asyncio.run(main())
