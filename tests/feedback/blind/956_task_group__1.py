# exercise: task-group
# cause: the sorted list is made inside the block, before its end has waited for the tasks, so files is still empty and an empty list is returned
# line: 20
import asyncio


async def find_files(look, folder):
    """All files in the folder and below it, as a sorted list."""
    files = []

    async def search(path):
        for name in await look(path):
            if name.endswith("/"):
                group.create_task(search(path + name))
            else:
                files.append(path + name)

    async with asyncio.TaskGroup() as group:
        group.create_task(search(folder))
        return sorted(files)


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
