# cause: set_result is called a second time on a future that is already done
# line: 12
# shows: the callback fails with InvalidStateError (logged); prints "answer: first"
# meant: the first answer wins, the second is ignored quietly
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    answer = loop.create_future()

    def reply(text):
        answer.set_result(text)

    loop.call_later(0.1, reply, "first")
    loop.call_later(0.2, reply, "second")
    print("answer:", await answer)
    await asyncio.sleep(0.3)

asyncio.run(main())
