# cause: an asyncio.Lock is used with a plain with
# line: 9
# shows: raises TypeError: 'Lock' object does not support the context manager protocol
# meant: print "inside"
import asyncio

async def main():
    door = asyncio.Lock()
    with door:
        print("inside")

asyncio.run(main())
