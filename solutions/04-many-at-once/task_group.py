import asyncio


async def find_files(look, folder):
    """All files in the folder and below it, as a sorted list."""
    files = []

    async def search(folder):
        for name in await look(folder):
            if name.endswith("/"):
                group.create_task(search(folder + name))
            else:
                files.append(folder + name)

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
