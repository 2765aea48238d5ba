-- Stores a new task with its due time and its places in the lists. If the id is taken: what is there of it, and nothing changes.
-- KEYS: task, due times, all tasks, open tasks, all tasks of the agent, open tasks of the agent
-- ARGV: task id, version, submitted (ms), due (ms), agent id, what was asked for, how it stands, summary
local id, submitted = ARGV[1], ARGV[3]
local there = redis.call('HMGET', KEYS[1], 'p', 't')
if there[1] then
  return there
end
redis.call('HSET', KEYS[1], 'v', ARGV[2], 'a', ARGV[5], 'p', ARGV[6], 't', ARGV[7], 's', ARGV[8])
redis.call('ZADD', KEYS[2], ARGV[4], id)
for list = 3, 6 do
  redis.call('ZADD', KEYS[list], submitted, id)
end
return {}
