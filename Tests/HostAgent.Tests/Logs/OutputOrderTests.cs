using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Logs;

/// <summary>Two streams become one log, in the order that is noted beside them.</summary>
public sealed class OutputOrderTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void WholeLines_AnyHistory_AreStoredExactlyInTheirOrder() => Prop.ForAll(History(), history =>
    {
        var (task, at, expected) = (new NotedTask(), DateTimeOffset.UnixEpoch, "");
        foreach (var (stream, length, gap, batches) in history)
        {
            at += TimeSpan.FromMicroseconds(gap);
            var line = $"{stream} {new string('x', length)}\n";
            task.Print((LogStream)stream, line, at);
            expected += line;
            Live(task, batches);
        }

        task.End();
        Assert.Equal(expected, task.Text);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(80));

    [Fact]
    public void PiecesOfLines_AnyHistory_NothingOvertakesWhatWasWrittenAMomentBefore() => Prop.ForAll(History(), history =>
    {
        var (task, at) = (new NotedTask(), DateTimeOffset.UnixEpoch);
        foreach (var (stream, length, gap, batches) in history)
        {
            at += TimeSpan.FromMicroseconds(gap);
            task.Print((LogStream)stream, new string('x', length + 1) + (length % 3 == 0 ? "\n" : ""), at);
            Live(task, batches);
        }

        task.End();
        AssertNothingOvertakes(task);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(80));

    [Fact]
    public void MoreChangesThanTheStoreShouldBearOneByOne_AreJoined_AndNothingOvertakesAMoment()
    {
        const int Lines = 100_000;
        var task = new NotedTask();
        for (var i = 0; i < Lines; i++)
        {
            task.Print((LogStream)(i % 2), $"{i}\n", DateTimeOffset.UnixEpoch.AddMicroseconds(10 * i));
        }

        task.End();

        AssertNothingOvertakes(task);
        Assert.InRange(task.Store.Batches.Count, 1, (2 * 1_000) + 4_096);   // a second's moments twice, and the last changes one by one
    }

    [Fact]
    public void WhatIsNotedOfNothing_IsNotWaitedForAfterTheEnd()
    {
        var task = new NotedTask();
        task.Print(LogStream.Stdout, "one\n", DateTimeOffset.UnixEpoch);
        task.Note(new OrderMark(LogStream.Stderr, 100, DateTimeOffset.UnixEpoch));   // its supervisor was killed before it wrote that
        task.Print(LogStream.Stdout, "two\n", DateTimeOffset.UnixEpoch);
        task.Send();
        Assert.Equal("one\n", task.Text);

        task.End();

        Assert.Equal("one\ntwo\n", task.Text);
    }

    [Fact]
    public void WhatNothingIsNotedOf_ComesAfterWhatIs()
    {
        var task = new NotedTask();
        task.Print(LogStream.Stderr, "first\n", DateTimeOffset.UnixEpoch);
        task.Print(LogStream.Stdout, "second\n", DateTimeOffset.UnixEpoch);
        task.Print(LogStream.Stderr, "third\n", DateTimeOffset.UnixEpoch, isNoted: false);

        task.End();

        Assert.Equal("first\nsecond\nthird\n", task.Text);
    }

    [Fact]
    public void ALineThatWasWrittenInPieces_IsNotCutByTheOtherStream()
    {
        var (task, at) = (new NotedTask(), DateTimeOffset.UnixEpoch);
        task.Print(LogStream.Stdout, "out", at);
        task.Print(LogStream.Stderr, "err\n", at);
        task.Print(LogStream.Stdout, " 1\nout 2\n", at.AddMicroseconds(900));

        task.End();

        Assert.Equal("out 1\nerr\nout 2\n", task.Text);
    }

    [Fact]
    public void EachRecord_HasTheTimeOfItsWriting()
    {
        var (task, at) = (new NotedTask(), DateTimeOffset.UnixEpoch.AddDays(20_000));
        task.Print(LogStream.Stdout, "one\n", at);
        task.Print(LogStream.Stdout, "two\n", at.AddSeconds(3));
        task.Print(LogStream.Stdout, "three\n", at.AddSeconds(3));
        task.Print(LogStream.Stdout, "four\n", at.AddHours(1));

        task.End();

        var batch = Assert.Single(task.Batches);
        Assert.Equal(at, batch.At);
        Assert.Equal([4, 3_000, 14, 3_600_000], batch.Times);
    }

    /// <summary>The gateway refuses times that fall, and a log whose batch is refused for ever is never stored.</summary>
    [Fact]
    public void AClockThatIsSetBack_MakesNoTimeThatFalls()
    {
        var (task, at) = (new NotedTask(), DateTimeOffset.UnixEpoch.AddDays(20_000));
        task.Print(LogStream.Stdout, "one\n", at);
        task.Print(LogStream.Stdout, "two\n", at.AddSeconds(5));
        task.Print(LogStream.Stdout, "three\n", at.AddHours(-1));
        task.Print(LogStream.Stdout, "four\n", at.AddSeconds(9));

        task.End();

        Assert.Equal([4, 5_000, 14, 9_000], Assert.Single(task.Batches).Times);
    }

    /// <summary>A batch's time is stored in whole milliseconds, so what comes after it counts from there.</summary>
    [Fact]
    public void ATimeBetweenTwoMilliseconds_MakesNoLineEarlierThanItWas()
    {
        var (task, at) = (new NotedTask(), DateTimeOffset.UnixEpoch.AddDays(20_000));
        task.Print(LogStream.Stdout, "one\n", at.AddMicroseconds(900));
        task.Print(LogStream.Stdout, "two\n", at.AddMicroseconds(6_100));

        task.End();

        Assert.Equal([4, 6], Assert.Single(task.Batches).Times);
    }

    [Fact]
    public void MarksOfWhatIsStored_AreGivenBackToTheDisk_AndAnAgentThatStartsAgainGoesOn()
    {
        var (task, expected) = (new NotedTask(), new List<string>());
        for (var i = 0; i < 40_000; i++)
        {
            expected.Add(string.Create(CultureInfo.InvariantCulture, $"{i}\n"));
            task.Print((LogStream)(i % 2), expected[^1], DateTimeOffset.UnixEpoch.AddMilliseconds(2 * i));
            if (i % 1_000 == 0)
            {
                task.Send();
                task.Restart();
            }

            if (i % 7 == 0)
            {
                task.Send();
            }
        }

        task.End();

        Assert.Equal(string.Concat(expected), task.Text);
    }

    /// <summary>Sometimes the log is looked at in between, sometimes the agent dies there.</summary>
    private static void Live(NotedTask task, int batches)
    {
        task.Send(Math.Max(0, batches));
        if (batches < 0)
        {
            task.Restart();
        }
    }

    private static void AssertNothingOvertakes(NotedTask task)
    {
        long[] stored = [0, 0];
        var prints = task.Prints.GroupBy(print => print.Stream).ToDictionary(stream => stream.Key, stream => stream.ToList());
        int[] at = [0, 0];
        foreach (var batch in task.Batches)
        {
            var (mine, other) = (prints[batch.Stream], prints.GetValueOrDefault(1 - batch.Stream) ?? []);
            stored[(int)batch.Stream] += batch.Text!.Length;
            while (mine[at[(int)batch.Stream]].End < stored[(int)batch.Stream])
            {
                at[(int)batch.Stream]++;
            }

            var last = mine[at[(int)batch.Stream]];
            var due = other.FindLast(print => print.At + Moment <= last.At);
            Assert.True(due.End <= stored[1 - (int)batch.Stream], $"{batch.Stream} up to byte {stored[(int)batch.Stream]}, written at {last.At:mm:ss.ffffff}, is stored before byte {due.End} of the other, written at {due.At:mm:ss.ffffff}");
        }
    }

    private static Arbitrary<(int Stream, int Length, int Gap, int Batches)[]> History()
    {
        var step = from stream in Gen.Choose(0, 1)
                   from length in Gen.Choose(0, 90)
                   from gap in Gen.Frequency((3, Gen.Choose(0, 30)), (1, Gen.Choose(0, 4_000)))
                   from batches in Gen.Frequency((4, Gen.Constant(0)), (2, Gen.Choose(1, 5)), (1, Gen.Constant(-1)))
                   select (stream, length, gap, batches);
        return Arb.From(step.ArrayOf());
    }
}
