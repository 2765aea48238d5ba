-- Summaries of an agent's open tasks, oldest first.    KEYS: open tasks of the agent    ARGV: prefix of a task's key
local summaries = {}
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local summary = redis.call('HGET', ARGV[1] .. id, 's')
  if summary then
    summaries[#summaries + 1] = summary
  end
end
return summaries
