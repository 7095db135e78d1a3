#!/usr/bin/env bash
# Run once, when Gradescope builds the image: as root, in the directory of the unpacked zip, with the network.
set -euo pipefail
root=${FIRTH_ROOT:-/autograder}
cd "$root/source"

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -qq --yes --no-install-recommends bubblewrap libseccomp2
# Ubuntu 22.04 has Python 3.11 beside its own 3.10; later ones are new enough by themselves.
apt-get install -qq --yes --no-install-recommends python3.11 python3.11-venv ||
    apt-get install -qq --yes --no-install-recommends python3 python3-venv

for python in python3.11 python3; do
    if command -v "$python" >/dev/null && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        break
    fi
done

# Not in place: the worker's code must be readable by a user who must not read the hidden tests.
"$python" -m venv "$root/venv"
"$root/venv/bin/pip" install --quiet --disable-pip-version-check --no-cache-dir \
    --constraint course/constraints.txt "./course$(cat extras)"
chmod -R go-rwx course

# The reference must get full marks here, or the image is no good. It leaves its examples behind: later grades are faster.
"$root/venv/bin/firth" --course course gradescope test "$root"
