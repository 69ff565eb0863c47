import asyncio
async def main():
    await asyncio.sleep(1)
    raise SystemExit(1)
asyncio.run(main())
