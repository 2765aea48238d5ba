using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

public sealed class JournalTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Reopen_AcceptedAndEndedTasksAreThereInOrder()
    {
        using var disk = new RealJournal();
        using (var journal = disk.Open())
        {
            await journal.Append(Accepted("b"));
            await journal.Append(Accepted("a"));
            await journal.Append(new JournalEntry(Now, Ended: Report("b")));
        }

        using var again = disk.Open();

        Assert.Equal([("b", "b.1"), ("a", null)], again.State.Held.Select(held => (held.Order.TaskId, held.Report?.MessageId)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    public async Task Reopen_EveryPossibleTear_KeepsExactlyTheWholeEntriesBeforeIt(int reserved)
    {
        using var disk = new RealJournal();
        var ends = new List<long>();
        using (var file = new JournalFile(disk.Path))
        using (var journal = RealJournal.Open(file))
        {
            foreach (var id in new[] { "a", "b", "c" })
            {
                await journal.Append(Accepted(id));
                ends.Add(file.Length);
            }
        }

        var whole = await File.ReadAllBytesAsync(disk.Path);
        Assert.Equal(ends[^1], whole.Length);
        for (var length = 0; length <= whole.Length; length++)
        {
            await File.WriteAllBytesAsync(disk.Path, [.. whole[..length], .. new byte[reserved]]);
            using var torn = disk.Open();
            Assert.Equal(ends.Count(end => end <= length), torn.State.Held.Count());
        }
    }

    [Fact]
    public async Task Reopen_AfterAnEndWithoutClosing_WhatIsReservedIsNoDamage()
    {
        using var disk = new RealJournal();
        using var left = new RealJournal();
        using (var journal = disk.Open())
        {
            await journal.Append(Accepted("a"));
            File.Copy(disk.Path, left.Path);
        }

        using (var journal = left.Open())
        {
            await journal.Append(Accepted("b"));
        }

        using var again = left.Open();
        Assert.Equal(["a", "b"], again.State.Held.Select(held => held.Order.TaskId));
        Assert.False(File.Exists(left.Path + ".damaged"));
    }

    [Fact]
    public async Task Reopen_EveryFlippedByte_KeepsTheEntriesBeforeItAndCanBeWrittenOn()
    {
        using var disk = new RealJournal();
        long first;
        using (var file = new JournalFile(disk.Path))
        using (var journal = RealJournal.Open(file))
        {
            await journal.Append(Accepted("a"));
            first = file.Length;
            await journal.Append(Accepted("b"));
        }

        var whole = await File.ReadAllBytesAsync(disk.Path);
        for (var at = 0; at < whole.Length; at++)
        {
            var flipped = whole.ToArray();
            flipped[at] ^= 0x10;
            await File.WriteAllBytesAsync(disk.Path, flipped);
            using (var journal = disk.Open())
            {
                Assert.Equal(at < first ? [] : ["a"], journal.State.Held.Select(held => held.Order.TaskId));
                await journal.Append(Accepted("c"));
            }

            using var again = disk.Open();
            Assert.Contains("c", again.State.Held.Select(held => held.Order.TaskId));
            Assert.Equal(flipped[(at < first ? 0 : (int)first)..], await File.ReadAllBytesAsync(disk.Path + ".damaged"));
        }
    }

    [Fact]
    public async Task Append_ManyAtOnce_ShareFlushesAndAreAllDurable()
    {
        using var disk = new RealJournal();
        using var file = new CountingJournalFile(new JournalFile(disk.Path));
        using (var journal = RealJournal.Open(file))
        {
            var turns = new Turns();
            await turns.Run(() => Task.WhenAll(Enumerable.Range(0, 500).Select(i => journal.Append(Accepted($"t{i}")))));
        }

        using var again = disk.Open();
        Assert.Equal(500, again.State.Held.Count());
        Assert.InRange(file.Appends, 1, 3);
    }

    [Fact]
    public async Task Append_BeyondTheLimit_IsCompactedAndSaysTheSame()
    {
        using var disk = new RealJournal();
        using (var journal = disk.Open())
        {
            await journal.Append(Accepted("kept"));
            var big = new byte[100_000];
            for (var i = 0; i < 60; i++)
            {
                await journal.Append(Accepted($"t{i}", big));
                await journal.Append(new JournalEntry(Now, Forgotten: new AttemptId($"t{i}", 1)));
            }

            await journal.Append(new JournalEntry(Now, Cancelled: new AttemptId("early", 3)));
            await journal.Close();
            Assert.InRange(new FileInfo(disk.Path).Length, 1, 5_000_000);
        }

        using var again = disk.Open();
        Assert.Equal(["kept"], again.State.Held.Select(held => held.Order.TaskId));
        Assert.Equal((1, 3), (again.State.ForgottenUpTo("t0"), again.State.CancelledUpTo("early")));
    }

    [Fact]
    public async Task Append_AfterAFailedWrite_GoesOnWhereTheLastGoodOneEnded()
    {
        using var disk = new RealJournal();
        using (var file = new CountingJournalFile(new JournalFile(disk.Path)))
        using (var journal = RealJournal.Open(file))
        {
            await journal.Append(Accepted("a"));
            file.FailNext = true;
            await Assert.ThrowsAsync<IOException>(() => journal.Append(Accepted("b")));
            Assert.Equal(["a"], journal.State.Held.Select(held => held.Order.TaskId));
            await journal.Append(Accepted("c"));
        }

        using var again = disk.Open();
        Assert.Equal(["a", "c"], again.State.Held.Select(held => held.Order.TaskId));
    }

    [Fact]
    public void Open_ALinkInItsPlace_IsRefused()
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Join(directory.Path, "journal");
        File.CreateSymbolicLink(path, Path.Join(directory.Path, "elsewhere"));

        var refused = Assert.Throws<IOException>(() => new JournalFile(path));

        Assert.Contains("symbolic link", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Join(directory.Path, "elsewhere")));
    }

    [Fact]
    public void Open_MakesAFileForItsOwnerOnly()
    {
        using var disk = new RealJournal();
        using var journal = disk.Open();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(disk.Path));
    }

    private static JournalEntry Accepted(string id, byte[]? script = null) =>
        new(Now, Accepted: Some.Command(id, "/bin/true") with { Script = script });

    private static TaskEnded Report(string id) => new(id + ".1", id, 1, TaskOutcome.Exited, 0, null, Now, Now, 0, 0, 0, null);
}
