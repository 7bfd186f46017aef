-- Databricks notebook source
-- MAGIC %md
-- MAGIC # The catalogue at a glance
-- MAGIC
-- MAGIC What the model saw in the product pictures, how sure the tables are, and one picture described
-- MAGIC here and now.

-- COMMAND ----------

-- DBTITLE 1,Products by category
-- chart: bar x=category y=products
SELECT category, count(*) AS products, count(DISTINCT color) AS colors
FROM v_attributes
GROUP BY category
ORDER BY products DESC, category
LIMIT 15;

-- COMMAND ----------

-- DBTITLE 1,Colours and materials
SELECT color, material, count(*) AS products
FROM v_attributes
GROUP BY color, material
ORDER BY products DESC, color, material
LIMIT 10;

-- COMMAND ----------

-- DBTITLE 1,Copy, with what it speaks of
SELECT a.product_id, a.category, a.color, a.key_features, c.text
FROM v_attributes a
JOIN v_copy c USING (product_id, image_uri)
WHERE c.channel = 'detail'
ORDER BY a.product_id
LIMIT 5;

-- COMMAND ----------

-- DBTITLE 1,What came of every attempt
SELECT
  status,
  error_code,
  count(*) AS pictures,
  round(percentile(total_ms - queue_ms, 0.5)) AS p50_ms,
  round(percentile(total_ms - queue_ms, 0.95)) AS p95_ms
FROM v_metrics
GROUP BY status, error_code
ORDER BY pictures DESC, status, error_code;

-- COMMAND ----------

-- DBTITLE 1,Runs
SELECT started_at, command, status, input, reused, ok, failed, round(images_per_second, 1) AS per_second, engine_loads, executors, model
FROM runs
ORDER BY started_at DESC
LIMIT 10;

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## One picture, here and now
-- MAGIC
-- MAGIC `describe_product(image)` runs the model on the bytes of a picture, wherever they come from.
-- MAGIC The statement is put together first, because the picture's path stands in the tables.

-- COMMAND ----------

DECLARE OR REPLACE VARIABLE describe_one STRING;

-- COMMAND ----------

SET VAR describe_one = (
  SELECT
    concat(
      'SELECT d.category, d.color, d.material, d.marketing_copy, d.status FROM (',
      'SELECT describe_product(content) AS d FROM binaryFile.`',
      if(a.image_uri RLIKE '^(/|[a-z0-9]+:)', a.image_uri, concat(r.images_base, '/', a.image_uri)),
      '`)')
  FROM v_attributes a
  JOIN runs r USING (run_id)
  WHERE a.image_uri NOT LIKE 'sha256:%'
  ORDER BY a.product_id
  LIMIT 1);

-- COMMAND ----------

EXECUTE IMMEDIATE describe_one;
