-- Databricks notebook source
-- MAGIC %md
-- MAGIC # Who had the model look at what
-- MAGIC
-- MAGIC Every command and procedure that writes, every statement that asks the model, and every
-- MAGIC statement that came through `serve-sql` has a row in `audit`. Rows are only added, and kept
-- MAGIC for at least 184 days. Secrets do not stand in them.

-- COMMAND ----------

-- DBTITLE 1,What was done, by whom
-- chart: bar x=what y=times
SELECT
  if(command = 'statement', coalesce(get_json_object(args, '$.via'), 'sql'), command) AS what,
  count(*) AS times,
  count_if(outcome NOT IN ('ok', 'done')) AS ended_otherwise,
  count(DISTINCT principal) AS people,
  max(at) AS last
FROM audit
GROUP BY 1
ORDER BY times DESC, what;

-- COMMAND ----------

-- DBTITLE 1,Day by day
-- chart: line x=day y=times
SELECT date(at) AS day, count(*) AS times, count(DISTINCT principal) AS people
FROM audit
GROUP BY 1
ORDER BY day;

-- COMMAND ----------

-- DBTITLE 1,Pictures that the model was shown, run by run
SELECT at, principal, outcome, products, first_product, last_product, model, prompt, run_id
FROM audit
WHERE products > 0
ORDER BY at DESC
LIMIT 50;

-- COMMAND ----------

-- DBTITLE 1,Who reads, and how much
SELECT
  principal,
  count(*) AS statements,
  sum(CAST(get_json_object(args, '$.rows') AS BIGINT)) AS rows_fetched,
  max(at) AS last
FROM audit
WHERE command = 'statement'
GROUP BY principal
ORDER BY statements DESC, principal;

-- COMMAND ----------

-- DBTITLE 1,What was refused, or failed
SELECT at, principal, command, outcome, coalesce(get_json_object(args, '$.sql'), args) AS asked
FROM audit
WHERE outcome NOT IN ('ok', 'done', 'dry_run')
ORDER BY at DESC
LIMIT 50;

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Keeping it
-- MAGIC
-- MAGIC What is needed longer than the table is kept belongs into a copy. Rows older than 184 days
-- MAGIC are removed by `./vitrine maintain --forget-audit-days 184`, and by nothing else.

-- COMMAND ----------

-- DBTITLE 1,How far back it goes
SELECT min(at) AS oldest, max(at) AS newest, count(*) AS entries FROM audit;
