using FsCheck;
using FsCheck.Fluent;

namespace OrleansOps.Locks;

public sealed class LockTransitionsTests
{
    private const int Many = 100;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TheFirstHasIt_TheOthersWaitAsTheyWereSubmitted()
    {
        var held = Take(Take(Take(Take(LockState.Free, "a", 9), "late", 3), "early", 1), "middle", 2);

        Assert.Equal("a", held.Holder!.Task.TaskId);
        Assert.True(held.Holder.IsTaken);
        Assert.Equal(["early", "middle", "late"], held.Line.Select(claim => claim.TaskId));

        var next = LockTransitions.Release(held, "a", held.Holder.Term, isOver: true, Start);

        Assert.Equal(("early", false), (next.Holder!.Task.TaskId, next.Holder.IsTaken));
        Assert.True(next.Holder.Term > held.Holder.Term);
        Assert.Equal(["middle", "late"], next.Line.Select(claim => claim.TaskId));
    }

    [Fact]
    public void WhoAsksAgain_HasItUnderANewTerm_AndAWordOfTheOldOneChangesNothing()
    {
        var first = Take(LockState.Free, "a", 1);
        var again = Take(first, "a", 1);

        Assert.True(again.Holder!.Term > first.Holder!.Term);
        Assert.Same(again, LockTransitions.Release(again, "a", first.Holder.Term, isOver: true, Start));
        Assert.Same(again, LockTransitions.Release(again, "a", 0, isOver: true, Start));   // it has come for it
        Assert.Null(LockTransitions.Release(again, "a", again.Holder.Term, isOver: true, Start).Holder);
    }

    [Fact]
    public void OneThatIsOverBeforeItCameForIt_GivesItBackWithoutATerm()
    {
        var held = Take(Take(LockState.Free, "a", 1), "b", 2);
        var given = LockTransitions.Release(held, "a", held.Holder!.Term, isOver: true, Start);

        Assert.Null(LockTransitions.Release(given, "b", 0, isOver: true, Start).Holder);
    }

    [Fact]
    public void OneThatWaits_LeavesTheLineWhenItIsOver_AndNotWhenItGaveItBack()
    {
        var held = Take(Take(LockState.Free, "a", 1), "b", 2);

        Assert.Same(held, LockTransitions.Release(held, "b", 7, isOver: false, Start));
        Assert.Empty(LockTransitions.Release(held, "b", 7, isOver: true, Start).Line);
        Assert.Same(held, LockTransitions.Release(held, "none", 7, isOver: true, Start));
    }

    [Fact]
    public void OfMoreThanHaveAPlace_TheLastSubmittedHasNone()
    {
        var held = Take(Take(Take(LockState.Free, "a", 1), "b", 2, most: 2), "d", 4, most: 2);

        Assert.Same(held, Take(held, "e", 5, most: 2));
        Assert.Equal(["b", "c"], Take(held, "c", 3, most: 2).Line.Select(claim => claim.TaskId));
    }

    [Fact]
    public void AnOperatorTakesItFromTheTaskThatHeNames_AndFromNoOther()
    {
        var held = Take(Take(LockState.Free, "a", 1), "b", 2);

        Assert.Same(held, LockTransitions.Break(held, "b", Start));
        Assert.Equal("b", LockTransitions.Break(held, "a", Start).Holder!.Task.TaskId);
    }

    [Fact]
    public void ItsHolderIsAskedToGiveItBack_OnceOthersWaitAndItHasHadItForAWhile()
    {
        var alone = Take(LockState.Free, "a", 1);
        var held = Take(alone, "b", 2);

        Assert.False(LockTransitions.IsDue(alone, Start.AddHours(1), TimeSpan.FromSeconds(30)));
        Assert.False(LockTransitions.IsDue(held, Start.AddSeconds(29), TimeSpan.FromSeconds(30)));
        Assert.True(LockTransitions.IsDue(held, Start.AddSeconds(30), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void InAnyHistory_OneHasIt_TermsGoUp_AndWhoWaitsIsGivenItWhenItIsFree() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => History(new Random(seed))).QuickCheckThrowOnFailure();

    /// <summary>Tasks that ask, run, end and are given up in any order; words that come late, or twice, or never.</summary>
    private static void History(Random random)
    {
        var now = LockState.Free;
        var words = new List<(string Task, long Term, bool IsOver)>();   // under way, or lost
        var running = new Dictionary<string, long>(StringComparer.Ordinal);   // tasks that were told that they have it, and their terms
        var over = new HashSet<string>(StringComparer.Ordinal);
        for (var step = 0; step < 60; step++)
        {
            var (before, task) = (now, $"t{random.Next(6)}");
            switch (random.Next(5))
            {
                case 0 or 1 when !over.Contains(task):
                    now = Take(now, task, int.Parse(task[1..], System.Globalization.CultureInfo.InvariantCulture), most: 3);
                    if (LockTransitions.IsOf(now.Holder, task))
                    {
                        Assert.All(running.Keys, other => Assert.Equal(task, other));
                        running[task] = now.Holder!.Term;
                    }

                    break;
                case 2 when running.Remove(task, out var term):
                    over.Add(task);
                    words.Add((task, term, true));
                    break;
                case 3 when words.Count > 0:
                    var word = words[random.Next(words.Count)];   // stays: it may come again
                    now = LockTransitions.Release(now, word.Task, word.Term, word.IsOver, Start.AddSeconds(step));
                    break;
                case 4 when now.Holder is { } asked && !running.ContainsKey(asked.Task.TaskId):
                    words.Add((asked.Task.TaskId, asked.Term, random.Next(2) == 0));   // asked whether it needs it
                    break;
            }

            if (!ReferenceEquals(before, now))
            {
                Assert.True(now.Revision > before.Revision || before.Revision == 0);
                Assert.True(now.Holder is not null || now.Line.Count == 0);
                Assert.True(now.Holder?.Term >= (before.Holder?.Term ?? 0) || now.Holder is null);
                Assert.Equal(now.Line.Select(claim => claim.TaskId).Order(StringComparer.Ordinal), now.Line.Select(claim => claim.TaskId));
                Assert.True(now.Line.Count <= 3);
                Assert.DoesNotContain(now.Holder?.Task.TaskId ?? "", now.Line.Select(claim => claim.TaskId));
            }

            Assert.All(running, one => Assert.True(LockTransitions.IsOf(now.Holder, one.Key) && now.Holder!.Term == one.Value));
            now = now.Holder is null ? LockState.Free with { Revision = now.Revision } : now;
        }
    }

    private static LockState Take(LockState now, string task, int submitted, int most = Many) =>
        LockTransitions.Take(now, new LockClaim(task, "agent-1", "web-1", Start.AddSeconds(submitted)), Start, most);
}
