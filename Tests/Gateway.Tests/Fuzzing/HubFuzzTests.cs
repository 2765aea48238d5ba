using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;
using Xunit.Abstractions;

namespace OrleansOps.Tests.Gateway.Fuzzing;

/// <summary>Messages of an agent near what is right: each is taken, answered with an error, or ends its own connection, and nobody else notices.</summary>
public sealed class HubFuzzTests(ITestOutputHelper output)
{
    private const int FramesBetweenLooks = 20;

    private static readonly string[] Frames =
    [
        """{"type":1,"invocationId":"1","target":"Heartbeat","arguments":[{"cpuPercent":12.5,"memoryUsedBytes":1000000,"load":[0.1,0.2,0.3],"uptimeSeconds":86400.5,"disks":[{"mount":"/","totalBytes":100,"usedBytes":40}],"running":1,"queued":2}]}""",
        """{"type":1,"invocationId":"2","target":"Accepted","arguments":[{"taskId":"t","attempt":1}]}""",
        """{"type":1,"invocationId":"3","target":"Refused","arguments":[{"taskId":"t","attempt":1,"code":1,"reason":"disk full"}]}""",
        """{"type":1,"target":"Log","arguments":[{"taskId":"t","attempt":1,"seq":1,"stream":0,"offset":0,"at":"2026-11-20T06:07:08Z","text":"line\n","times":[2,5],"beside":0}]}""",
        """{"type":1,"invocationId":"5","target":"ResumeLog","arguments":[{"taskId":"t","attempt":1}]}""",
        """{"type":1,"invocationId":"6","target":"Ended","arguments":[{"messageId":"m","taskId":"t","attempt":1,"outcome":0,"exitCode":0,"startedAt":"2026-01-01T00:00:00Z","endedAt":"2026-01-01T00:00:01Z","stdoutBytes":1,"stderrBytes":2,"processesLeft":0,"note":"n"}]}""",
        """{"type":1,"invocationId":"7","target":"Hello","arguments":[{"protocolVersion":1,"agentVersion":"0.1.0","slots":5,"facts":{"hostName":"h","os":"Debian","kernel":"6.1","architecture":"x64","processors":2,"memoryBytes":8000000000,"bootedAt":"2026-11-20T06:07:08Z","addresses":["10.0.0.1"]},"tasks":[{"taskId":"t","attempt":1,"phase":1}]}]}""",
        """{"type":6}""",
    ];

    [Fact]
    public async Task AnyMessage_LeavesTheGatewayAndOthersAsTheyWere()
    {
        await using var world = await GatewayWorld.Start();
        await using var other = await world.ConnectAgent("beside");
        var (agent, frames, connections) = (await RawAgent.Connect(world), 0, 1);

        var inputs = await Fuzz.Run(async random =>
        {
            if (!agent.IsOpen)
            {
                agent.Dispose();
                (agent, connections) = (await RawAgent.Connect(world), connections + 1);
            }

            try
            {
                await agent.Send([.. Damage.Json(Frames[random.Next(Frames.Length)], random), 0x1e]);
            }
            catch (System.Net.WebSockets.WebSocketException)
            {
                return;   // closed for what came before
            }

            if (++frames % FramesBetweenLooks == 0)
            {
                Assert.True(await agent.GoesOnOrIsClosed(), "it goes on, or is closed");
                await other.Send(nameof(IAgentHub.Heartbeat), Some.Heartbeat);
            }
        });

        agent.Dispose();
        using var submitted = await world.Submit("after", Some.Task("beside"));
        Assert.True(submitted.IsSuccessStatusCode, await submitted.Content.ReadAsStringAsync());
        var order = await other.NextOrder();
        await other.Accept(order);
        await other.End(order);
        await world.TaskWhen("after", "succeeded");
        using var invented = await world.Operator.GetAsync("/api/v1/tasks/t");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, invented.StatusCode);
        output.WriteLine($"{inputs} inputs, {frames} messages over {connections} connections.");
        Assert.True(frames > inputs / 2, $"Only {frames} of {inputs} were sent: it is not what is sent that is tried.");
    }
}
