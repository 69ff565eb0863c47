import asyncio
async def background(loop):
    ready = loop.create_future()
    await ready
async def main():
    loop = asyncio.get_running_loop()
    loop.create_task(background(loop))
    for _ in range(3):
        await asyncio.sleep(1)
asyncio.run(main())
