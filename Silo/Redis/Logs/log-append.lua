-- Appends a batch to a task's log and to the stream for readers outside, both or neither. 0: the log does not end where the batch begins. It has
-- the batch already, or it lost, with the last second before a power failure, what its writer remembers: a gap that nobody would ever see.
-- KEYS: log, outside stream, names of the log's newest batches
-- ARGV: seq, records, attempt, stream, offset, at (ms), bytes, offset of the other stream, seconds to keep, outside entries,
--       task id, agent id, stream name, level, timestamp, host id, host name, execution id, where the time changes (or nothing),
--       secrets under a mask in all, name of the batch (or nothing);
--       for missing output also: how many bytes, why, what readers outside are told
local entry = { 'n', ARGV[2], 'a', ARGV[3], 's', ARGV[4], 'o', ARGV[5], 't', ARGV[6], 'd', ARGV[7], 'x', ARGV[8] }
local content, missing = ARGV[7], ARGV[22]
if ARGV[19] ~= '' then
  entry[#entry + 1] = 'c'
  entry[#entry + 1] = ARGV[19]
end
if ARGV[20] ~= '0' then
  entry[#entry + 1] = 'm'
  entry[#entry + 1] = ARGV[20]
end
if missing then
  content = ARGV[24]
  entry[#entry + 1] = 'g'
  entry[#entry + 1] = missing
  entry[#entry + 1] = 'w'
  entry[#entry + 1] = ARGV[23]
end
local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local next = newest and tonumber(string.match(newest[1], '^%d+')) + tonumber(newest[2][2]) or 1
if tonumber(ARGV[1]) ~= next then
  return 0
end
local added = redis.pcall('XADD', KEYS[1], ARGV[1] .. '-0', unpack(entry))
if type(added) == 'table' and added.err then
  return added
end
redis.call('EXPIRE', KEYS[1], ARGV[9])
if ARGV[21] ~= '' then
  redis.call('RPUSH', KEYS[3], ARGV[21])
  redis.call('LTRIM', KEYS[3], -8192, -1)
  redis.call('EXPIRE', KEYS[3], ARGV[9])
end
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[10], '*',
  'task_id', ARGV[11], 'agent_id', ARGV[12], 'content', content, 'stream', ARGV[13], 'level', ARGV[14],
  'timestamp', ARGV[15], 'host_id', ARGV[16], 'host_name', ARGV[17], 'execution_id', ARGV[18])
return 1
