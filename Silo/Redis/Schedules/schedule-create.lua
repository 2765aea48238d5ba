-- Stores a new schedule with its place in the list. Answers nothing; "full" if there are as many as are kept; or the version that is there. Then nothing was done.
-- KEYS: schedule, all schedules
-- ARGV: schedule id, how many are kept, version, what was asked for, how it stands, summary
local there = redis.call('HGET', KEYS[1], 'v')
if there then
  return there
end
if redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[2]) then
  return 'full'
end
redis.call('HSET', KEYS[1], 'v', ARGV[3], 'p', ARGV[4], 't', ARGV[5], 's', ARGV[6])
redis.call('ZADD', KEYS[2], 0, ARGV[1])
return false
