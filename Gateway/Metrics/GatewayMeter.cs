using System.Diagnostics.Metrics;

namespace OrleansOps.Metrics;

/// <summary>What the gateway counts. Tags have few values, known beforehand: no ids, no names, no texts.</summary>
internal sealed class GatewayMeter : IDisposable
{
    public const string Name = "OrleansOps.Gateway";

    private readonly Meter _meter;
    private readonly Counter<long> _sessions;
    private readonly Counter<long> _reconnects;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _logBatches;
    private readonly Counter<long> _logBytes;
    private readonly Counter<long> _tasks;
    private readonly Counter<long> _refusals;
    private long _received;

    public GatewayMeter(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _sessions = _meter.CreateCounter<long>("ops.agent.sessions", description: "Sessions opened by agents");
        _reconnects = _meter.CreateCounter<long>("ops.agent.reconnects", description: "Sessions of agents that had one before");
        _messages = _meter.CreateCounter<long>("ops.agent.messages", description: "Messages received from agents, by method");
        _logBatches = _meter.CreateCounter<long>("ops.log.batches", description: "Log batches taken from agents");
        _logBytes = _meter.CreateCounter<long>("ops.log.bytes", unit: "By", description: "Bytes of logs taken from agents");
        _tasks = _meter.CreateCounter<long>("ops.tasks.submitted", description: "Submissions, by whether the task was new");
        _refusals = _meter.CreateCounter<long>("ops.refusals", description: "Requests and messages refused, by code");
    }

    /// <param name="isBack">It was connected before.</param>
    public void AgentConnected(bool isBack)
    {
        _sessions.Add(1);
        _reconnects.Add(isBack ? 1 : 0);
    }

    /// <summary>Messages received from agents so far.</summary>
    public long Messages => Interlocked.Read(ref _received);

    public void Received(string method)
    {
        Interlocked.Increment(ref _received);
        _messages.Add(1, new KeyValuePair<string, object?>("method", method));
    }

    public void LogTaken(int bytes)
    {
        _logBatches.Add(1);
        _logBytes.Add(bytes);
    }

    public void TaskSubmitted(bool isNew) => _tasks.Add(1, new KeyValuePair<string, object?>("new", isNew ? "true" : "false"));

    public void Refused(string code) => _refusals.Add(1, new KeyValuePair<string, object?>("code", code));

    /// <summary>Figures that are read when somebody asks.</summary>
    public void Watch(Func<int> connections, Func<int> followers)
    {
        _meter.CreateObservableUpDownCounter("ops.agent.connections", connections, description: "Agents connected now");
        _meter.CreateObservableUpDownCounter("ops.log.followers", followers, description: "Readers of live logs now");
    }

    public void Dispose() => _meter.Dispose();
}
