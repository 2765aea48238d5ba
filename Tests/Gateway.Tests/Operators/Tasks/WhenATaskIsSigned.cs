using System.Net;
using System.Net.Http.Json;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Tasks;

public sealed class WhenATaskIsSigned(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private static readonly DateTimeOffset Until = new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task TheHostGetsTheSignatureAsItIs_AndAnotherTaskHasNone()
    {
        var host = world.NameOfItsOwn("signed");
        var agent = await world.ConnectAgent(host);
        var body = new { agent = host, kind = "bash", script = "true", signature = new { host, until = Until, value = new byte[] { 1, 2, 3 } } };
        using var submitted = await world.Submit("signed-a", body);
        using var repeated = await world.Submit("signed-a", body with { signature = new { host, until = Until.AddHours(1), value = new byte[] { 4 } } });
        using var unsigned = await world.Submit("signed-a", Some.Task(host));
        using var spec = await world.Operator.GetAsync("/api/v1/tasks/signed-a/spec");
        var order = await agent.NextOrder();

        Assert.Equal((host, Until), (order.Signature!.Host, order.Signature.Until));
        Assert.Equal([1, 2, 3], order.Signature.Value);
        Assert.Equal(HttpStatusCode.OK, repeated.StatusCode);   // the same task, signed once more
        await unsigned.IsProblem(HttpStatusCode.Conflict, "conflicting-task");
        Assert.Null((await spec.Json())["signature"]);
    }

    [Fact]
    public async Task OneThatIsNotAllowed_IsRejectedForGood()
    {
        var host = world.NameOfItsOwn("signed");
        var agent = await world.ConnectAgent(host);
        using var submitted = await world.Submit("signed-no", new { agent = host, kind = "named", argv = new[] { "up", "now" } });
        var order = await agent.NextOrder();
        await agent.Send(nameof(IAgentHub.Refused), new TaskRefused(order.TaskId, order.Attempt, RefusalCode.NotAllowed, "This host runs only signed tasks (its setting 'only'), and the task has no signature."));
        var task = await world.TaskWhen("signed-no", "rejected");

        Assert.Equal((TaskKind.Named, 2), (order.Kind, order.Argv.Count));
        Assert.Contains("the task has no signature", task["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AJobIsNotSigned()
    {
        using var answer = await world.Operator.PutAsJsonAsync(
            "/api/v1/jobs/signed", new { hosts = new[] { "a" }, task = new { kind = "bash", script = "true", signature = new { host = "a", until = Until, value = new byte[] { 1 } } } });

        await answer.IsProblem(HttpStatusCode.BadRequest, "not-together");
    }
}
