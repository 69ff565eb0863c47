#!/bin/sh
# Run once, as root, when Gradescope builds the image of an autograder: installs the grader that lies in this bundle.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ -d "$here/source/wheels" ]; then here="$here/source"; fi

fits() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for name in python3.13 python3.12 python3.11 python3.14 python3; do
        if fits "$name"; then command -v "$name"; return 0; fi
    done
    return 1
}

if ! python=$(find_python); then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update
    apt-get install -y python3.12 python3.12-venv || apt-get install -y python3.11 python3.11-venv
    python=$(find_python) || { echo "Python 3.11 or later is needed, and cannot be installed here." >&2; exit 1; }
fi

"$python" -I -m venv "$here/env"
pip() { "$here/env/bin/python" -I -m pip --disable-pip-version-check --no-input "$@"; }
if grep -q '"offline": true' "$here/bundle.json"; then
    pip install --no-index --find-links "$here/wheels" --requirement "$here/requirements.txt"
else
    pip install --only-binary :all: --requirement "$here/requirements.txt"
fi
# From the file in this bundle, never by its name.
pip install --no-index --no-deps "$here"/wheels/asyncio_grader-*.whl

# What a submission must not read, where it runs as another user.
chmod -R go-rwx "$here/course" "$here/wheels" "$here/bundle.json"
