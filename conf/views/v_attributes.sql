-- attributes, newest result of each picture; only whole chunks count (0: rows older than chunks)
-- chunks stands first: what a query names first is read first, and what is read later has it all
SELECT a.*
FROM (SELECT chunk FROM chunks UNION ALL SELECT 0L) whole
JOIN attributes a ON coalesce(a.chunk, 0L) = whole.chunk
LEFT ANTI JOIN (
  SELECT r.product_id, r.image_uri, r.chunk
  FROM chunks c JOIN attributes r ON r.chunk = c.chunk
  WHERE c.replaced > 0 AND NOT c.tidied) newer
  ON newer.product_id = a.product_id AND newer.image_uri = a.image_uri
  AND newer.chunk > coalesce(a.chunk, 0L)
