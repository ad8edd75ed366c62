#!/usr/bin/env bash
# Builds everything and runs both test suites; the last line sums them: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "$0")"
if ! ldconfig -p 2>/dev/null | grep -q libgomp.so.1; then
  if [ "${CI:-}" = true ] && [ "$(id -u)" = 0 ]; then
    apt-get update -qq && apt-get install -y -qq libgomp1 || echo "libgomp1 could not be installed: the tests against LightGBM skip."
  else
    echo "libgomp1 is not installed: the tests against LightGBM's library skip (apt-get install libgomp1)."
  fi
fi
dotnet build -c Release --nologo -v quiet LowBit.slnx || { echo "0 passed, 1 failed"; exit 1; }
passed=0 failed=0 skipped=0 code=0
for suite in LowBit.Tests LowBit.Interop.Tests; do
  log=$(mktemp)
  dotnet test -c Release --no-build --project "tests/$suite" "$@" 2>&1 | tee "$log" || code=1
  sum() { sed -n "s/^  $1: *\([0-9][0-9]*\).*/\1/p" "$log" | tail -n 1; }
  ran=$(sum total)
  [ -n "$ran" ] && [ "$ran" -gt 0 ] || { echo "$suite ran no test"; code=1; }
  passed=$((passed + $(sum succeeded || echo 0))) failed=$((failed + $(sum failed || echo 0))) skipped=$((skipped + $(sum skipped || echo 0)))
  rm -f "$log"
done
[ "$code" = 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "$passed passed, $failed failed, $skipped skipped"
exit "$code"
