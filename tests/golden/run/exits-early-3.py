import os
print("bye")
os._exit(2)
