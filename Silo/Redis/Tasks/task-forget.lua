-- Removes everything about a task: itself, its due time, its places in the lists and its log.
-- KEYS: task, due times, all tasks, open tasks, tasks that are over, log, names of its batches    ARGV: task id, prefix of an agent's keys
local id = ARGV[1]
local agent = redis.call('HGET', KEYS[1], 'a')
if agent then
  redis.call('ZREM', ARGV[2] .. agent .. ':tasks', id)
  redis.call('ZREM', ARGV[2] .. agent .. ':open', id)
end
for list = 2, 5 do
  redis.call('ZREM', KEYS[list], id)
end
redis.call('DEL', KEYS[1], KEYS[6], KEYS[7])
return 1
