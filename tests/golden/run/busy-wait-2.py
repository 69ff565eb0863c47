import asyncio
async def poll(fut):
    while not fut.done():
        await asyncio.sleep(0)
async def main():
    await poll(asyncio.get_running_loop().create_future())
asyncio.run(main())
