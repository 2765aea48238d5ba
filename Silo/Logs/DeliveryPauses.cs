using Orleans.Runtime.Providers;

namespace OrleansOps.Logs;

/// <summary>How long Orleans waits before it gives output to a log again that did not take it. Its own pauses begin at a second.</summary>
internal sealed class DeliveryPauses : IMessageDeliveryBackoffProvider
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public TimeSpan Next(int attempt)
    {
        var pause = Shortest * Math.Pow(2, Math.Clamp(attempt, 0, 10));
        return pause < Longest ? pause : Longest;
    }
}
