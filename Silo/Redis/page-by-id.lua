-- A run of things by id: their summaries, and empty texts for those that have gone.
-- KEYS: all of their kind    ARGV: from (as ZRANGEBYLEX takes it), how many, prefix of such a thing's key
local page = {}
for _, id in ipairs(redis.call('ZRANGEBYLEX', KEYS[1], ARGV[1], '+', 'LIMIT', 0, ARGV[2])) do
  page[#page + 1] = redis.call('HGET', ARGV[3] .. id, 's') or ''
end
return page
