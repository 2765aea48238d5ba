using OrleansOps.Agents;

namespace OrleansOps.Operators.Agents;

/// <summary>A host's past, from the grains' words to the operators'.</summary>
internal static class HistoryBodies
{
    public static Api.LoadHistory ToRest(this LoadHistory history) => new(
        (long)history.Step.TotalSeconds,
        [.. history.Points.Select(point => new Api.LoadPoint
        {
            At = point.At,
            Load1 = point.Load1,
            CpuPercent = point.CpuPercent,
            MemoryUsedBytes = point.MemoryUsedBytes,
            MemoryTotalBytes = history.MemoryTotalBytes,
            RxBytesPerSecond = point.RxBytesPerSecond,
            TxBytesPerSecond = point.TxBytesPerSecond,
        })]);

    public static Api.HostEventList ToRest(this IReadOnlyList<HostEvent> events) =>
        new([.. events.Select(happened => new Api.HostEvent(happened.At, happened.Kind, happened.Text.Text, happened.Text.ToRest()))]);
}
