# exercise: thread-to-loop
# cause: asyncio.run starts a new loop in the other thread, so answer does not run on the loop that ask was given
# line: 17
import asyncio
import threading
import time


def forward(subscribe, queue):
    """Each item that the library reports goes into the queue."""
    loop = asyncio.get_running_loop()
    subscribe(lambda item: loop.call_soon_threadsafe(queue.put_nowait, item))


def ask(answer, question, loop):
    """In another thread: the result of answer(question), run on the loop."""
    return asyncio.run(answer(question))


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
