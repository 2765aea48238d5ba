using OrleansOps.Protocol;
using OrleansOps.Sockets.Connections;

namespace OrleansOps.Sockets.Delivery;

/// <summary>
/// An acceptance waits here for a moment. The end of a short task follows at once and says all that its acceptance says, so the grains hear of that alone.
/// What is lost with a gateway in this moment is what is lost with a message: the agent names what it holds in its next session.
/// </summary>
internal sealed class HeldAcceptances : IAsyncDisposable
{
    /// <summary>One is passed on at the second tick that it sees.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(8);

    private readonly Lock _lock = new();
    private readonly Action<AgentSocket, TaskAccepted> _pass;
    private readonly ITimer _timer;
    private Dictionary<(AgentSocket Socket, string TaskId), TaskAccepted> _young = [];
    private Dictionary<(AgentSocket Socket, string TaskId), TaskAccepted> _old = [];
    private bool _ticks;

    public HeldAcceptances(TimeProvider time, Action<AgentSocket, TaskAccepted> pass)
    {
        _pass = pass;
        _timer = time.CreateTimer(_ => PassOld(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Holds it. The answer is what it replaces: the task was accepted twice.</summary>
    public TaskAccepted? Hold(AgentSocket socket, TaskAccepted report)
    {
        lock (_lock)
        {
            var before = TakeHeld((socket, report.TaskId));
            _young[(socket, report.TaskId)] = report;
            if (!_ticks)
            {
                _ticks = true;
                _timer.Change(Tick, Timeout.InfiniteTimeSpan);
            }

            return before;
        }
    }

    /// <summary>What is held of this task; from here on it is not.</summary>
    public TaskAccepted? Take(AgentSocket socket, string taskId)
    {
        lock (_lock)
        {
            return TakeHeld((socket, taskId));
        }
    }

    /// <summary>The connection is gone: what it said is said now.</summary>
    public void Closed(AgentSocket socket)
    {
        TaskAccepted[] its;
        lock (_lock)
        {
            its = [.. _old.Keys.Concat(_young.Keys).Where(key => key.Socket == socket).ToList().Select(key => TakeHeld(key)!)];
        }

        foreach (var held in its)
        {
            _pass(socket, held);
        }
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private TaskAccepted? TakeHeld((AgentSocket Socket, string TaskId) key) => _young.Remove(key, out var held) || _old.Remove(key, out held) ? held : null;

    private void PassOld()
    {
        Dictionary<(AgentSocket Socket, string TaskId), TaskAccepted> due;
        lock (_lock)
        {
            due = _old;
            (_old, _young) = (_young, []);
            _ticks = _old.Count > 0;
            if (_ticks)
            {
                _timer.Change(Tick, Timeout.InfiniteTimeSpan);
            }
        }

        foreach (var ((socket, _), report) in due)
        {
            _pass(socket, report);
        }
    }
}
