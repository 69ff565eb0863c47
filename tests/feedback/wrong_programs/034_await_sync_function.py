# cause: await is used on a normal function that returns None
# line: 7, 11
# shows: prints "saving x" and then raises TypeError: object NoneType can't be used in 'await' expression
# meant: print "saving x" and "saved"
import asyncio

def save(thing):
    print("saving", thing)

async def main():
    await save("x")
    print("saved")

asyncio.run(main())
