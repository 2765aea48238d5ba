using OrleansOps.HostAgent.Connection;

namespace OrleansOps.HostAgent.Agents;

/// <summary>
/// Which gateway comes next, and when. A gateway that was lost or refused us waits for its own back-off, and the next one in the ring is tried
/// meanwhile, after a short random time: a gateway that dies must not send all its agents to the next one in the same instant. The one that
/// works is kept. Each agent shuffles its ring when it starts, which spreads a fleet over the gateways without anybody's count.
/// </summary>
internal sealed class GatewayRing
{
    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(1);

    private readonly Place[] _places;
    private readonly Random _random;
    private readonly TimeProvider _time;
    private readonly long _start;
    private int _current;

    public GatewayRing(IReadOnlyList<IGatewayConnector> gateways, Random random, TimeProvider time)
    {
        _places = [.. gateways.Select(gateway => new Place(gateway, new ReconnectDelays(random)))];
        random.Shuffle(_places);
        (_random, _time, _start) = (random, time, time.GetTimestamp());
    }

    /// <summary>The gateway that is to be connected to.</summary>
    public IGatewayConnector Current => _places[_current].Gateway;

    /// <summary>Waits for <see cref="Current"/>.</summary>
    public ReconnectDelays Delays => _places[_current].Delays;

    /// <summary>The current one is left alone for so long; the others are not meant.</summary>
    public void Rest(TimeSpan wait) => _places[_current].NotBefore = Now + wait;

    /// <summary>None is tried for so long: the reason lies with the agent, or the gateway says when its agents shall arrive elsewhere.</summary>
    public void RestAll(TimeSpan wait)
    {
        foreach (var place in _places)
        {
            place.NotBefore = Max(place.NotBefore, Now + wait);
        }
    }

    /// <summary>Goes on to the gateway that may be tried first, and returns how long to wait before that.</summary>
    public TimeSpan MoveOn()
    {
        var now = Now;
        var before = _current;
        _current = Enumerable.Range(before + 1, _places.Length).Select(index => index % _places.Length).MinBy(index => Max(_places[index].NotBefore, now));
        var wait = Max(_places[_current].NotBefore - now, TimeSpan.Zero);
        return _current == before ? wait : Max(wait, Spread * _random.NextDouble());
    }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private sealed class Place(IGatewayConnector gateway, ReconnectDelays delays)
    {
        public IGatewayConnector Gateway => gateway;

        public ReconnectDelays Delays => delays;

        public TimeSpan NotBefore { get; set; }
    }
}
