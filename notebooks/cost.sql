-- Databricks notebook source
-- MAGIC %md
-- MAGIC # What it costs, and how much it can do
-- MAGIC
-- MAGIC Time is measured, start-up and failures included; prices and wages are assumed, and stand in
-- MAGIC `conf/cost.yaml`. A run of a few pictures pays for its start and is dear by the thousand.

-- COMMAND ----------

-- DBTITLE 1,A thousand pictures, run by run
-- chart: bar x=run y=machine_cost
SELECT
  date_format(started_at, 'yyyy-MM-dd HH:mm:ss') AS run,
  ok + failed AS pictures,
  round(machine_seconds_per_1k, 1) AS machine_seconds,
  round(machine_cost_per_1k, 4) AS machine_cost,
  round(manual_cost_per_1k, 2) AS by_hand,
  currency,
  round(output_tokens_per_1k) AS output_tokens,
  model,
  prompt
FROM v_cost_per_1k
ORDER BY started_at DESC
LIMIT 20;

-- COMMAND ----------

-- DBTITLE 1,Throughput
-- chart: line x=run y=per_second
SELECT
  date_format(started_at, 'yyyy-MM-dd HH:mm:ss') AS run,
  round(images_per_second, 2) AS per_second,
  executors,
  engine_loads,
  ok + failed AS pictures
FROM runs
WHERE command = 'enrich' AND ok + failed > 0
ORDER BY started_at
LIMIT 50;

-- COMMAND ----------

-- DBTITLE 1,Where the time of a picture goes, in milliseconds
SELECT
  run_id,
  pictures,
  round(p50_ms, 1) AS p50,
  round(p95_ms, 1) AS p95,
  round(p99_ms, 1) AS p99,
  round(fetch_ms, 1) AS fetch,
  round(decode_ms, 1) AS decode,
  round(queue_ms, 1) AS waiting,
  round(prefill_ms, 1) AS prefill,
  round(generate_ms, 1) AS generate,
  round(parse_ms, 1) AS parse
FROM v_latency
ORDER BY first_at DESC
LIMIT 20;

-- COMMAND ----------

-- DBTITLE 1,Hours for a million pictures at the speed of each run
SELECT
  date_format(started_at, 'yyyy-MM-dd HH:mm:ss') AS run,
  executors,
  round(1000000 / images_per_second / 3600, 1) AS hours,
  round(1000000 / images_per_second / 3600 * executors, 1) AS executor_hours
FROM runs
WHERE command = 'enrich' AND images_per_second > 0
ORDER BY started_at DESC
LIMIT 10;
