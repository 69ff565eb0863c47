import asyncio

old = asyncio.new_event_loop()
future = old.create_future()
old.close()


async def main():
    await future


asyncio.run(main())
