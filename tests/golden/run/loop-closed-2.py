import asyncio
async def main():
    return asyncio.get_running_loop()
loop = asyncio.run(main())
loop.run_until_complete(loop.shutdown_asyncgens())
