"""On Spark: marks in, actions out, and nothing leaves the cluster in between.

spark-submit examples/spark_cluster.py marks/ actions/
"""

from __future__ import annotations

import sys

from pyspark.sql import SparkSession

from attendance_rules import load_policy
from attendance_rules.registers import register_facts


def run(spark: SparkSession, marks: str, actions: str) -> None:
    """Folders of Parquet: register marks in, the long form out."""
    facts, report = register_facts(spark.read.parquet(marks))
    for line in report.lines():
        print(line, file=sys.stderr)
    # Two queries read the facts: the check of the cells, and what is written.
    load_policy().decide_frame(facts.cache(), form="long").write.parquet(actions)


if __name__ == "__main__":
    run(SparkSession.builder.getOrCreate(), *sys.argv[1:])
