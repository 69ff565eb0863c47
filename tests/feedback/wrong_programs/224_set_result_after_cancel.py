# cause: wait_for cancels the future on time-out, and the late callback sets its result all the same
# line: 15
# shows: prints "no answer", then the callback fails with InvalidStateError: invalid state (logged)
# meant: ignore an answer that comes too late
import asyncio

class Oracle:
    def ask(self):
        loop = asyncio.get_running_loop()
        self.fut = loop.create_future()
        loop.call_later(0.3, self.answer)
        return self.fut

    def answer(self):
        self.fut.set_result("yes")

async def main():
    oracle = Oracle()
    try:
        print(await asyncio.wait_for(oracle.ask(), 0.1))
    except asyncio.TimeoutError:
        print("no answer")
    await asyncio.sleep(0.4)

asyncio.run(main())
