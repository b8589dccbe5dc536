# Shared by up, token, import and rebuild: finds the repository and a JDK 25, and runs the launcher.
# shellcheck shell=bash

standalone_dir=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
home_dir=$(cd -- "$standalone_dir/../.." && pwd -P)
java_min=25

fail() {
  printf 'ticketstream: %s\n' "$1" >&2
  exit 1
}

# Prints the major version of a java program, or nothing.
java_major() {
  [ -x "$1" ] || return 0
  "$1" -XshowSettings:properties -version 2>&1 |
    sed -n 's/^ *java\.specification\.version = \([0-9]*\).*/\1/p' | head -n 1
}

is_new_enough() {
  local major
  major=$(java_major "$1")
  [ -n "$major" ] && [ "$major" -ge "$java_min" ]
}

# Where systems keep their JVMs; TICKETSTREAM_JVM_DIR names another place to look, instead of these.
jvm_folders=(
  /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk*
  "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/*
  /Library/Java/JavaVirtualMachines/*/Contents/Home
  "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home
  /opt/homebrew/opt/openjdk* /usr/local/opt/openjdk*
)
[ -z "${TICKETSTREAM_JVM_DIR:-}" ] || jvm_folders=("$TICKETSTREAM_JVM_DIR"/*)

# Sets "java" to a java program that is new enough.
find_java() {
  local candidate
  if [ -n "${JAVA_HOME:-}" ] && is_new_enough "$JAVA_HOME/bin/java"; then
    java=$JAVA_HOME/bin/java
    return
  fi
  candidate=$(command -v java || true)
  if [ -n "$candidate" ] && is_new_enough "$candidate"; then
    java=$candidate
    return
  fi
  for candidate in "${jvm_folders[@]}"; do
    candidate=$candidate/bin/java
    if [ -x "$candidate" ] && is_new_enough "$candidate"; then
      java=$candidate
      return
    fi
  done
  fail "there is no JDK $java_min on this machine: install one (for example Eclipse Temurin $java_min, https://adoptium.net) or set JAVA_HOME"
}

launcher_jar() {
  local jar
  for jar in "$standalone_dir"/target/ticketstream-standalone-*.jar; do
    case $jar in *-tests.jar | *-sources.jar) ;; *) [ -f "$jar" ] && printf '%s\n' "$jar" && return ;; esac
  done
  return 0
}

# Replaces this process by the launcher's. Arguments: JVM flags, then "--", then the command.
run_launcher() {
  local flags=() jar
  while [ "$1" != -- ]; do
    flags+=("$1")
    shift
  done
  shift
  jar=$(launcher_jar)
  [ -n "$jar" ] || fail "the launcher is not built: run deploy/standalone/up once"
  exec "$java" "${flags[@]}" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    "-Dticketstream.home=$home_dir" \
    -cp "$jar:$standalone_dir/target/lib/*" dev.ticketstream.standalone.Standalone "$@"
}
