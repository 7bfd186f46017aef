-- Databricks notebook source
-- MAGIC %md
-- MAGIC # Prompts and models, compared
-- MAGIC
-- MAGIC One row for each version of prompt and model that has results standing in the tables. Compare
-- MAGIC quality only where both versions were measured on the same labels; speed, where they ran on
-- MAGIC the same machines.

-- COMMAND ----------

-- DBTITLE 1,Versions
SELECT
  prompt,
  model,
  substring(fingerprint, 1, 12) AS fingerprint,
  pictures,
  round(category_recall, 4) AS category_recall,
  round(attribute_accuracy, 4) AS attribute_accuracy,
  round(p50_ms) AS p50_ms,
  round(output_tokens, 1) AS output_tokens,
  round(features, 1) AS features,
  round(copy_chars, 1) AS copy_chars,
  first_at,
  last_at
FROM v_prompt_versions
ORDER BY last_at DESC;

-- COMMAND ----------

-- DBTITLE 1,Pictures by version
-- chart: bar x=version y=pictures
SELECT concat(prompt, ' · ', model, ' · ', substring(fingerprint, 1, 6)) AS version, pictures
FROM v_prompt_versions
ORDER BY last_at DESC, version
LIMIT 20;

-- COMMAND ----------

-- DBTITLE 1,How long the copy of each channel is
-- chart: bar x=channel y=chars
SELECT
  channel,
  count(*) AS texts,
  round(avg(char_length(text)), 1) AS chars,
  max(char_length(text)) AS longest,
  count(DISTINCT text) AS different
FROM v_copy
GROUP BY channel
ORDER BY channel;

-- COMMAND ----------

-- DBTITLE 1,A few products, side by side
SELECT product_id, category, color, material, key_features, detail, title, prompt, model
FROM v_products
ORDER BY product_id, image_uri
LIMIT 10;
