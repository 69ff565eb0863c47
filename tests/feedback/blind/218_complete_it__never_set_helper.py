# exercise: complete-it
# cause: the helper gets the text but never completes the future
# line: 8
import asyncio


def finish(future, text):
    future = text


async def operation(fut):
    await asyncio.sleep(2)
    finish(fut, "Future Completed")


def result_of(operation):
    loop = asyncio.new_event_loop()
    try:
        fut = loop.create_future()
        job = loop.create_task(operation(fut))
        answer = loop.run_until_complete(fut)
        loop.run_until_complete(job)
        return answer
    finally:
        loop.close()


if __name__ == "__main__":
    print(result_of(operation))
