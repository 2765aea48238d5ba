using Microsoft.Extensions.Options;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

public sealed class RedisReminderTableTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private readonly GrainId _grain = GrainId.Create("alarm", Guid.NewGuid().ToString("N"));

    private RedisReminderTable Table => new(redis.Connection, Options.Create(new ClusterNames()));

    [Fact]
    public async Task WhatIsStoredIsRead()
    {
        var version = await Table.UpsertRow(Entry("wake"));
        await Table.UpsertRow(Entry("other"));

        var read = await Table.ReadRow(_grain, "wake");
        Assert.Equal((version, Some.Time.UtcDateTime, TimeSpan.FromMinutes(1)), (read!.ETag, read.StartAt, read.Period));
        Assert.Equal(2, (await Table.ReadRows(_grain)).Reminders.Count);
        Assert.Contains((await Table.ReadRows(0, 0)).Reminders, entry => entry.GrainId == _grain);
        Assert.Null(await Table.ReadRow(_grain, "none"));
    }

    [Fact]
    public async Task OnlyTheStoredVersionIsRemoved()
    {
        var old = await Table.UpsertRow(Entry("wake"));
        var newer = await Table.UpsertRow(Entry("wake"));

        Assert.False(await Table.RemoveRow(_grain, "wake", old!));
        Assert.True(await Table.RemoveRow(_grain, "wake", newer!));
        Assert.False(await Table.RemoveRow(_grain, "wake", newer!));
        Assert.Null(await Table.ReadRow(_grain, "wake"));
    }

    private ReminderEntry Entry(string name) => new()
    {
        GrainId = _grain,
        ReminderName = name,
        StartAt = Some.Time.UtcDateTime,
        Period = TimeSpan.FromMinutes(1),
    };
}
