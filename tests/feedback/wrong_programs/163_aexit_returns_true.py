# cause: __aexit__ returns True and so swallows every exception, also the typing error
# line: 12, 18
# shows: prints only "finished"; the NameError of the misspelt name is hidden
# meant: print the greeting
import asyncio

class Quiet:
    async def __aenter__(self):
        return self

    async def __aexit__(self, et, ev, tb):
        return True

async def main():
    greeting = "hello"
    async with Quiet():
        await asyncio.sleep(0)
        print(greetng)
    print("finished")

asyncio.run(main())
