import asyncio
async def main():
    print("hello")
asyncio.get_event_loop().run_until_complete(main())
