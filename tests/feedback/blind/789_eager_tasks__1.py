# exercise: eager-tasks
# cause: note is called after create_task, but an eager task has begun its lookup inside create_task already, so the note comes too late.
# line: 19, 20
import asyncio


async def lookup(shelf, fetch, title):
    """A book from the shelf, or one that has to be fetched."""
    if title not in shelf:
        shelf[title] = await fetch(title)
    return shelf[title]


async def main(shelf, fetch, titles, note):
    """Look up all the books; which were there at once, and what they are."""
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    tasks = []
    for title in titles:
        tasks.append(asyncio.create_task(lookup(shelf, fetch, title)))
        note(title)
    at_once = [title for title, task in zip(titles, tasks) if task.done()]
    books = [await task for task in tasks]
    return at_once, books


async def fetch_slowly(title):
    await asyncio.sleep(1)
    return title.upper()


if __name__ == "__main__":
    shelf = {"dune": "DUNE"}
    print(asyncio.run(main(shelf, fetch_slowly, ["emma", "dune"], print)))
