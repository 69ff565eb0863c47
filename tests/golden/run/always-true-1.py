name = "Eve"
if name == "Ada" or "Bob":
    print("come in")
