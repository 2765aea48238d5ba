using System.Globalization;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace OrleansOps.Redis;

/// <summary>Reminders in Redis: two hashes, one of times and one of versions. There are as many reminders as deadline shards.</summary>
internal sealed class RedisReminderTable(RedisConnection redis, IOptions<ClusterNames> names) : IReminderTable
{
    private static readonly RedisScript RemoveScript = new("reminder-remove");

    private RedisKey Times => $"{names.Value.ServiceId}/reminders/times";

    private RedisKey Versions => $"{names.Value.ServiceId}/reminders/versions";

    public async Task<ReminderTableData> ReadRows(GrainId grainId) => new((await All()).Where(reminder => reminder.GrainId == grainId));

    public async Task<ReminderTableData> ReadRows(uint begin, uint end) => new(await All());

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var field = Field(grainId, reminderName);
        var times = await redis.Call(database => database.HashGetAsync(Times, field));
        var version = await redis.Call(database => database.HashGetAsync(Versions, field));
        return times.IsNull || version.IsNull ? null : Entry(field, times!, version!);
    }

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var version = Guid.NewGuid().ToString("N");
        var field = Field(entry.GrainId, entry.ReminderName);
        var times = string.Create(CultureInfo.InvariantCulture, $"{entry.StartAt.ToUniversalTime().Ticks}|{entry.Period.Ticks}");
        await redis.Call(async database =>
        {
            var transaction = database.CreateTransaction();
            _ = transaction.HashSetAsync(Times, field, times);
            _ = transaction.HashSetAsync(Versions, field, version);
            return await transaction.ExecuteAsync();
        });
        return version;
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        (int)await redis.Run(RemoveScript, [Times, Versions], [Field(grainId, reminderName), eTag]) == 1;

    public Task TestOnlyClearTable() => redis.Call(database => database.KeyDeleteAsync([Times, Versions]));

    private async Task<IEnumerable<ReminderEntry>> All()
    {
        var times = await redis.Call(database => database.HashGetAllAsync(Times));
        var versions = (await redis.Call(database => database.HashGetAllAsync(Versions))).ToDictionary(entry => entry.Name, entry => entry.Value);
        return times.Where(entry => versions.ContainsKey(entry.Name)).Select(entry => Entry(entry.Name!, entry.Value!, versions[entry.Name]!));
    }

    // A line feed is in no grain key and in no reminder name.
    private static string Field(GrainId grainId, string reminderName) => $"{grainId}\n{reminderName}";

    private static ReminderEntry Entry(string field, string times, string version)
    {
        var names = field.Split('\n');
        var ticks = times.Split('|');
        return new ReminderEntry
        {
            GrainId = GrainId.Parse(names[0]),
            ReminderName = names[1],
            StartAt = new DateTime(long.Parse(ticks[0], CultureInfo.InvariantCulture), DateTimeKind.Utc),
            Period = TimeSpan.FromTicks(long.Parse(ticks[1], CultureInfo.InvariantCulture)),
            ETag = version,
        };
    }
}
