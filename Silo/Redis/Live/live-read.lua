-- Changes after a cursor, and leaves the mark of a follower. Answers: cursor, whether nothing is missing, then one list of id, view ... for each entry.
-- KEYS: changes, mark of the followers    ARGV: cursor or '', seconds that the mark stays, entries at most, seconds that changes are kept
local followed = redis.call('EXISTS', KEYS[2])
redis.call('SET', KEYS[2], '1', 'EX', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[4])
local cursor = ARGV[1]
if cursor == '' then
  local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
  return { last[1] and last[1][1] or '0-0', 1 }
end
local whole = followed
local found = redis.call('XRANGE', KEYS[1], '(' .. cursor, '+', 'COUNT', ARGV[3])
if cursor ~= '0-0' and #found > 0 and #redis.call('XRANGE', KEYS[1], cursor, cursor) == 0 then
  whole = 0
end
local answer = { found[1] and found[#found][1] or cursor, whole }
for _, entry in ipairs(found) do
  answer[#answer + 1] = entry[2]
end
return answer
