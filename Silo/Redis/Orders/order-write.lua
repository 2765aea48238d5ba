-- Stores how an order stands in place of the version before, with its places in the lists.
-- Answers nothing; or the version that is stored, or "none", if it is another than the one before. Then nothing was done.
-- KEYS: order, open orders, those that are over
-- ARGV: id, version before, version, submitted (ms), ended (ms) or '', how it stands, summary
local stored = redis.call('HGET', KEYS[1], 'v')
if stored ~= ARGV[2] then
  return stored or 'none'
end
redis.call('HSET', KEYS[1], 'v', ARGV[3], 't', ARGV[6], 's', ARGV[7])
if ARGV[5] ~= '' then
  redis.call('ZREM', KEYS[2], ARGV[1])
  redis.call('ZADD', KEYS[3], ARGV[5], ARGV[1])
else
  redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
  redis.call('ZREM', KEYS[3], ARGV[1])
end
return false
