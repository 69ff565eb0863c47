import asyncio
ready = False
door = asyncio.Condition()
async def guest():
    async with door:
        while not ready:
            await door.wait()
    print("in")
async def host():
    global ready
    await asyncio.sleep(1)
    async with door:
        ready = True
async def main():
    await asyncio.gather(guest(), host())
asyncio.run(main())
