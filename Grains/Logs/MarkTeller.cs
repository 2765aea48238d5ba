using Microsoft.Extensions.Logging;
using OrleansOps.Agents;

namespace OrleansOps.Logs;

/// <summary>
/// Tells the agent's connection how far the log is stored, without holding up the log: while one mark is on its way only the newest of
/// those that follow is kept.
/// </summary>
internal sealed partial class MarkTeller(ILogger logger)
{
    private (IAgentConnection To, LogMark Mark)? _next;
    private bool _telling;

    public void Tell(IAgentConnection to, LogMark mark)
    {
        _next = (to, mark);
        if (!_telling)
        {
            _ = TellAll();
        }
    }

    private async Task TellAll()
    {
        _telling = true;
        while (_next is { } next)
        {
            _next = null;
            try
            {
                await next.To.LogStored(next.Mark);
            }
            catch (Exception failure)   // the connection is gone; the agent asks where to go on when it is back
            {
                LogNotTold(failure, next.Mark.TaskId, next.Mark.NextSeq);
            }
        }

        _telling = false;
    }

    [LoggerMessage(2311, LogLevel.Debug, "Task {TaskId}: the agent was not told that its log is stored up to record {NextSeq}")]
    private partial void LogNotTold(Exception failure, string taskId, long nextSeq);
}
