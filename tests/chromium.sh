#!/bin/sh
# The browser tests drive a Chromium. Install Debian's where that is allowed, otherwise say how in one line; with it the
# one without windows, which opens pages with a fifth less work.
found() { .venv/bin/python -c 'import sys; from lodestone.exports.chromium import find_chromium as f; sys.exit(not f())'; }
found && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq chromium chromium-headless-shell >/dev/null && exit 0
    apt-get install -y -qq chromium >/dev/null && exit 0
fi
.venv/bin/python -c 'from lodestone.exports.chromium import advice
print(f"No Chromium found, so the browser tests are skipped: {advice()}")'
