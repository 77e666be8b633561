#!/usr/bin/env bash
# A real cluster on this machine, a master and two workers, loses a worker with all it had made, in the midst of the
# map and in the midst of the reduce: the findings must be the same bytes as those of one process.
#
#   tests/spark/lost_worker.sh BINARY REPORTS.jsonl [TIMES]
#
# RECOUNT_SPARK is the path of spark-submit. REPORTS.jsonl is best made by
#   RECOUNT_REPORTS=20000 RECOUNT_CORPUS=$PWD/reports.jsonl cargo test --test stages -- --ignored
set -euo pipefail
binary=$(realpath "$1") reports=$(realpath "$2") times=${3:-1}
submit=${RECOUNT_SPARK:?is the path of spark-submit}
export LC_ALL=C SPARK_LOCAL_IP=127.0.0.1 PATH="$(dirname "$submit"):$PATH"
export SPARK_PUBLIC_DNS=127.0.0.1 PYSPARK_PYTHON="${PYSPARK_PYTHON:-$(dirname "$submit")/python3}"
unset SPARK_REMOTE
class=$(dirname "$submit")/spark-class
desk=$(mktemp -d)
declare -a started=()
stop() {
    for group in "${started[@]}"; do kill -9 -- "-$group" 2>/dev/null || true; done
    rm -rf "$desk"
}
trap stop EXIT

"$binary" check - --isolated --quiet --format jsonl --fail-on never <"$reports" | sort >"$desk/wanted"
"$binary" cluster job -o "$desk/job.py"
printf '%d reports, %d findings\n' "$(wc -l <"$reports")" "$(wc -l <"$desk/wanted")"

start() { # a name, its folder of work, and what runs; in a process group of its own
    local name=$1
    mkdir -p "$desk/$name"
    shift
    SPARK_LOCAL_DIRS="$desk/$name/local" SPARK_WORKER_DIR="$desk/$name/work" \
        setsid "$class" "$@" >"$desk/$name.log" 2>&1 &
    started+=($!)
    disown
}

# A filter that leaves a mark where it starts, and gives us time to see it.
cat >"$desk/marked" <<END
#!/bin/sh
for word; do case \$word in digest | reconcile) echo . >>"$desk/mark.\$word" ;; esac; done
sleep 1
exec "$binary" "\$@"
END
chmod +x "$desk/marked"

once() { # the stage in whose midst a worker is lost
    local stage=$1 port=$((20000 + RANDOM % 20000)) lost
    rm -rf "$desk"/mark.* "$desk/found" "$desk/one" "$desk/two"
    started=()
    start master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" --webui-port 0
    for worker in one two; do
        start $worker org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 1 --memory 1g \
            --webui-port 0 "spark://127.0.0.1:$port"
    done
    setsid "$submit" --master "spark://127.0.0.1:$port" --executor-memory 700m \
        --conf spark.ui.enabled=false --conf spark.driver.host=127.0.0.1 --conf spark.scheduler.minRegisteredResourcesRatio=1 \
        --conf spark.shuffle.io.maxRetries=1 --conf spark.shuffle.io.retryWait=1s \
        "$desk/job.py" "$reports" --output "$desk/found" --recount "$desk/marked" --partitions 8 >"$desk/submit.log" 2>&1 &
    local job=$!
    started+=("$job")
    # of eight tasks the fifth has begun, so that each of the two workers has something to lose
    until [ "$(cat "$desk/mark.$stage" 2>/dev/null | wc -l)" -ge 5 ]; do
        kill -0 $job 2>/dev/null || { tail -30 "$desk/submit.log"; echo "ended before $stage"; exit 1; }
        sleep 0.1
    done
    lost=${started[1]}
    kill -9 -- "-$lost"
    rm -rf "$desk/one"
    wait $job || { grep -v INFO "$desk/submit.log" | tail -40; echo "the job failed: $stage"; exit 1; }
    grep -qi "lost executor" "$desk/submit.log" || { echo "no executor was lost"; exit 1; }
    [ -e "$desk/found/_SUCCESS" ] && cat "$desk"/found/part-* | cmp - "$desk/wanted" || { echo "other findings: $stage"; exit 1; }
    printf 'worker lost in %s: the same findings; %d filters started anew\n' "$stage" \
        "$(($(cat "$desk"/mark.digest "$desk"/mark.reconcile | wc -l) - 16))"
    for group in "${started[@]}"; do kill -9 -- "-$group" 2>/dev/null || true; done
}

for _ in $(seq "$times"); do
    once digest
    once reconcile
done
