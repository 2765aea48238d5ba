namespace OrleansOps.EndToEnd;

/// <summary>
/// One installation with a host for every message of a task's life, so that one fault meets all of them at once. Its times are short: what is
/// repeated after a time is repeated within a test.
/// </summary>
public sealed class SteppedWorld : IAsyncLifetime
{
    private List<Step> _steps = [];

    /// <summary>Settings of the control plane with short times.</summary>
    public static IReadOnlyDictionary<string, string> Quick { get; } = new Dictionary<string, string>
    {
        ["OPS_Agents__HeartbeatEvery"] = "00:00:01",
        ["OPS_Agents__SilenceLimit"] = "00:00:15",
        ["OPS_Agents__RefusalPause"] = "00:00:01",
        ["OPS_Tasks__AcceptWithin"] = "00:00:02",
        ["OPS_Tasks__CancelEvery"] = "00:00:02",
        ["OPS_Tasks__DeadlineTick"] = "00:00:00.500",
    };

    internal OpsWorld World { get; private set; } = null!;

    internal IEnumerable<AgentHost> Agents => _steps.Select(step => step.Agent);

    public async Task InitializeAsync()
    {
        World = await OpsWorld.Start(settings: Quick);
        var steps = await Task.WhenAll(Step.Names.Select(async name =>
            new Step(name, World, await World.StartAgent($"at-{name.ToLowerInvariant().Replace('.', '-')}", slots: 1))));
        _steps = [.. steps];
    }

    public async Task DisposeAsync() => await World.DisposeAsync();

    /// <summary>Brings a task to every step, lets the fault happen to all of them at once, and asserts of each task what is promised.</summary>
    /// <param name="round">Makes the names of the tasks unlike those of other faults.</param>
    /// <param name="fault">Happens when every message is at the proxy.</param>
    /// <param name="then">What becomes of the messages.</param>
    /// <param name="repair">Ends the fault.</param>
    internal async Task AtEveryStep(string round, Func<Task> fault, Passage then, Func<Task> repair)
    {
        await Each("could not be made ready", step => step.Refresh());
        await Each("was not reached", step => step.Reach(round));
        await fault();
        await Each("did not go on", step => step.Continue(then));
        await repair();
        await Each("did not keep its promises", step => step.AssertKept());
    }

    private async Task Each(string failure, Func<Step, Task> act)
    {
        var failures = await Task.WhenAll(_steps.Select(step => Try(step, act)));
        var bad = failures.Where(one => one is not null).ToList();
        Assert.True(bad.Count == 0, $"{failure}:\n{string.Join('\n', bad)}");
    }

    private static async Task<string?> Try(Step step, Func<Step, Task> act)
    {
        try
        {
            await act(step);
            return null;
        }
        catch (Exception failed)
        {
            return $"[{step.Name}] {failed.Message}";   // told together with those of the other steps
        }
    }
}
