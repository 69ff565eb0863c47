# exercise: task-group
# cause: each level of folders has a group of its own, and the next level begins only when all folders of this one have been read, so a folder is not looked into as soon as its name is known
# line: 20, 21, 27
import asyncio


def split(path, names):
    """The folders and the files among these names, with their paths."""
    paths = [path + name for name in names]
    below = [one for one in paths if one.endswith("/")]
    return below, [one for one in paths if not one.endswith("/")]


async def find_files(look, folder):
    """All files in the folder and below it, as a sorted list."""
    found = []


    level = [folder]
    while level:
        async with asyncio.TaskGroup() as team:
            visits = [(path, team.create_task(look(path))) for path in level]
        level = []
        # Everybody is back: what have they seen?
        for path, visit in visits:
            below, files = split(path, visit.result())
            level += below
            found += files
    return sorted(found)


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
