import asyncio
async def main():
    for n in range(2):
        print("step {n:>3} of 2")
asyncio.run(main())
