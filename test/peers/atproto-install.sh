#!/bin/sh
# Brings Bluesky's own development network (PLC, PDS, AppView, Ozone) from the npm registry into a cache folder outside the
# project, and builds its one native part against the running Node. Nothing is done where it is already there.
# Needs: npm, make, a C++ compiler, python3 (for node-gyp). About four minutes and 1 GB.
set -eu

DIR=${1:?the cache folder}
DEV_ENV=0.6.7
NODE_VERSION=$(node -p 'process.versions.node')
NODE_ARCH=$(node -p 'process.platform + "-" + process.arch')
DONE="$DIR/installed-$DEV_ENV-$NODE_VERSION"

if [ -e "$DONE" ]; then exit 0; fi
for tool in npm make g++ python3; do
  command -v "$tool" >/dev/null || { echo "$tool is missing" >&2; exit 3; }
done

mkdir -p "$DIR"
cd "$DIR"
printf '{ "name": "scelle-peer-atproto", "private": true, "type": "module" }\n' > package.json
# Install scripts would fetch prebuilt binaries from elsewhere than the registry: none is run, and what needs one is built below.
npm install --ignore-scripts --no-audit --no-fund --no-package-lock --loglevel=error "@atproto/dev-env@$DEV_ENV" node-gyp@12
# The headers of this very Node come inside its npm package.
npm install --ignore-scripts --no-audit --no-fund --no-package-lock --no-save --prefix headers --loglevel=error "node-$NODE_ARCH@$NODE_VERSION"
HEADERS="$DIR/headers/node_modules/node-$NODE_ARCH"
[ -e "$HEADERS/include/node/node.h" ] || { echo "no headers of Node $NODE_VERSION in its package" >&2; exit 3; }

# The environment variable, since a `nodedir` in somebody's npmrc wins over the flag.
GYP="$DIR/node_modules/.bin/node-gyp"
find node_modules -type d -name better-sqlite3 -prune | while read -r place; do
  (cd "$place" && npm_config_nodedir="$HEADERS" "$GYP" rebuild --release >build.log 2>&1) || { tail -5 "$place/build.log" >&2; exit 3; }
done
node -e 'new (require("better-sqlite3"))(":memory:").close()' || { echo "better-sqlite3 was built and does not load" >&2; exit 3; }
: > "$DONE"
