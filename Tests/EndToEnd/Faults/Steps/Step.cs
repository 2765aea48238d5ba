using System.Text.Json.Nodes;

namespace OrleansOps.EndToEnd;

/// <summary>A message in the life of a task, and a host of its own on which a task can be brought to it.</summary>
internal sealed class Step(string name, OpsWorld world, AgentHost agent)
{
    private const int ShortTask = 60;
    private const int EndlessTask = 3_000;
    private const int SessionsOfALife = 3;

    private HeldMessage? _message;
    private int _began = agent.Network.Connections;

    /// <summary>Every message that an agent and its gateway say to each other about a task or because of a session.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Hello", "Hello.Answer", "Run", "Accepted", "Log", "LogStored", "Ended", "Settled", "Cancel", "Heartbeat", "Heartbeat.Answer",
        "ResumeLog", "ResumeLog.Answer",
    ];

    public string Name => name;

    public AgentHost Agent => agent;

    private NumberedTask? Task { get; set; }

    private bool IsCancel => string.Equals(name, "Cancel", StringComparison.Ordinal);

    /// <summary>It comes whatever the task does; the task must not be over before it.</summary>
    private bool IsOfASession =>
        name.StartsWith("Hello", StringComparison.Ordinal) || name.StartsWith("Heartbeat", StringComparison.Ordinal) || name.StartsWith("ResumeLog", StringComparison.Ordinal);

    /// <summary>
    /// Makes ready for the next fault. An agent that lost some connections waits longer before each next one, and so begins a new life here;
    /// that nothing is left of the tasks before, its journal says in its Hello.
    /// </summary>
    public async Task Refresh()
    {
        if (agent.Network.Connections - _began < SessionsOfALife)
        {
            return;
        }

        agent.Process.Signal(ManagedProcess.Terminate);   // not killed: what it last noted may be lost by that, and is then said once more
        await agent.Process.Ended();
        var hello = agent.Network.Next("Hello");
        agent.Start();
        var said = await hello.Arrived(TimeSpan.FromSeconds(60));
        await hello.Continue(Passage.Forward);
        var held = JsonNode.Parse(said.Text)!["arguments"]![0]!["tasks"]!.AsArray();
        Assert.True(held.Count == 0, $"The agent of {name} should hold nothing; it says {held.ToJsonString()}.");
        await world.Online(agent);
        _began = agent.Network.Connections;
    }

    /// <summary>Submits a task and brings it to the step: the message is at the proxy, and everything behind it waits.</summary>
    public async Task Reach(string round)
    {
        var task = new NumberedTask(world, agent, $"{name.Replace('.', '-')}-{round}", IsCancel ? EndlessTask : ShortTask, isGated: IsOfASession);
        Task = task;
        switch (name)
        {
            case "Run" or "Accepted" or "Log" or "LogStored" or "Ended" or "Settled":
                _message = agent.Network.Next(name, message => message.IsOf(task.Id));
                await task.Submit();
                break;
            case "Heartbeat" or "Heartbeat.Answer":
                await task.Submit();
                await world.Api.InPhase(task.Id, "running");
                _message = agent.Network.Next(name);
                break;
            case "Cancel":
                await Begin(task);
                _message = agent.Network.Next(name, message => message.IsOf(task.Id));
                await world.Api.Cancel(task.Id);
                break;
            default:   // what a new session begins with
                await Begin(task);
                _message = agent.Network.Next(name);
                agent.Network.ResetAll();
                break;
        }

        await _message.Arrived();
    }

    /// <summary>Says what becomes of the message.</summary>
    public Task Continue(Passage passage)
    {
        Task!.Open();
        return _message!.Continue(passage);
    }

    /// <summary>Waits for the task's end and asserts the promises.</summary>
    public Task AssertKept() => Task!.AssertKept(IsCancel ? "cancelled" : "succeeded");

    private static async Task Begin(NumberedTask task)
    {
        await task.Submit();
        await Eventually.Get(task.LinesStored, count => count > 0, "output is stored");
    }
}
