-- Removes everything about an order but what it led to.
-- KEYS: order, its hosts, all orders, open ones, those that are over
-- ARGV: id
redis.call('UNLINK', KEYS[1], KEYS[2])
for list = 3, 5 do
  redis.call('ZREM', KEYS[list], ARGV[1])
end
return false
