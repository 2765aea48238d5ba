using Microsoft.Extensions.DependencyInjection;

namespace OrleansOps.Conformance;

[Collection(SharedHostCollection.Name)]
public sealed class ReminderTests(SharedHost host)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly string _name = Guid.NewGuid().ToString("N");

    private IReminderGrain Grain => host.Client.GetGrain<IReminderGrain>(_name);

    [Fact]
    public async Task AReminderTicksAgainAndAgain()
    {
        await Grain.Register(_name, Second, Second).Within("the registration");

        var first = (TickStatus)(await Signals.Wait($"{_name} ticked 1"))!;
        var second = (TickStatus)(await Signals.Wait($"{_name} ticked 2"))!;
        Assert.Equal(Second, first.Period);
        Assert.Equal(first.FirstTickTime, second.FirstTickTime);
        Assert.True(first.CurrentTickTime < second.CurrentTickTime);
        await Grain.Unregister(_name).Within("the end");
    }

    [Fact]
    public async Task RemindersAreListedUntilTheyAreUnregistered()
    {
        await Grain.Register(_name, TimeSpan.FromHours(1), TimeSpan.FromHours(1)).Within("the registration");

        Assert.Equal([_name], await Grain.Names().Within("the names"));
        await Grain.Unregister(_name).Within("the end");
        Assert.Empty(await Grain.Names().Within("the names"));
    }

    [Fact]
    public async Task AReminderOutlivesTheSilo()
    {
        var table = new LastingReminderTable();
        await using (var first = await GrainHost.Start(silo => silo.Services.AddSingleton<IReminderTable>(table)))
        {
            await first.Client.GetGrain<IReminderGrain>(_name).Register(_name, TimeSpan.FromSeconds(3), Second).Within("the registration");
        }

        await using var second = await GrainHost.Start(silo => silo.Services.AddSingleton<IReminderTable>(table));

        await Signals.Wait($"{_name} ticked 2");
    }

    [Fact]
    public async Task ATooShortPeriodIsRefused() => await Assert.ThrowsAsync<ArgumentException>(() =>
        Grain.Register(_name, Second, TimeSpan.FromMilliseconds(999)).Within("the refusal"));

    [Fact]
    public async Task AGrainThatCannotBeRemindedIsRefused() => await Assert.ThrowsAsync<InvalidOperationException>(() =>
        host.Client.GetGrain<IUnremindableGrain>(_name).Register().Within("the refusal"));

    [Fact]
    public async Task ARegistrationOutsideTheGrainsTurnIsRefused() => await Assert.ThrowsAsync<InvalidOperationException>(() =>
        host.Client.GetGrain<IUnremindableGrain>(_name).RegisterElsewhere().Within("the refusal"));
}
