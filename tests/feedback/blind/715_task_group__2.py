# exercise: task-group
# cause: The list is sorted inside the block, before any task of the group has run, so the result is always empty.
# line: 20
import asyncio


async def find_files(look, folder):
    """All files in the folder and below it, as a sorted list."""
    files = []

    async def search(group, path):
        for name in await look(path):
            if name.endswith("/"):
                group.create_task(search(group, path + name))
            else:
                files.append(path + name)

    async with asyncio.TaskGroup() as group:
        group.create_task(search(group, folder))
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
