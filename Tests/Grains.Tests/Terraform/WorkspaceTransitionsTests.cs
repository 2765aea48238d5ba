using FsCheck;
using FsCheck.Fluent;

namespace OrleansOps.Terraform;

public sealed class WorkspaceTransitionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TerraformOptions Many = new() { KeptVersions = 500 };

    /// <summary>
    /// Any clients, who lock, write, give back and break in any order, each word once or twice: one has the lock, who has not writes nothing, a state is followed by later ones
    /// of its own lineage alone, and whoever is refused has changed nothing.
    /// </summary>
    [Fact]
    public void AnyHistory_KeepsItsPromises() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed => Lives(new Random(seed))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(7, "a", "same", StateWriteStatus.Same)]
    [InlineData(7, "a", "other", StateWriteStatus.SerialTaken)]
    [InlineData(6, "a", "same", StateWriteStatus.SerialBehind)]
    [InlineData(8, "b", "other", StateWriteStatus.WrongLineage)]
    [InlineData(8, "a", "same", StateWriteStatus.Stored)]
    [InlineData(90, "a", "other", StateWriteStatus.Stored)]
    public void Write_AfterSerial7OfLineageA(long serial, string lineage, string content, StateWriteStatus expected)
    {
        var workspace = new WorkspaceState { Versions = [Version(7, "a", "same")] };

        var (status, next) = WorkspaceTransitions.Write(workspace, Version(serial, lineage, content), lockId: null, Many, Now);

        Assert.Equal(expected, status);
        Assert.Equal(expected == StateWriteStatus.Stored, !ReferenceEquals(workspace, next));
    }

    [Theory]
    [InlineData(null, null, StateWriteStatus.Stored)]
    [InlineData("one", "one", StateWriteStatus.Stored)]
    [InlineData("one", null, StateWriteStatus.Locked)]
    [InlineData("one", "two", StateWriteStatus.Locked)]
    [InlineData(null, "one", StateWriteStatus.LockLost)]
    public void Write_UnderALock(string? held, string? named, StateWriteStatus expected)
    {
        var workspace = new WorkspaceState { Lock = held is null ? null : Lock(held) };

        Assert.Equal(expected, WorkspaceTransitions.Write(workspace, Version(1, "a", "c"), named, Many, Now).Status);
    }

    [Fact]
    public void Break_OnlyTheLockThatIsNamed()
    {
        var workspace = new WorkspaceState { Lock = Lock("one") };
        var how = new LockBreak { Reason = "its machine is gone", By = "operator", ById = "t" };

        Assert.Equal((LockStatus.Locked, workspace), WorkspaceTransitions.Break(workspace, "two", how, Now));
        var (status, broken) = WorkspaceTransitions.Break(workspace, "one", how, Now);
        Assert.Equal((LockStatus.Free, null, "one", Now), (status, broken.Lock, broken.LastBreak!.Lock!.Id, broken.LastBreak.At));
        Assert.Equal((LockStatus.Free, broken), WorkspaceTransitions.Break(broken, "one", how, Now));   // asked again
        Assert.Equal((LockStatus.Unknown, broken), WorkspaceTransitions.Break(broken, "two", how, Now));
        Assert.Equal(StateWriteStatus.LockLost, WorkspaceTransitions.Write(broken, Version(1, "a", "c"), "one", Many, Now).Status);
    }

    [Theory]
    [InlineData(3, 1_000, "9 8 7")]
    [InlineData(100, 30, "9 8 7")]
    [InlineData(100, 5, "9")]   // the newest stays, however large it is
    public void Write_KeepsTheNewest(int versions, long bytes, string kept)
    {
        var workspace = new WorkspaceState();
        for (var serial = 1; serial < 10; serial++)
        {
            workspace = WorkspaceTransitions.Write(
                workspace, Version(serial, "a", $"{serial}") with { StoredBytes = 10 }, lockId: null, new TerraformOptions { KeptVersions = versions, KeptBytes = bytes }, Now).Next;
        }

        Assert.Equal(kept, string.Join(' ', workspace.Versions.Select(version => version.Serial)));
    }

    private static void Lives(Random random)
    {
        var options = new TerraformOptions { KeptVersions = random.Next(1, 6), KeptBytes = 10 * random.Next(1, 8) };
        var workspace = new WorkspaceState();
        var holders = new HashSet<string>(StringComparer.Ordinal);   // who was told to have the lock, and was not told that it is gone
        string[] clients = ["one", "two", "three"];
        for (var step = 0; step < 80; step++)
        {
            var client = clients[random.Next(clients.Length)];
            var before = workspace;
            switch (random.Next(5))
            {
                case 0:
                    var taken = Twice(() => Told(WorkspaceTransitions.Lock(workspace, Lock(client), Now)));
                    Assert.Equal(taken == LockStatus.Held, workspace.Lock!.Id == client);
                    _ = taken == LockStatus.Held && holders.Add(client);
                    break;
                case 1:
                    var given = Twice(() => Told(WorkspaceTransitions.Unlock(workspace, client)));
                    Assert.Equal(given == LockStatus.Locked, before.Lock is { } other && other.Id != client);
                    holders.Remove(client);
                    break;
                case 2:
                    var how = new LockBreak { Reason = "gone", By = "operator", ById = "t" };
                    if (Twice(() => Told(WorkspaceTransitions.Break(workspace, client, how, Now))) == LockStatus.Free && before.Lock?.Id == client)
                    {
                        Assert.Equal(client, workspace.LastBreak!.Lock!.Id);
                        holders.Remove(client);
                    }

                    break;
                default:
                    Write(client, random.Next(3) == 0 ? null : client);
                    break;
            }

            Assert.Equal(workspace.Lock is { } held ? [held.Id] : [], holders);
            Assert.Equal(workspace.Versions.Select(version => version.Serial).OrderDescending().Distinct(), workspace.Versions.Select(version => version.Serial));
            Assert.True(workspace.Versions.Select(version => version.Lineage).Distinct(StringComparer.Ordinal).Count() <= 1);
            Assert.True(workspace.Versions.Count <= options.KeptVersions && (workspace.Versions.Count <= 1 || workspace.Versions.Sum(version => version.StoredBytes) <= options.KeptBytes));
        }

        void Write(string client, string? lockId)
        {
            var before = workspace;
            var newest = before.Versions is [var first, ..] ? first : null;
            var version = Version((newest?.Serial ?? 0) + random.Next(-1, 3), random.Next(8) == 0 ? "b" : newest?.Lineage ?? "a", $"{random.Next(3)}") with { StoredBytes = random.Next(1, 20) };
            if (version.Serial < 0)
            {
                return;
            }

            var (status, next) = WorkspaceTransitions.Write(workspace, version, lockId, options, Now);
            var mayWrite = before.Lock?.Id == lockId;
            var follows = newest is null || (newest.Lineage == version.Lineage && version.Serial > newest.Serial);
            Assert.Equal(mayWrite && follows, status == StateWriteStatus.Stored);
            Assert.Equal(status == StateWriteStatus.Stored, !ReferenceEquals(before, next));
            workspace = next;
            if (status == StateWriteStatus.Stored)
            {
                Assert.Equal((version.Serial, lockId, Now), (next.Versions[0].Serial, next.Versions[0].LockId, next.Versions[0].StoredAt));
                var again = WorkspaceTransitions.Write(workspace, version, lockId, options, Now);   // its answer was lost
                Assert.Equal((StateWriteStatus.Same, workspace), again);
            }
        }

        LockStatus Told((LockStatus Status, WorkspaceState Next) answer)
        {
            Assert.True(answer.Status != LockStatus.Locked || ReferenceEquals(workspace, answer.Next));
            workspace = answer.Next;
            return answer.Status;
        }

        LockStatus Twice(Func<LockStatus> word)
        {
            var status = word();
            if (random.Next(2) == 0)
            {
                var after = workspace;
                Assert.Equal(status, word());
                Assert.Same(after, workspace);
            }

            return status;
        }
    }

    private static StateLock Lock(string id) => new() { Id = id, Who = $"{id}@host", By = "token", ById = "t" };

    private static StateVersion Version(long serial, string lineage, string content) => new()
    {
        Serial = serial,
        Lineage = lineage,
        Sha256 = content,
        Md5 = "",
        Size = 1,
        By = "token",
        ById = "t",
        Content = $"{serial}-{content}",
        Parts = 1,
        StoredBytes = 1,
        SerialAt = 0,
        SerialLength = 1,
    };
}
