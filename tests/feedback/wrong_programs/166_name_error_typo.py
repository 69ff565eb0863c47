# cause: the name is misspelt: reslut instead of result
# line: 13
# shows: raises NameError: name 'reslut' is not defined
# meant: print result 3
import asyncio

async def work():
    await asyncio.sleep(0.05)
    return 3

async def main():
    result = await work()
    print("result", reslut)

asyncio.run(main())
