import asyncio
async def main():
    gate = asyncio.BoundedSemaphore(2)
    async with gate:
        print("in")
    gate.release()
asyncio.run(main())
