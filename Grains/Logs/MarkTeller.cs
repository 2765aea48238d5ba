using Microsoft.Extensions.Logging;
using OrleansOps.Agents;

namespace OrleansOps.Logs;

/// <summary>
/// Tells the agent's connection how far the log is stored, without holding up the log: while one mark is on its way only the newest of
/// those that follow is kept. What is on its way to a connection that has gone is missed only when its time is over, and does not hold up
/// the connection that took its place.
/// </summary>
internal sealed partial class MarkTeller(ILogger logger)
{
    private Line? _line;

    public void Tell(IAgentConnection to, LogMark mark)
    {
        if (_line is { } line && line.To.Equals(to))
        {
            line.Next = mark;
            return;
        }

        _line = new Line(to) { Next = mark };
        _ = TellAll(_line);
    }

    private async Task TellAll(Line line)
    {
        while (line.Next is { } mark)
        {
            line.Next = null;
            try
            {
                await line.To.LogStored(mark);
            }
            catch (Exception failure)   // the connection is gone; the agent asks where to go on when it is back
            {
                LogNotTold(failure, mark.TaskId, mark.NextSeq);
            }
        }

        _line = ReferenceEquals(_line, line) ? null : _line;
    }

    [LoggerMessage(2311, LogLevel.Debug, "Task {TaskId}: the agent was not told that its log is stored up to record {NextSeq}")]
    private partial void LogNotTold(Exception failure, string taskId, long nextSeq);

    /// <summary>One connection, and the newest mark that it is not told yet.</summary>
    private sealed class Line(IAgentConnection to)
    {
        public IAgentConnection To => to;

        public LogMark? Next { get; set; }
    }
}
