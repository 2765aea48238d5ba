namespace OrleansOps.Simulation.Conformance;

public abstract class ReminderTests(Hosting host)
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
    }

    [Fact]
    public async Task AReminderOutlivesTheSilo()
    {
        var table = new LastingReminderTable();
        await using (var first = await host.Start(table))
        {
            await first.Client.GetGrain<IReminderGrain>(_name).Register(_name, TimeSpan.FromSeconds(3), Second).Within("the registration");
        }

        await using var second = await host.Start(table);

        await Signals.Wait($"{_name} ticked 2");
    }

    [Fact]
    public async Task ATooShortPeriodIsRefused() => await Assert.ThrowsAsync<ArgumentException>(() =>
        Grain.Register(_name, Second, TimeSpan.FromMilliseconds(999)).Within("the refusal"));

    [Collection(OrleansHosting.Name)]
    public sealed class OnOrleans(OrleansHosting host) : ReminderTests(host);

    [Collection(SimulatedHosting.Name)]
    public sealed class InTheSimulation(SimulatedHosting host) : ReminderTests(host);
}
