"""A nightly backfill. The DAG run's id is the run key, so a retried task resumes its run."""

import datetime

from airflow import DAG
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

with DAG(
    dag_id="vitrine_backfill",
    schedule="0 2 * * *",
    start_date=datetime.datetime(2026, 1, 1),
    catchup=False,
    # a second driver on the same warehouse would be refused
    max_active_runs=1,
) as dag:
    SparkSubmitOperator(
        task_id="enrich",
        conn_id="spark_default",
        application="/opt/vitrine/jobs/target/vitrine.jar",
        java_class="io.vitrine.jobs.Main",
        name="vitrine-enrich",
        conf={
            "spark.hadoop.fs.s3a.endpoint.region": "us-east-1",
            "spark.vitrine.maxFailedFraction": "0.05",
        },
        application_args=[
            "enrich",
            "--products", "s3a://bucket/products",
            "--warehouse", "s3a://bucket/tables",
            "--run-key", "{{ run_id }}",
        ],
        retries=3,
        retry_delay=datetime.timedelta(minutes=1),
        # SIGTERM commits what is done; the driver ends within 30 seconds
        execution_timeout=datetime.timedelta(hours=6),
    )
