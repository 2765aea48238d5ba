using System.Net;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansOps.Access;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Access;

[Collection(nameof(Alone))]
public sealed class WrongTokenLimitTests
{
    private static readonly IPAddress Source = IPAddress.Parse("192.0.2.1");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void MustWait_AWholeTryMustComeBackBeforeTheNext()
    {
        var limit = Limit();
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(limit.MustWait(Source));
            limit.Take(Source);
        }

        Assert.Equal(TimeSpan.FromSeconds(10), limit.MustWait(Source));
        _time.Advance(TimeSpan.FromSeconds(9.9));   // nearly all of it is not all of it
        Assert.NotNull(limit.MustWait(Source));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Null(limit.MustWait(Source));
        limit.Take(Source);
        Assert.NotNull(limit.MustWait(Source));
    }

    [Fact]
    public void MustWait_OneSourceDoesNotHoldUpAnother()
    {
        var limit = Limit();
        Exhaust(limit, Source);

        Assert.NotNull(limit.MustWait(Source));
        Assert.Null(limit.MustWait(IPAddress.Parse("192.0.2.2")));
        Assert.Null(limit.MustWait(null));
    }

    [Fact]
    public void MustWait_AllAddressesOfOneNetworkAreOneSource()
    {
        var limit = Limit();
        Exhaust(limit, IPAddress.Parse("2001:db8::1"));

        Assert.NotNull(limit.MustWait(IPAddress.Parse("2001:db8::ffff:1")));
        Assert.Null(limit.MustWait(IPAddress.Parse("2001:db8:0:1::1")));
    }

    [Fact]
    public void Take_VeryManySourcesTakeBoundedMemory()
    {
        var limit = Limit();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 200_000; i++)
        {
            limit.Take(new IPAddress(i));
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 16 << 20);
        GC.KeepAlive(limit);
    }

    private static void Exhaust(WrongTokenLimit limit, IPAddress source)
    {
        for (var i = 0; i < 3; i++)
        {
            limit.Take(source);
        }
    }

    private WrongTokenLimit Limit() =>
        new(Options.Create(new AccessOptions { WrongTokens = 3, WrongTokenEvery = TimeSpan.FromSeconds(10) }), _time);
}
