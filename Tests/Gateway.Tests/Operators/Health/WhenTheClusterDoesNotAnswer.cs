using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Health;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Health;

public sealed class WhenTheClusterDoesNotAnswer
{
    /// <summary>What the page of the whole takes at the most, with what a busy machine adds.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheSystemIsShownWithoutItAndSaysSo(bool isSilent)
    {
        await using var world = await GatewayWorld.Start(builder => builder.Services.AddSingleton<IClusterMembers>(new Away(isSilent)));
        var since = Stopwatch.StartNew();

        using var answer = await world.Operator.GetAsync("/api/v1/system");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.InRange(since.Elapsed, TimeSpan.Zero, Limit);
        var system = await answer.Json();
        Assert.StartsWith("The silos do not answer", system["clusterProblem"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(system["silos"]!.AsArray());
        Assert.Equal("active", Assert.Single(system["gateways"]!.AsArray())!["state"]!.GetValue<string>());
    }

    private sealed class Away(bool isSilent) : IClusterMembers
    {
        public Task<IReadOnlyList<SiloMember>> Read() => isSilent
            ? new TaskCompletionSource<IReadOnlyList<SiloMember>>().Task
            : Task.FromException<IReadOnlyList<SiloMember>>(new SiloUnavailableException("No silo is left."));
    }
}
