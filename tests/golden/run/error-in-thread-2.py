import asyncio
def work():
    d = {}
    return d["x"]
async def main():
    loop = asyncio.get_running_loop()
    loop.run_in_executor(None, work)
    await asyncio.sleep(1)
asyncio.run(main())
