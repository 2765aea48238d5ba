using OrleansOps.Protocol;

namespace OrleansOps.Tests.Gateway.Seeds.S1;

/// <summary>A gateway that lets S1 agents in.</summary>
public sealed class S1World() : SeedWorld("--Gateway:S1:Enabled=true", "--Gateway:S1:SayEvery=00:00:02")
{
    /// <summary>A host that is enrolled, and an agent of S1 that is connected as it.</summary>
    internal async Task<(EnrolReply Host, S1Program Agent)> Connect(string name)
    {
        var host = await Gateway.Enrol(Gateway.NameOfItsOwn(name));
        var agent = S1Program.Wire();
        var answer = await agent.Connect(Gateway.Address, host.AgentId, $"agent-token,{host.Token}");
        Assert.True(answer.ContainsKey("open"), answer.ToJsonString());
        await Eventually.Get(() => State(host), state => state is "online", "the host is online");
        return (host, agent);
    }

    /// <summary>A task that the agent was given.</summary>
    internal async Task<string> Give(EnrolReply host, S1Program agent, string script = "echo hello", object? task = null)
    {
        var id = $"t-{Guid.NewGuid():N}";
        using var answer = await Gateway.Submit(id, task ?? new { agent = host.AgentId, kind = "shell", script });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Equal(id, (await agent.Came("task"))["task"]!["id"]!.GetValue<string>());
        return id;
    }

    internal static object Lines(string task, string messageId, params string[] lines) => new
    {
        type = "log",
        message_id = messageId,
        ts = 1_700_000_000_000,
        task_id = task,
        logs = lines.Select(line => new { timestamp = 1_700_000_000, level = "info", content = line, stream = "stdout", task_id = task, host_id = 1, host_name = "h" }),
    };

    internal static object Ended(string task, string messageId, string status = "success", int exitCode = 0, int errorCode = 0, string error = "") => new
    {
        type = "task_result",
        message_id = messageId,
        ts = 1_700_000_001_000,
        task_id = task,
        result = new { task_id = task, status, exit_code = exitCode, log = "", log_size = 0, started_at = 1_700_000_000, finished_at = 1_700_000_001, error_msg = error, error_code = errorCode },
    };
}
