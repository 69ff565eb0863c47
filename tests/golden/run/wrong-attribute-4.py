import asyncio


async def main(loop):
    await loop.sleep(1)


loop = asyncio.new_event_loop()
loop.run_until_complete(main(loop))
loop.close()
