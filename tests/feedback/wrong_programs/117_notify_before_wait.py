# cause: the notification comes before anybody waits and is lost; the state is not checked
# line: 18
# shows: prints "bread baked" and hangs for ever
# meant: eat the bread
import asyncio

bread = []

async def baker(cond):
    async with cond:
        bread.append("loaf")
        print("bread baked")
        cond.notify_all()

async def eater(cond):
    await asyncio.sleep(0.1)   # comes late
    async with cond:
        await cond.wait()
        print("eats", bread.pop())

async def main():
    cond = asyncio.Condition()
    await asyncio.gather(baker(cond), eater(cond))

asyncio.run(main())
