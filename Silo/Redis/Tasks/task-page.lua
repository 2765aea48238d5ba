-- A run of a list of tasks, newest first: id, submitted, summary, id, submitted, summary ...
-- KEYS: list    ARGV: newest submission wanted (ms or +inf), how many to pass over, how many, prefix of a task's key
local found = redis.call('ZREVRANGEBYSCORE', KEYS[1], ARGV[1], '-inf', 'WITHSCORES', 'LIMIT', ARGV[2], ARGV[3])
local page = {}
for i = 1, #found, 2 do
  page[#page + 1] = found[i]
  page[#page + 1] = found[i + 1]
  page[#page + 1] = redis.call('HGET', ARGV[4] .. found[i], 's') or ''
end
return page
