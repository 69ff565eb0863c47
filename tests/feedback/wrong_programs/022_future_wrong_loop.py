# cause: the future belongs to another loop than the one asyncio.run() starts
# line: 8, 12
# shows: raises RuntimeError: ... got Future ... attached to a different loop
# meant: wait for the future made at the top
import asyncio

other = asyncio.new_event_loop()
ready = other.create_future()

async def waiter():
    print("waiting")
    await ready
    print("ready")

async def main():
    asyncio.get_running_loop().call_later(0.1, ready.set_result, True)
    await waiter()

asyncio.run(main())
