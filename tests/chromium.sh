#!/bin/sh
# The browser tests drive Debian's Chromium. Install it where that is allowed, otherwise say how in one line.
[ -n "$CHROMIUM" ] && exit 0
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null && exit 0
fi
echo "No Chromium found, so the browser tests are skipped: install it with 'sudo apt-get install chromium' or set CHROMIUM=/path/to/it"
