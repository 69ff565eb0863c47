# exercise: eager-tasks
# cause: It asks whether the book was on the shelf before the task began, not whether the task is done, so a book whose fetch did not have to wait is missing from at_once.
# line: 18, 23
import asyncio


async def lookup(shelf, fetch, title):
    """A book from the shelf, or one that has to be fetched."""
    if title not in shelf:
        shelf[title] = await fetch(title)
    return shelf[title]


async def main(shelf, fetch, titles, note):
    """Look up all the books; which were there at once, and what they are."""
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    on_shelf = [title for title in titles if title in shelf]
    tasks = []
    for title in titles:
        note(title)
        tasks.append(asyncio.create_task(lookup(shelf, fetch, title)))
    at_once = on_shelf
    books = [await task for task in tasks]
    return at_once, books


async def fetch_slowly(title):
    await asyncio.sleep(1)
    return title.upper()


if __name__ == "__main__":
    shelf = {"dune": "DUNE"}
    print(asyncio.run(main(shelf, fetch_slowly, ["emma", "dune"], print)))
