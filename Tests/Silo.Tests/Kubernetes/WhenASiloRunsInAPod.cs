using OrleansOps.Lifetime;

namespace OrleansOps.Hosting;

/// <summary>With real processes, a real Redis, and an API server of the test's own.</summary>
public sealed class WhenASiloRunsInAPod
{
    private static readonly (string, string)[] Labels = [(Pod.ServiceLabel, "ops"), (Pod.ClusterLabel, "ops")];

    /// <summary>The silo whose pod goes is alive and answers the others: that its pod is gone is all that speaks against it.</summary>
    [Fact]
    public async Task ASiloWhosePodIsGoneIsDeclaredDead_AlsoWhereOneOfItsNameDiedBefore()
    {
        await using var world = await PodWorld.Start();
        world.Server.Forbids = true;
        await using var first = world.Add("ops-silo-a", Labels);
        await first.Process.Until("it said what it waits for", async () => (await first.Readiness()).Contains("get, list and watch of pods", StringComparison.Ordinal));
        world.Server.Forbids = false;
        await first.IsReady();

        await using var second = world.Add("ops-silo-b", Labels);
        await second.IsReady();
        await second.Process.Kill();
        await world.Says(second, SiloStatus.Dead);

        await using var third = world.Add(second.Name, Labels);   // Kubernetes starts a container again in its pod
        await third.IsReady();
        await Eventually.Holds(() => world.Server.Watches == 2, "both silos watch the pods");
        await world.Says(third, SiloStatus.Active);
        world.Server.Delete(third.Name);

        Assert.Equal(ExitCode.DeclaredDead, await third.Process.Ended());
        await world.Says(third, SiloStatus.Dead);
        Assert.StartsWith("200", await first.Readiness(), StringComparison.Ordinal);
        Assert.Contains("its corresponding pod, ops-silo-b, has been deleted", first.Process.LastWords + third.Process.LastWords, StringComparison.Ordinal);   // either silo may be the first to see it
        Assert.Empty(world.Server.Refused);
    }

    /// <summary>Nobody was there to see it: the silo that starts does not wait until it finds out by itself.</summary>
    [Fact]
    public async Task ASiloThatStartsDeclaresTheOneDeadWhosePodIsNotThere()
    {
        await using var world = await PodWorld.Start();
        await using var before = world.Add("ops-silo-a", Labels);
        await before.IsReady();
        world.Server.Delete(before.Name);   // nobody watches but itself, and it never declares itself dead
        Assert.StartsWith("200", await before.Readiness(), StringComparison.Ordinal);

        await using var after = world.Add("ops-silo-b", Labels);

        Assert.Equal(ExitCode.DeclaredDead, await before.Process.Ended());
        await after.IsReady();
        await world.Says(before, SiloStatus.Dead);
    }

    [Theory]
    [InlineData("has no label orleans/serviceId", null, null)]
    [InlineData("has no label orleans/clusterId", "ops", null)]
    [InlineData("label orleans/clusterId of the pod 'ops-silo-a' is 'other', and Cluster:ClusterId is 'ops'", "ops", "other")]
    public async Task APodWithoutItsLabelsIsRefused(string said, string? service, string? cluster)
    {
        (string, string)[] labels = [.. new[] { (Pod.ServiceLabel, service), (Pod.ClusterLabel, cluster) }.Where(label => label.Item2 is not null).Select(label => (label.Item1, label.Item2!))];
        await using var world = await PodWorld.Start();
        await using var silo = world.Add("ops-silo-a", labels);

        Assert.Equal(ExitCode.RefusedSettings, await silo.Process.Ended());
        Assert.Contains(said, silo.Process.LastWords, StringComparison.Ordinal);
        Assert.Empty(world.Server.Refused);
    }

    [Theory]
    [InlineData("POD_NAME", "the variable POD_NAME is not set. Have the pod's manifest set it from the field metadata.name")]
    [InlineData("KUBERNETES_SERVICE_HOST", "it is in no pod, or the pod is given no token")]
    public async Task WhatItsManifestLeavesOutIsRefused(string variable, string said)
    {
        await using var world = await PodWorld.Start();
        await using var silo = world.Add("ops-silo-a", Labels, without: variable);

        Assert.Equal(ExitCode.RefusedSettings, await silo.Process.Ended());
        Assert.Contains(said, silo.Process.LastWords, StringComparison.Ordinal);
    }
}
