#!/usr/bin/env python3
"""The findings of `recount check - --format jsonl`, for reports that no one machine holds: a job of Apache Spark.

    recount cluster job -o recount_job.py
    spark-submit recount_job.py 'reports/*.jsonl' --output findings                         this machine
    spark-submit --master spark://HOST:7077 --files /usr/local/bin/recount recount_job.py ... a cluster

The work is done by filters, `recount digest`, `link` and `reconcile`; this job carries lines from one to the
next, and finds the components of the graph in between. Needs pyspark 3.5 or 4, nothing else, and on every
worker the same binary of recount: on its PATH, at the path of --recount, or sent along with --files.

The output, sorted, is the same bytes in every run: reports have ids of their own or get one made of their
content, a report that is there twice is read once, and no finding depends on the order of anything. Two
different reports with one id end the job.
"""

import argparse
import hashlib
import itertools
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import zlib

from pyspark import SparkFiles, StorageLevel
from pyspark.sql import SparkSession

COLUMNS = ["id", "text", "title", "outlet", "published", "url"]
STDIN = "-#"  # what `digest -` puts before an id


def place(key):
    """Where a report, a block or a component goes: the same on every machine, unlike Python's own hash. A
    report goes where its record will be looked for."""
    key = key[0] if isinstance(key, tuple) else key
    return zlib.crc32(key.removeprefix(STDIN).encode("utf-8", "surrogatepass"))


def digits(text, size=8):
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def through(command):
    """What a filter makes of the lines of a partition.

    As RDD.pipe with checkCode, and stricter, for a part of the findings must never look like the whole: it fails
    as well where lines could not be read to their end (a lost shuffle file) or the filter did not take them all,
    and says what the filter said. The binary is looked for on the worker.
    """

    def run(lines):
        lines = iter(lines)
        first = next(lines, None)
        if first is None:  # not even worth a start
            return
        argv = shlex.split(command)
        sent = SparkFiles.get(os.path.basename(argv[0]))
        argv[0] = sent if os.path.exists(sent) else shutil.which(argv[0]) or argv[0]
        with tempfile.TemporaryFile() as told:
            pipe = subprocess.PIPE
            process = subprocess.Popen(argv, stdin=pipe, stdout=pipe, stderr=told, bufsize=1 << 18)
            wrong = []

            def feed():
                try:
                    with process.stdin as to:
                        for line in itertools.chain([first], lines):
                            to.write(line.encode("utf-8") + b"\n")
                except BaseException as error:
                    wrong.append(error)

            feeder = threading.Thread(target=feed, daemon=True)
            feeder.start()
            try:
                for line in process.stdout:
                    yield line.rstrip(b"\n").decode("utf-8")
                feeder.join()
                if process.wait() != 0:
                    told.seek(0)
                    last = told.read()[-2000:].decode("utf-8", "replace")
                    raise RuntimeError(f"`{command}` ended with status {process.returncode}: {last}")
                if wrong:
                    raise wrong[0]
            finally:
                process.kill()
                process.wait()

    return run


def named(line):
    """A report with its id, ((id, line), None); one that has none is named by a hash of its line. What is no JSON
    object becomes a report without text, of which `digest` tells."""
    try:
        report = json.loads(line)
    except ValueError:
        report = None
    if not isinstance(report, dict):
        name = f"{digits(line)} (no JSON object: {line[:60].strip()})"
        return (name, json.dumps({"id": name})), None
    keys = [key for key in report if key.lower() == "id"]
    given = report[keys[0]] if keys else None
    name = given.strip() if isinstance(given, str) else json.dumps(given) if isinstance(given, (int, float)) else ""
    if given == name and name:
        return (name, line), None
    name = name or digits(line, 16)
    rest = {key: value for key, value in report.items() if key not in keys}
    return (name, json.dumps({"id": name, **rest})), None


def once(reports):
    """The lines of sorted reports; one that is there twice, once."""
    before = (None, None)
    for (name, line), _ in reports:
        if name == before[0] and line != before[1]:
            raise ValueError(f"two reports have the id {name!r}: every report needs an id of its own")
        if name != before[0]:
            yield line
        before = (name, line)


def pairs(lines):
    return (tuple(line.split("\t", 1)) for line in lines)


def joined(pairs):
    return (f"{key}\t{value}" for key, value in pairs)


def by_id(count):
    """Records by their ids, held against the place that joining them relies on."""

    def run(index, lines):
        for value in (line.split("\t", 1)[1] for line in lines):
            name = json.loads(value)["id"]
            if place(name) % count != index:
                raise ValueError(f"report {name!r} is not where its id belongs")
            yield name, value

    return run


def forest(lines):
    """Edges to as few that join the same reports: each with the least one of its set in this partition."""
    up = {}

    def top(name):
        while up.setdefault(name, name) != name:
            up[name] = name = up[up[name]]
        return name

    for _, value in pairs(lines):
        edge = json.loads(value)
        low, high = sorted((top(edge["a"]), top(edge["b"])))
        up[high] = low
    return ((name, top(name)) for name in list(up) if top(name) != name)


def large_star(node):
    name, near = node[0], set(node[1])
    least = min(near | {name})
    return [(other, least) for other in near if other > name]


def small_star(node):
    name, near = node[0], set(node[1])
    least = min(near)
    return [(other, least) for other in near | {name} if other != least]


def sum_of(edges):
    """What tells two sets of edges apart."""
    total = edges.map(lambda e: (1, int(digits(f"{e[0]}\t{e[1]}"), 16)))
    return total.fold((0, 0), lambda x, y: (x[0] + y[0], (x[1] + y[1]) % 2**64))


def components(edges, count):
    """Each report that has an edge, with the least one of its component, but for that one itself: large star and
    small star in turn (Kiveris and others, 2014). The rounds grow as the logarithm of the longest chain, squared at
    worst, and no machine sees all edges."""
    before = None
    while True:
        turned = edges.flatMap(lambda e: (e, e[::-1])).groupByKey(count, place).flatMap(large_star)
        after = turned.groupByKey(count, place).flatMap(small_star).persist(StorageLevel.DISK_ONLY)
        now = sum_of(after)
        if before is not None:
            edges.unpersist()
        if now == before:
            return after
        edges, before = after, now


def of_component(group):
    """A record under its component's key. Records begin with a brace, the names of reports do not."""
    name, values = group
    own = [value for value in values if value.startswith("{")]
    label = next((value for value in values if not value.startswith("{")), name)
    return [("k" + digits(label), value) for value in own]


def arguments():
    parser = argparse.ArgumentParser(description="Findings of `recount check`, by Apache Spark.")
    parser.add_argument("input", help="reports: JSON Lines, a path or glob that Spark can read (file, s3a, gs, hdfs)")
    parser.add_argument("--output", required=True, help="new folder to write the findings to, as JSON Lines")
    parser.add_argument("--parquet", action="store_true", help=f"the input is Parquet: columns {', '.join(COLUMNS)}")
    parser.add_argument("--recount", default="recount", help="the binary on each worker, with options such as --rules")
    parser.add_argument("--events", help="how to group reports, as for `recount check`")
    parser.add_argument("--policy", help="how to weigh figures, as for `recount check`")
    parser.add_argument("--partitions", type=int, help="parts to cut the work in; some 20,000 reports each is good")
    return parser.parse_args()


def read(spark, args):
    if not args.parquet:
        lines = spark.sparkContext.textFile(args.input)
        return lines.map(lambda line: line.removeprefix("\ufeff")).filter(lambda line: line.strip())
    from pyspark.sql.functions import struct, to_json

    rows = spark.read.parquet(args.input)
    kept = [name for name in rows.columns if name.lower() in COLUMNS]
    return rows.select(to_json(struct(*kept))).rdd.map(lambda row: row[0])


def main():
    args = arguments()
    settings = {"spark.rdd.compress": "true", "spark.sql.session.timeZone": "UTC"}
    spark = SparkSession.builder.appName("recount").config(map=settings).getOrCreate()
    reports = read(spark, args)
    count = args.partitions or max(2 * spark.sparkContext.defaultParallelism, reports.getNumPartitions())
    options = {name: shlex.quote(value) for name, value in [("events", args.events), ("policy", args.policy)] if value}
    options = "".join(f" --{name}={value}" for name, value in options.items())
    # a task is one core's
    stage = lambda name: through(f"{args.recount} --isolated --quiet --threads 1 {name}")
    in_order = lambda pairs: pairs.repartitionAndSortWithinPartitions(count, place)

    digested = in_order(reports.map(named)).mapPartitions(once, True).mapPartitions(stage(f"digest{options} -"), True)
    digested = digested.persist(StorageLevel.DISK_ONLY)
    # A crowded block needs no splitting: `link` holds each report of more than 64 against its 32 neighbours in time,
    # so that its work grows as its lines do. Salted keys would lose pairs.
    blocks = digested.filter(lambda line: line[0] not in "~!").mapPartitions(pairs)
    edges = in_order(blocks).mapPartitions(joined).mapPartitions(stage("link")).mapPartitions(forest)
    labels = components(edges, count).partitionBy(count, place)
    # records are where their ids belong: only the labels move
    records = digested.filter(lambda line: line[0] == "~").mapPartitionsWithIndex(by_id(count), True)
    keyed = records.union(labels).groupByKey(count, place).flatMap(of_component)
    problems = digested.filter(lambda line: line[0] == "!").mapPartitions(pairs)
    findings = in_order(keyed.union(problems)).mapPartitions(joined).mapPartitions(stage(f"reconcile{options}"))
    findings = findings.persist(StorageLevel.DISK_ONLY)
    # no two components have a report in common, so no finding is there twice
    findings.sortBy(lambda line: line, numPartitions=max(1, count // 16)).saveAsTextFile(args.output)
    print(f"recount: {findings.count()} lines in {args.output}", file=sys.stderr)
    spark.stop()


if __name__ == "__main__":
    main()
