# exercise: task-group
# cause: Each sub-folder's task is awaited at once inside the loop, so the folders are searched one after the other and not as soon as their names are known.
# line: 13
import asyncio


async def find_files(look, folder):
    """All files in the folder and below it, as a sorted list."""
    async def search(folder):
        found = []
        for name in await look(folder):
            if name.endswith("/"):
                found += await group.create_task(search(folder + name))
            else:
                found.append(folder + name)
        return found

    async with asyncio.TaskGroup() as group:
        first = group.create_task(search(folder))
    return sorted(first.result())


async def slow_disk(folder):
    folders = {
        "home/": ["notes.txt", "music/", "photos/"],
        "home/music/": ["song.ogg"],
        "home/photos/": ["sea.png", "trips/"],
        "home/photos/trips/": ["alps.png"],
    }
    await asyncio.sleep(1)
    return folders[folder]


if __name__ == "__main__":
    print(asyncio.run(find_files(slow_disk, "home/")))
