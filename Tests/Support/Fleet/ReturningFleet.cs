using OrleansOps.HostAgent.Agents;
using OrleansOps.Protocol;

namespace OrleansOps.Tests.Support;

/// <summary>Many simulated agents that beat, and come back whenever their connection is lost.</summary>
public sealed class ReturningFleet : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private readonly CancellationTokenSource _over = new();
    private readonly ReturningAgent[] _agents;
    private readonly Task _running;

    /// <summary>Sends them all to a gateway.</summary>
    /// <param name="address">The gateway's, as http://host:port.</param>
    /// <param name="tokens">An agent token for each.</param>
    /// <param name="seed">Of the chance in their waiting.</param>
    /// <param name="answersOrders">Whether they answer each order with an end at once.</param>
    public ReturningFleet(string address, IReadOnlyList<string> tokens, int seed, bool answersOrders = false)
    {
        var hub = new Uri(address.Replace("http://", "ws://", StringComparison.Ordinal) + ProtocolVersion.HubPath);
        _agents = [.. tokens.Select((token, number) => new ReturningAgent(hub, token, new ReconnectDelays(new Random(seed + number)), Record, answersOrders))];
        _running = Task.WhenAll([FleetBeat.Run(() => _agents.Select(agent => agent.Connection), _over.Token), .. _agents.Select(agent => agent.Run(_over.Token))]);
    }

    public FleetRecord Record { get; } = new();

    public int Size => _agents.Length;

    /// <summary>Waits until all are connected at once.</summary>
    /// <exception cref="TimeoutException">They were not within the limit.</exception>
    public async Task AllConnected(TimeSpan within)
    {
        var from = TimeProvider.System.GetTimestamp();
        while (Record.Connected < Size)
        {
            if (TimeProvider.System.GetElapsedTime(from) > within)
            {
                throw new TimeoutException(
                    $"{Record.Connected} of {Size} agents were connected after {within.TotalSeconds:0} s; {Record.Refusals} times one was asked to come later, {Record.Failures} times nobody was there.");
            }

            await Task.Delay(Pace, TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }
}
