using Microsoft.AspNetCore.Builder;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Tracing;

/// <summary>Where spans go.</summary>
public sealed class CollectorTests
{
    [Fact]
    public async Task SpansAreSentToTheCollectorThatIsSet()
    {
        var sent = new TaskCompletionSource<(string Path, string? Type, string Body)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = WebApplication.CreateSlimBuilder();
        await using var collector = builder.Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.Run(async http =>
        {
            using var body = new StreamReader(http.Request.Body);
            sent.TrySetResult((http.Request.Path, http.Request.ContentType, await body.ReadToEndAsync()));
        });
        await collector.StartAsync();

        await using (var world = await GatewayWorld.Start($"--Tracing:Endpoint={collector.Urls.Single()}", "--Tracing:Protocol=HttpProtobuf"))
        {
            using var answer = await world.Operator.GetAsync("/api/v1/tasks/none");
            await world.Stop();   // what is recorded is sent at the end at the latest
        }

        var (path, type, spans) = await sent.Task.Within("spans have come");
        Assert.Equal(("/v1/traces", "application/x-protobuf"), (path, type));
        Assert.Contains("ops-gateway", spans, StringComparison.Ordinal);
        Assert.Contains("GET /api/v1/tasks/{id}", spans, StringComparison.Ordinal);
    }
}
