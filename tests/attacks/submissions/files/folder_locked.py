# Takes every right away from its folder, and from one in it, so that nobody can clean up.
import os

os.mkdir("kept")
with open("kept/message", "w") as file:
    file.write("for the next one")
os.chmod("kept", 0)
os.chmod(".", 0)
