-- copy, newest text of each picture and channel; only whole chunks count
-- chunks stands first, see v_attributes
SELECT t.*
FROM (SELECT chunk FROM chunks UNION ALL SELECT 0L) whole
JOIN copy t ON coalesce(t.chunk, 0L) = whole.chunk
LEFT ANTI JOIN (
  SELECT r.product_id, r.image_uri, r.channel, r.chunk
  FROM chunks c JOIN copy r ON r.chunk = c.chunk
  WHERE c.replaced > 0 AND NOT c.tidied) newer
  ON newer.product_id = t.product_id AND newer.image_uri = t.image_uri
  AND newer.channel = t.channel AND newer.chunk > coalesce(t.chunk, 0L)
