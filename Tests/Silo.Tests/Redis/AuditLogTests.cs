using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.InMemory;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

/// <summary>The trail of changes, in Redis and in memory alike.</summary>
public sealed class AuditLogTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private static readonly IOptions<AuditOptions> Kept = Options.Create(new AuditOptions { Entries = 200 });

    private readonly IAuditLog[] _both = [new RedisAuditLog(redis.Connection, Kept), new MemoryAuditLog(Kept, TimeProvider.System)];

    [Fact]
    public async Task List_TellsTheNewestFirstPageByPageAndOnlyWhatIsAskedFor()
    {
        foreach (var trail in _both)
        {
            var before = TimeProvider.System.GetUtcNow().AddMinutes(-1);
            for (var i = 0; i < 6; i++)
            {
                await trail.Add(Event($"t-{i % 2}", $"target-{i}"));
            }

            var first = await trail.List(new AuditQuery { By = "t-1", Limit = 2, Since = before });
            var rest = await trail.List(new AuditQuery { By = "t-1", Limit = 2, Since = before, Cursor = first.NextCursor });

            Assert.Equal(["target-5", "target-3"], first.Items.Select(happened => happened.Target));
            Assert.Equal(["target-1"], rest.Items.Select(happened => happened.Target));
            Assert.Null(rest.NextCursor);
            Assert.InRange(first.Items[0].At, before, before.AddMinutes(5));
            Assert.Empty((await trail.List(new AuditQuery { Since = before.AddHours(1) })).Items);
            Assert.Empty((await trail.List(new AuditQuery { Until = before })).Items);
        }
    }

    [Fact]
    public async Task Add_KeepsAboutSoMany()
    {
        foreach (var trail in _both)
        {
            for (var i = 0; i < 1_000; i++)
            {
                await trail.Add(Event("many", $"{i}"));
            }

            var kept = (await trail.List(new AuditQuery { Limit = 5_000 })).Items;
            Assert.InRange(kept.Count, 200, 400);   // Redis lets go of whole nodes of a hundred
            Assert.Equal("999", kept[0].Target);
        }
    }

    private static AuditEvent Event(string by, string target) => new()
    {
        TokenId = by,
        TokenName = "ada",
        From = "127.0.0.1",
        Action = "createToken",
        Target = target,
        Outcome = AuditOutcome.Done,
        Status = 201,
    };
}
