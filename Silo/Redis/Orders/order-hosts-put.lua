-- Stores a part of the hosts of an order that is to be made. They go by themselves if it never is.
-- Of an order that is there nothing changes: this call was given up, and comes late.
-- KEYS: hosts of the order, order
-- ARGV: part, version, hosts, how long they stay (ms)
if redis.call('EXISTS', KEYS[2]) == 1 then
  return false
end
redis.call('HSET', KEYS[1], 'v' .. ARGV[1], ARGV[2], ARGV[1], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return false
