using System.Text.Json.Nodes;
using OrleansOps.Protocol;

namespace OrleansOps.Tests.Gateway.Seeds.S4;

/// <summary>A gateway that lets S4 agents in, and asks silent ones soon.</summary>
public sealed class S4World() : SeedWorld("--Gateway:S4:Enabled=true", "--Gateway:S4:PingAfter=00:00:02", "--Gateway:S4:WorkDirectory=/srv/ats")
{
    /// <summary>A host that is enrolled, and an agent of S4 that is connected as it and has said how its host is doing.</summary>
    internal async Task<(EnrolReply Host, S4Program Agent)> Connect(string name)
    {
        var host = await Gateway.Enrol(Gateway.NameOfItsOwn(name));
        var agent = S4Program.Wire();
        await Connect(host, agent);
        return (host, agent);
    }

    internal async Task Connect(EnrolReply host, S4Program agent)
    {
        var answer = await agent.Connect(Gateway.Address, host.Token);
        Assert.True(answer.ContainsKey("open"), answer.ToJsonString());
        await agent.Came("auth_success");
        await agent.Say(Beat);
        await Eventually.Get(() => State(host), state => state is "online", "the host is online");
    }

    /// <summary>A task that the agent was given.</summary>
    internal async Task<string> Give(EnrolReply host, S4Program agent, string script = "echo hello")
    {
        var id = $"t-{Guid.NewGuid():N}";
        using var answer = await Gateway.Submit(id, new { agent = host.AgentId, kind = "shell", script });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Equal(id, (await agent.Came("task"))["task_id"]!.GetValue<string>());
        return id;
    }

    internal const string Beat =
        """{"type": "heartbeat", "data": {"node_ip": "10.1.2.4", "os_type": "Linux", "os_version": "Ubuntu 20.04.3 LTS", "cpu_info": {"usage_percent": 7.5, "cores": 4, "model": "Unknown", "frequency": "Unknown"}, "memory_info": {"total": 8192, "used": 1024, "free": 7168, "usage_percent": 12.5, "unit": "MB"}, "disk_info": {"total": 1000, "used": 250, "free": 750, "usage_percent": 25.0, "unit": "MB"}}}""";

    internal static object Line(string task, string message, string level = "info") => new { type = "task_log", task_id = task, level, message, timestamp = "2026-01-02T10:35:15Z" };

    internal static object Ended(string task, string status = "success", int exitCode = 0, string output = "", string? error = null) => new
    {
        type = "task_result",
        task_id = task,
        status,
        exit_code = exitCode,
        output,
        error,
        duration = 1.5,
        timestamp = "2026-01-02T10:35:17Z",
    };

    internal Task<JsonNode> Over(string task) => Eventually.Get(
        () => Gateway.Task(task), view => Phase(view) is not ("queued" or "sent" or "running" or "cancelling"), $"{task} is over");
}
