-- Stores how a task stands in place of the version before, with its due time and its places in the lists, and publishes its events.
-- Answers nothing; or the version that is stored, or "none", if it is another than the one before. Then nothing was done.
-- KEYS: task, due times, open tasks, open tasks of the agent, tasks that are over, then one stream for each event
-- ARGV: task id, version before, version, due (ms) or '' to leave it, ended (ms) or '', how it stands, summary, then for each event: number, max length, count, count values
local id = ARGV[1]
local stored = redis.call('HGET', KEYS[1], 'v')
if stored ~= ARGV[2] then
  return stored or 'none'
end
redis.call('HSET', KEYS[1], 'v', ARGV[3], 't', ARGV[6], 's', ARGV[7])
if ARGV[4] ~= '' then
  redis.call('ZADD', KEYS[2], ARGV[4], id)
end
if ARGV[5] ~= '' then
  redis.call('ZREM', KEYS[3], id)
  redis.call('ZREM', KEYS[4], id)
  redis.call('ZADD', KEYS[5], ARGV[5], id)
end
local at, stream = 8, 6
while at <= #ARGV do
  local count = tonumber(ARGV[at + 2])
  redis.call('XADD', KEYS[stream], 'MAXLEN', '~', ARGV[at + 1], '*', unpack(ARGV, at + 3, at + 2 + count))
  at = at + 3 + count
  stream = stream + 1
end
return false
