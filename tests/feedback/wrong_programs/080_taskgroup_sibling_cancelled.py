# cause: one failing task makes the group cancel all its siblings; the error should be handled inside the task
# line: 9, 15
# shows: prints "lost: 1 error(s)" and no "page ... saved", as the good pages are cancelled
# meant: save the good pages although one fails
import asyncio

async def crawl(page):
    if page == "bad":
        raise ConnectionError(page)
    await asyncio.sleep(0.1)
    print("page", page, "saved")

async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            for p in ["home", "bad", "news"]:
                tg.create_task(crawl(p))
    except* ConnectionError as eg:
        print("lost:", len(eg.exceptions), "error(s)")

asyncio.run(main())
