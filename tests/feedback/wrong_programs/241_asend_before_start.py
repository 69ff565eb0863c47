# cause: a value is sent to an asynchronous generator that has not been started
# line: 14
# shows: raises TypeError: can't send non-None value to a just-started async generator
# meant: send 5 and print the doubled value
import asyncio

async def doubler():
    x = yield
    while True:
        x = yield 2 * x

async def main():
    d = doubler()
    print(await d.asend(5))

asyncio.run(main())
