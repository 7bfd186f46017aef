-- metrics, every attempt; only whole chunks count
SELECT m.*
FROM metrics m
LEFT SEMI JOIN (SELECT chunk FROM chunks UNION ALL SELECT 0L) whole
  ON coalesce(m.chunk, 0L) = whole.chunk
