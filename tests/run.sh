#!/usr/bin/env bash
# Everything that shows the product works, in one command: bash tests/run.sh
#
#   bash tests/run.sh                    everything, on SQLite and on PostgreSQL: what counts
#   bash tests/run.sh --engine sqlite    arguments go to pytest: a quicker look, same gates
#   bash tests/run.sh tests/scoring -x
#
# Needs Python 3.11 or newer with venv; brings the rest (a virtual environment of its own in
# .venv-test, PostgreSQL as a wheel, chromium, WebKit and node through apt where it may). What it
# cannot bring is a failure that says what to do. PYTHON chooses the interpreter.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

venv=.venv-test
bin=$PWD/$venv/bin
started=$SECONDS
passed=()
failed=()

say() { printf '\n== %s\n' "$*"; }

# Ends the run with words, for what no later step can do without.
stop() {
  printf '\nFAILED before the tests: %s\n' "$*" >&2
  exit 1
}

# Runs one gate, notes how long it took, and goes on, so that one run shows all that is wrong.
gate() {
  local name=$1 began=$SECONDS
  shift
  say "$name"
  if "$@"; then
    passed+=("$name $((SECONDS - began)) s")
  else
    failed+=("$name")
    printf -- '-- %s failed after %s s\n' "$name" "$((SECONDS - began))"
  fi
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo -n "$@"
  else
    return 1
  fi
}

apt_install() {
  command -v apt-get >/dev/null || return 1
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null &&
    as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}

# The newest of what is installed that is new enough.
find_python() {
  local candidate
  for candidate in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  stop "no Python 3.11 or newer. Install one, or name it: PYTHON=/path/to/python bash tests/run.sh"
}

# Installed anew only when what is asked for has changed. Editable, so that the tests, the gates
# and the started servers all look at one tree; tests/packaging looks at the built wheel.
make_environment() {
  local python=$1 stamp
  stamp=$("$python" -V; pwd; cat pyproject.toml)
  if [ -x "$bin/python" ] && [ "$(cat "$venv/stamp" 2>/dev/null)" = "$stamp" ]; then
    return
  fi
  rm -rf "$venv"
  "$python" -m venv "$venv" ||
    stop "python3 -m venv does not work. On Debian or Ubuntu: apt-get install python3-venv"
  "$bin/pip" install --quiet --disable-pip-version-check --editable '.[test]' </dev/null ||
    stop "pip could not install the package; its words are above. It needs the package index."
  printf '%s\n' "$stamp" >"$venv/stamp"
}

node_is_new_enough() {
  command -v node >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)'
}

ensure_node() {
  node_is_new_enough || apt_install nodejs || true
  node_is_new_enough || stop "no node 18 or newer. On Debian or Ubuntu: apt-get install nodejs"
}

browser_starts() { "$bin/python" -m tests.engines.programs; }

ensure_browser() {
  browser_starts 2>/dev/null && return
  # A bare Debian also lacks a library that playwright's driver needs, and any font.
  apt_install chromium libatomic1 fonts-liberation || true
  browser_starts 2>/dev/null && return
  "$bin/playwright" install chromium </dev/null || true
  as_root "$bin/playwright" install-deps chromium </dev/null || true
  browser_starts || stop "no browser that starts; the words above say what to do."
}

# The other engine: phones of one maker know no other. Debian's packages, or nothing.
ensure_webkit() {
  webkit_is_here 2>/dev/null || apt_install webkit2gtk-driver xvfb || true
  webkit_is_here || stop "no WebKit; the words above say what to do."
}

webkit_is_here() { "$bin/python" -m tests.engines.programs webkit; }

# By name, because what `node --test` makes of a folder changes from version to version.
phone_tests() {
  local files
  mapfile -t files < <(find tests/phone_js -name '*.test.*js' | sort)
  [ ${#files[@]} -gt 0 ] || { echo "no tests/phone_js/*.test.js: nothing would be tested"; return 1; }
  node --test --test-reporter=spec "${files[@]}"
}

summary() {
  local tail="in $((SECONDS - started)) s"
  if [ ${#failed[@]} = 0 ]; then
    printf '\nPASSED %s: %s\n' "$tail" "$(printf '%s; ' "${passed[@]}" | sed 's/; $//')"
  else
    printf '\nFAILED %s: %s\n' "$tail" "$(printf '%s; ' "${failed[@]}" | sed 's/; $//')"
    exit 1
  fi
}

say "environment"
python=$(find_python)
make_environment "$python"
ensure_node
ensure_browser
ensure_webkit
passed+=("environment $((SECONDS - started)) s")

export PATH="$bin:$PATH"
gate "catalogues" python -c "from server.translations.build import compile_all; compile_all()"
gate "ruff check" ruff check .
gate "ruff format" ruff format --check .
gate "mypy" mypy
gate "import-linter" lint-imports --no-logo
gate "node --test" phone_tests
# One process for the phones, which take as long as all else, and one for all else (tests/conftest.py);
# `-n 0` runs everything in one, for a debugger.
gate "pytest" python -m pytest -n 2 --dist loadscope --durations=15 "$@"
summary
