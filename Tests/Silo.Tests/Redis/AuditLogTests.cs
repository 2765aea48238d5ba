using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.InMemory;
using OrleansOps.Redis.Access;
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

    [Fact]
    public async Task Add_NoNumberOfTasksPushesOutWhoWasGivenAccess()
    {
        foreach (var trail in _both)
        {
            await trail.Add(Event("flood", "a-token"));
            for (var i = 0; i < 1_000; i++)
            {
                await trail.Add(Event("flood", $"{i}") with { Action = "submitTask" });
            }

            Assert.Equal("a-token", Assert.Single((await trail.List(new AuditQuery { By = "flood", Action = "createToken" })).Items).Target);
            Assert.Equal("a-token", (await trail.List(new AuditQuery { By = "flood", Limit = 5_000 })).Items[^1].Target);
            Assert.Equal("999", (await trail.List(new AuditQuery { By = "flood", Action = "submitTask", Limit = 1 })).Items[0].Target);
        }
    }

    /// <summary>Two streams are one list: pages of every size have each event once, the newest first, also where both gave one number.</summary>
    [Fact]
    public async Task List_PagesOfAnySize_HaveEachEventOnce()
    {
        foreach (var trail in _both)
        {
            var expected = new List<string>();
            for (var i = 0; i < 40; i++)
            {
                var isTask = i % 3 != 0;
                await trail.Add(Event("pages", $"{i}") with { Action = isTask ? "cancelTask" : "createToken" });
                expected.Insert(0, $"{i}");
            }

            for (var size = 1; size < 8; size++)
            {
                var found = new List<AuditEvent>();
                string? cursor = null;
                do
                {
                    var page = await trail.List(new AuditQuery { By = "pages", Limit = size, Cursor = cursor });
                    found.AddRange(page.Items);
                    cursor = page.NextCursor;
                }
                while (cursor is not null);

                Assert.Equal(expected.Order(StringComparer.Ordinal), found.Select(happened => happened.Target!).Order(StringComparer.Ordinal));
                Assert.Equal(found.Select(happened => happened.At).OrderDescending(), found.Select(happened => happened.At));
            }
        }
    }

    [Fact]
    public void Place_OfTwoWithOneNumber_ThatOfTasksIsTheOlder()
    {
        var (access, task) = (AuditPlace.Parse("5-1"), AuditPlace.Parse("5-1-1"));

        Assert.True(access.IsNewerThan(task));
        Assert.True(AuditPlace.Parse("5-2-1").IsNewerThan(access));
        Assert.Equal(("5-1", "5-1-1", "5-1"), (access.ToString(), task.ToString(), task.Entry));
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
