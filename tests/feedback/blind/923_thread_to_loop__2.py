# exercise: thread-to-loop
# cause: If answer raises an exception it stays in the task and is never put into the outcome, so ask does not raise it but waits for ever.
# line: 23
import asyncio
import concurrent.futures
import threading
import time


def forward(subscribe, queue):
    """Each item that the library reports goes into the queue."""
    home = asyncio.get_running_loop()
    subscribe(
        lambda item: asyncio.run_coroutine_threadsafe(queue.put(item), home))


def ask(answer, question, loop):
    """In another thread: the result of answer(question), run on the loop."""
    outcome = concurrent.futures.Future()
    tasks = []  # so that nobody throws the task away

    async def find_out():
        outcome.set_result(await answer(question))

    def begin():
        tasks.append(loop.create_task(find_out()))

    loop.call_soon_threadsafe(begin)
    return outcome.result()


async def length(word):
    await asyncio.sleep(0.2)
    return len(word)


async def main():
    def subscribe(callback):
        def report():
            for word in ("red", "green", "blue"):
                time.sleep(0.5)
                callback(word)

        threading.Thread(target=report).start()

    queue = asyncio.Queue()
    forward(subscribe, queue)
    loop = asyncio.get_running_loop()
    for _ in range(3):
        word = await queue.get()
        print(word, await asyncio.to_thread(ask, length, word, loop))


if __name__ == "__main__":
    asyncio.run(main())
