using System.Globalization;
using System.Net.Http.Json;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Seeds.S2;

/// <summary>A gateway that lets a control plane of S2 in, and agents of S1 beside native ones.</summary>
public sealed class S2World() : SeedWorld($"--Gateway:S2:SharedSecret={S2Program.Secret}", "--Gateway:S1:Enabled=true")
{
    private int _numbered;

    internal S2Program ControlPlane() => new(Gateway.Address);

    /// <summary>A host that is connected, with a number that an operator gave it.</summary>
    internal async Task<(TestAgent Agent, string Number)> Numbered(string name, bool connected = true)
    {
        var agent = Gateway.Agent(await Gateway.Enrol(Gateway.NameOfItsOwn(name)));
        if (connected)
        {
            await agent.Connect();
            await agent.Hello();
        }

        var number = $"{Interlocked.Increment(ref _numbered)}";
        await Label(agent, "host_id", number);
        return (agent, number);
    }

    internal async Task Label(TestAgent agent, string name, string value)
    {
        using var answer = await Gateway.Operator.PatchAsJsonAsync($"/api/v1/agents/{agent.Id}", new { labels = new Dictionary<string, string> { [name] = value } });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A task as Django makes it, with all that it leaves empty.</summary>
    internal static object Task(string id, string host, string command = "echo hello", string script = "shell", string? runAs = null, int timeout = 300) => new
    {
        id,
        name = "deploy - web",
        type = "script",
        command,
        script_type = script,
        args = Array.Empty<string>(),
        env = new { },
        timeout_sec = timeout,
        work_dir = "",
        execution_id = id.Split('_')[0],
        step_id = (int?)null,
        host_id = int.Parse(host, CultureInfo.InvariantCulture),
        is_retry = false,
        retry_count = 0,
        parent_task_id = (string?)null,
        run_as = runAs,
    };

    internal static string NewId(string host) => $"{Guid.NewGuid()}_main_{host}_{Guid.NewGuid().ToString("N")[..8]}";
}
