import asyncio
async def remember(key, seen={}):
    seen[key] = True
    await asyncio.sleep(0)
    return len(seen)
async def main():
    print(await remember("a"))
asyncio.run(main())
