-- Appends a batch to a task's log and to the stream for readers outside, both or neither. 0: the log has it already.
-- KEYS: log, outside stream
-- ARGV: seq, records, attempt, stream, offset, at (ms), bytes, offset of the other stream, seconds to keep, outside entries,
--       task id, agent id, stream name, level, timestamp, host id, host name, execution id
local added = redis.pcall('XADD', KEYS[1], ARGV[1] .. '-0',
  'n', ARGV[2], 'a', ARGV[3], 's', ARGV[4], 'o', ARGV[5], 't', ARGV[6], 'd', ARGV[7], 'x', ARGV[8])
if type(added) == 'table' and added.err then
  if string.find(added.err, 'equal or smaller', 1, true) then
    return 0
  end
  return added
end
redis.call('EXPIRE', KEYS[1], ARGV[9])
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[10], '*',
  'task_id', ARGV[11], 'agent_id', ARGV[12], 'content', ARGV[7], 'stream', ARGV[13], 'level', ARGV[14],
  'timestamp', ARGV[15], 'host_id', ARGV[16], 'host_name', ARGV[17], 'execution_id', ARGV[18])
return 1
