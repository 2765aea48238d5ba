using Microsoft.Extensions.DependencyInjection;

namespace OrleansOps.Conformance;

/// <summary>Everything that waits, waits by the silo's TimeProvider.</summary>
public sealed class TimeTests : IAsyncLifetime
{
    private readonly string _name = Guid.NewGuid().ToString("N");
    private readonly ManualTime _time = new();
    private GrainHost _host = null!;

    public async Task InitializeAsync() => _host = await GrainHost.Start(silo => silo.Services.AddSingleton<TimeProvider>(_time));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task ACallTimesOutAfterItsTimeAndNotBefore()
    {
        var call = _host.Client.GetGrain<ICallsGrain>(_name).Hold(_name);
        await Signals.Wait($"{_name} began");
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(call.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => call.Within("the timeout"));
        Signals.Set($"{_name} may end");
    }

    [Fact]
    public async Task AGrainIsCollectedAfterFifteenMinutes()
    {
        var grain = _host.Client.GetGrain<ILifeGrain>(_name);
        await grain.Activation().Within("a call");
        _time.Advance(TimeSpan.FromMinutes(14));

        Assert.False(Signals.IsSet($"{_name} ends"));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(DeactivationReasonCode.ActivationIdle, await Signals.Wait($"{_name} ends"));
    }

    [Fact]
    public async Task AGrainTimerTicksWhenItIsDue()
    {
        var grain = _host.Client.GetGrain<ITimerGrain>(_name);
        await grain.Start(_name, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), interleave: false).Within("the start");
        _time.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(0, await grain.Ticks(_name).Within("the count"));
        _time.Advance(TimeSpan.FromMinutes(1));
        await Signals.Wait($"{_name} ticked 1");
    }

    [Fact]
    public async Task AReminderTicksWhenItIsDue()
    {
        var start = _time.GetUtcNow().UtcDateTime;
        await _host.Client.GetGrain<IReminderGrain>(_name).Register(_name, TimeSpan.FromDays(60), TimeSpan.FromHours(1)).Within("the registration");
        _time.Advance(TimeSpan.FromDays(59));

        Assert.False(Signals.IsSet($"{_name} ticked 1"));
        _time.Advance(TimeSpan.FromDays(1));
        var status = (TickStatus)(await Signals.Wait($"{_name} ticked 1"))!;
        Assert.Equal(start + TimeSpan.FromDays(60), status.FirstTickTime);
    }
}
