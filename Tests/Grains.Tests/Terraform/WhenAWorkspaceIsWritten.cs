using OrleansOps.Health;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Terraform;

/// <summary>Workspaces on a silo with a Redis of its own.</summary>
public sealed class WhenAWorkspaceIsWritten : IAsyncLifetime
{
    private const string Id = "network";

    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.Start();

    public Task DisposeAsync() => _redis.DisposeAsync().AsTask();

    [Fact]
    public async Task ItsVersionsAndItsLock_AreThereAfterTheSiloWasLost()
    {
        await using (var silo = await SiloUnderTest.OnRedis(_redis))
        {
            Assert.Null(await Workspace(silo).Describe());
            Assert.Equal(LockStatus.Held, (await Workspace(silo).Lock(Lock("one"))).Status);
            Assert.Equal(StateWriteStatus.Stored, (await Write(silo, Version(1), "one")).Status);
        }

        await using var next = await SiloUnderTest.OnRedis(_redis);
        var workspace = (await Workspace(next).Describe())!;
        Assert.Equal((1, "one", "one"), (workspace.Newest!.Serial, workspace.Newest.LockId, workspace.Lock!.Id));
        Assert.Equal("one@host", (await Workspace(next).Lock(Lock("two"))).Lock!.Who);
        Assert.Equal(StateWriteStatus.Locked, (await Write(next, Version(2), "two")).Status);
        Assert.Equal(StateWriteStatus.Same, (await Write(next, Version(1), "one")).Status);
        Assert.Equal([1, 2], await next.Grains.GetGrain<IStateContentGrain>(0).Read(Id, workspace.Newest.Content, 0));
    }

    [Fact]
    public async Task WhatIsRefused_LeavesTheStateThatIsThere()
    {
        await using var silo = await SiloUnderTest.OnRedis(_redis);
        await Write(silo, Version(5));
        var before = await Workspace(silo).Describe();

        Assert.Equal(StateWriteStatus.SerialBehind, (await Write(silo, Version(4))).Status);
        Assert.Equal(StateWriteStatus.SerialTaken, (await Write(silo, Version(5) with { Sha256 = "other" })).Status);
        Assert.Equal(StateWriteStatus.WrongLineage, (await Write(silo, Version(6) with { Lineage = "b" })).Status);
        Assert.Equal(StateWriteStatus.LockLost, (await Write(silo, Version(6), "gone")).Status);
        Assert.Equal(StateWriteStatus.ContentGone, (await Workspace(silo).Write(Version(6) with { Parts = 2 }, lockId: null)).Status);

        Assert.Equivalent(before, await Workspace(silo).Describe(), strict: true);
    }

    [Fact]
    public async Task TheOldestVersionsGo_WithTheirContents()
    {
        await using var silo = await SiloUnderTest.OnRedis(_redis, ("Terraform:KeptVersions", "2"));
        var contents = silo.Grains.GetGrain<IStateContentGrain>(0);
        for (var serial = 1; serial <= 4; serial++)
        {
            await Write(silo, Version(serial));
        }

        Assert.Equal([4, 3], (await Workspace(silo).Describe())!.Versions.Select(version => version.Serial));
        Assert.Null(await contents.Read(Id, Version(2).Content, 0));
        Assert.NotNull(await contents.Read(Id, Version(3).Content, 0));
        Assert.False(await contents.Put(Id, Version(3).Content, 0, [9]));   // one that a version names is not written any more
        Assert.Equal([1, 2], await contents.Read(Id, Version(3).Content, 0));
        Assert.Equal(LockStatus.Free, (await Workspace(silo).Delete()).Status);
        Assert.Null(await contents.Read(Id, Version(4).Content, 0));
        Assert.Null(await Workspace(silo).Describe());
    }

    [Fact]
    public async Task ItWasLockedToLookAlone_NothingStays()
    {
        await using var silo = await SiloUnderTest.OnRedis(_redis, ("Terraform:MostWorkspaces", "1"));

        await Workspace(silo).Lock(Lock("one"));
        Assert.Equal(LockStatus.Full, (await silo.Grains.GetGrain<IWorkspaceGrain>("storage").Lock(Lock("two"))).Status);
        Assert.Equal(LockStatus.Locked, (await Workspace(silo).Delete()).Status);
        Assert.Equal(LockStatus.Free, (await Workspace(silo).Unlock("one")).Status);
        Assert.Equal(LockStatus.Free, (await Workspace(silo).Unlock("one")).Status);

        Assert.Null(await Workspace(silo).Describe());
        Assert.Equal(LockStatus.Held, (await silo.Grains.GetGrain<IWorkspaceGrain>("storage").Lock(Lock("two"))).Status);
        Assert.Equal(["storage"], (await silo.Grains.GetGrain<IWorkspaceIndexGrain>(0).List(null, 10)).Items.Select(workspace => workspace.Id));
    }

    [Fact]
    public async Task TheStoreIsKilledMeanwhile_TheSameWriteIsOneVersion()
    {
        await using var silo = await SiloUnderTest.OnRedis(_redis);
        await Write(silo, Version(1));
        await _redis.Kill();

        await Assert.ThrowsAnyAsync<StoreUnavailableException>(() => Workspace(silo).Write(Version(2), lockId: null));
        await _redis.Resume();

        await Eventually.Get(() => Answered(() => Write(silo, Version(2))), reply => reply?.Status is StateWriteStatus.Stored or StateWriteStatus.Same, "the state is stored");
        Assert.Equal([2, 1], (await Workspace(silo).Describe())!.Versions.Select(version => version.Serial));
        Assert.Equal(StateWriteStatus.Same, (await Write(silo, Version(2))).Status);
    }

    private static async Task<T?> Answered<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) when (failure.MeansUnavailable())
        {
            return null;
        }
    }

    private static IWorkspaceGrain Workspace(SiloUnderTest silo) => silo.Grains.GetGrain<IWorkspaceGrain>(Id);

    private static async Task<StateReply> Write(SiloUnderTest silo, StateVersion version, string? lockId = null)
    {
        await silo.Grains.GetGrain<IStateContentGrain>(0).Put(Id, version.Content, 0, [1, 2]);
        return await Workspace(silo).Write(version, lockId);
    }

    private static StateLock Lock(string id) => new() { Id = id, Operation = "OperationTypeApply", Who = $"{id}@host", By = "token", ById = "t" };

    private static StateVersion Version(long serial) => new()
    {
        Serial = serial,
        Lineage = "a",
        Sha256 = $"sha-{serial}",
        Md5 = "",
        Size = 2,
        By = "token",
        ById = "t",
        Content = $"{serial:x32}",
        Parts = 1,
        StoredBytes = 2,
        SerialAt = 0,
        SerialLength = 1,
    };
}
