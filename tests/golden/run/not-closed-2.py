import asyncio
async def main():
    return 1
loop = asyncio.new_event_loop()
print(loop.run_until_complete(main()))
