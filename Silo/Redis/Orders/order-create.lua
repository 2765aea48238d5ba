-- Stores a new order with its places in the lists. If the id is taken: what is there of it, and nothing changes.
-- KEYS: order, its hosts, all orders, open ones
-- ARGV: id, version, submitted (ms), what was asked for, how it stands, summary
local there = redis.call('HMGET', KEYS[1], 'p', 't')
if there[1] then
  return there
end
redis.call('HSET', KEYS[1], 'v', ARGV[2], 'p', ARGV[4], 't', ARGV[5], 's', ARGV[6])
redis.call('PERSIST', KEYS[2])
redis.call('ZADD', KEYS[3], ARGV[3], ARGV[1])
redis.call('ZADD', KEYS[4], ARGV[3], ARGV[1])
return {}
