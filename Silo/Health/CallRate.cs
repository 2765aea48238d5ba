using System.Diagnostics.Metrics;

namespace OrleansOps.Health;

/// <summary>
/// How many grain calls this silo answers in a second, by Orleans' own counters, which are added up where they are and read when somebody
/// asks: a filter of ours would cost each call more.
/// </summary>
internal sealed class CallRate : IDisposable
{
    private const string OrleansMeter = "Microsoft.Orleans";
    private const string Processed = "orleans-messaging-processing-dispatcher-processed";

    private readonly MeterListener _listener = new();
    private readonly TimeProvider _time;
    private long _calls;
    private long _before;
    private long _readAt;

    public CallRate(IMeterFactory meters, TimeProvider time)
    {
        (_time, _readAt) = (time, time.GetTimestamp());
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Name: Processed, Meter.Name: OrleansMeter } && (instrument.Meter.Scope is null || instrument.Meter.Scope == meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => _calls += IsCall(tags) ? count : 0);
        _listener.Start();
    }

    /// <summary>Since it was asked before. For one asker.</summary>
    public double PerSecond()
    {
        _calls = 0;
        _listener.RecordObservableInstruments();
        var (calls, seconds) = (_calls - _before, _time.GetElapsedTime(_readAt).TotalSeconds);
        (_before, _readAt) = (_calls, _time.GetTimestamp());
        return seconds > 0 ? Math.Max(0, calls) / seconds : 0;
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>Answers are messages too.</summary>
    private static bool IsCall(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == "Direction")
            {
                return tag.Value is "Request" or "OneWay";
            }
        }

        return false;
    }
}
