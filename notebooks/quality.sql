-- Databricks notebook source
-- MAGIC %md
-- MAGIC # How good are the answers?
-- MAGIC
-- MAGIC Every `evaluate` leaves its metrics in the table `quality`, with 95 % intervals. An interval
-- MAGIC that crosses a target says that more labels are needed, not that the target is met.

-- COMMAND ----------

-- DBTITLE 1,The newest evaluation
SELECT
  metric,
  round(value, 4) AS value,
  round(low, 4) AS low,
  round(high, 4) AS high,
  n,
  at
FROM quality
WHERE slice = 'all' AND run_id = (SELECT max_by(run_id, at) FROM quality)
ORDER BY metric;

-- COMMAND ----------

-- DBTITLE 1,Recall by category, the weakest first
-- chart: bar x=category y=recall
SELECT
  category,
  round(recall, 4) AS recall,
  round(low, 4) AS low,
  round(high, 4) AS high,
  labelled,
  pictures
FROM v_quality_by_category
ORDER BY recall, labelled DESC, category
LIMIT 30;

-- COMMAND ----------

-- DBTITLE 1,What is taken for what
SELECT field, label, answer, count(*) AS products, min(product_id) AS such_as
FROM evaluated
WHERE run_id = (SELECT max_by(run_id, at) FROM quality) AND NOT label <=> answer
GROUP BY field, label, answer
ORDER BY products DESC, field, label, answer
LIMIT 20;

-- COMMAND ----------

-- DBTITLE 1,Category recall, evaluation by evaluation
-- chart: line x=evaluated y=recall
SELECT
  date_format(at, 'yyyy-MM-dd HH:mm:ss') AS evaluated,
  round(value, 4) AS recall,
  n AS labelled,
  substring(fingerprint, 1, 12) AS fingerprint
FROM quality
WHERE metric = 'category_recall' AND slice = 'all'
ORDER BY at
LIMIT 100;
