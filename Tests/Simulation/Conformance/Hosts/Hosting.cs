namespace OrleansOps.Simulation.Conformance;

/// <summary>One way to run grains, with a host of it for the tests that need nothing special.</summary>
public abstract class Hosting : IAsyncLifetime
{
    private RunningHost? _shared;

    public IClusterClient Client => _shared!.Client;

    public async Task InitializeAsync() => _shared = await Start();

    public async Task DisposeAsync() => await _shared!.DisposeAsync();

    /// <summary>Starts a host of a test's own.</summary>
    /// <param name="reminders">The table of its reminders, if that is to outlive it.</param>
    /// <param name="idleAge">After how long idle grains end, if that is to be soon.</param>
    public abstract Task<RunningHost> Start(IReminderTable? reminders = null, TimeSpan? idleAge = null);
}
