# cause: the task is never awaited, so its exception is not seen by the try block
# line: 12
# shows: prints "no problem seen", and "Task exception was never retrieved" is logged with the ZeroDivisionError
# meant: catch the error and print "caught"
import asyncio

async def divide(a, b):
    return a / b

async def main():
    try:
        task = asyncio.create_task(divide(1, 0))
    except ZeroDivisionError:
        print("caught")
    await asyncio.sleep(0.1)
    print("no problem seen")

asyncio.run(main())
