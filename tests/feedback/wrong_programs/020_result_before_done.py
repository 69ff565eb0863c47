# cause: .result() is called right away instead of awaiting the future
# line: 11
# shows: raises InvalidStateError: Result is not set.
# meant: print 42 when it is there
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    number = loop.create_future()
    loop.call_later(0.3, number.set_result, 42)
    print("the number is", number.result())

asyncio.run(main())
