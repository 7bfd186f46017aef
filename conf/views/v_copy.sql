-- copy, newest text of each picture and channel; only whole chunks count
SELECT t.*
FROM copy t
LEFT SEMI JOIN (SELECT chunk FROM chunks UNION ALL SELECT 0L) whole
  ON coalesce(t.chunk, 0L) = whole.chunk
LEFT ANTI JOIN (
  SELECT r.product_id, r.image_uri, r.channel, r.chunk
  FROM copy r JOIN chunks c ON r.chunk = c.chunk
  WHERE c.replaced > 0 AND NOT c.tidied) newer
  ON newer.product_id = t.product_id AND newer.image_uri = t.image_uri
  AND newer.channel = t.channel AND newer.chunk > coalesce(t.chunk, 0L)
