using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Logs;

/// <summary>
/// Whatever happens between a task's output and its store, in the end every byte that was printed is stored once, or once said to be missing.
/// </summary>
public sealed class TaskLogPropertyTests
{
    private static readonly LogStream[] Streams = [LogStream.Stdout, LogStream.Stderr];

    [Fact]
    public void AnyHistory_EveryPrintedByteIsStoredOnceOrSaidToBeMissing() => Prop.ForAll(History(), history =>
    {
        var world = new World();
        foreach (var (kind, amount) in history)
        {
            world.Step(kind, amount);
        }

        return world.Conclude();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(60));

    private static Arbitrary<(int Kind, int Amount)[]> History()
    {
        var step = from kind in Gen.Choose(0, 9) from amount in Gen.Choose(0, 4_000) select (kind, amount);
        return Arb.From(step.ArrayOf());
    }

    /// <summary>A task that prints, an agent that dies now and then, a connection that loses, and a store that forgets its newest entries.</summary>
    private sealed class World
    {
        private readonly FakeOutput[] _files = [new(0), new(1)];
        private readonly MemoryFile[] _marks = [new()];
        private readonly LogWindow _window = new(TimeProvider.System);
        private readonly byte[] _buffer = new byte[Limits.BatchBytes];
        private readonly Queue<LogBatch> _wire = new();
        private readonly long[] _gone = new long[2];   // up to here a byte may be missing: it was released, or the disk lost it
        private readonly StoredLog _store = new("t", 1);
        private TaskLog _log;

        public World()
        {
            _window.Open(2 * Limits.BatchBytes);
            _log = NewLog();
        }

        public void Step(int kind, int amount)
        {
            switch (kind)
            {
                case 0 or 1:
                    Print((LogStream)(amount % 2), amount);
                    break;
                case 2 or 3:
                    Send();
                    break;
                case 4:
                    Deliver(answered: true);
                    break;
                case 5:
                    Deliver(answered: false);
                    break;
                case 6:
                    _wire.Clear();
                    _log.StartSession();
                    break;
                case 7:
                    _store.LoseAfter(Math.Max(0, _store.Batches.Count - (amount % 4)));
                    _log.Doubt();   // as it would when it hears of nothing for a while
                    break;
                case 8:
                    ReleaseStored();
                    break;
                default:
                    Restart();
                    break;
            }
        }

        public bool Conclude()
        {
            long[] kept = [_files[0].Length(), _files[1].Length()];
            _log.Finish(new LogEnd(kept[0], kept[1], 3_000_000_000, 0, LogDropReason.CapReached));
            _files[1].Truncate(kept[1] / 2);   // a power failure took what the disk had not yet written
            _gone[1] = kept[1];
            _log.Doubt();   // answers may have been lost, and nothing more be said
            for (var turns = 0; !_log.AllStored; turns++)
            {
                Assert.True(turns < 1_000, $"The log does not end: {_store.Mark()}, of {kept[0]} and {kept[1]} bytes.");
                Send();
                Deliver(answered: true);
            }

            Assert.Equal(0, _window.Used);
            return Streams.All(stream => IsWhole(stream, kept[(int)stream] + (stream == LogStream.Stdout ? 3_000_000_000 : 0), kept[(int)stream]));
        }

        /// <summary>Sometimes a full disk has no room to note it; sometimes it is noted, and the supervisor killed before it is written.</summary>
        private void Print(LogStream stream, int bytes)
        {
            Span<byte> note = stackalloc byte[OrderMark.Size];
            new OrderMark(stream, _files[(int)stream].Length() + bytes, DateTimeOffset.UnixEpoch).Write(note);
            if (bytes % 5 != 0)
            {
                _marks[0].Append(note);
            }

            if (bytes % 7 != 0)
            {
                _files[(int)stream].Print(bytes);
            }
        }

        private bool IsWhole(LogStream stream, long printed, long kept)
        {
            var offset = 0L;
            foreach (var batch in _store.Batches.Select(stored => stored.Batch).Where(batch => batch.Stream == stream))
            {
                Assert.Equal(offset, batch.Offset);
                if (batch.Dropped is { } drop)
                {
                    Assert.InRange(drop.Bytes, 1, long.MaxValue);
                    Assert.True(drop.Reason == LogDropReason.Lost ? offset + drop.Bytes <= _gone[(int)stream] : offset >= kept, $"{batch} is there, or for another reason not.");
                    offset += drop.Bytes;
                    continue;
                }

                foreach (var read in Encoding.UTF8.GetBytes(batch.Text!))
                {
                    Assert.Equal(FakeOutput.ByteAt(offset++, (int)stream), read);
                }
            }

            return offset == printed;
        }

        private void Send()
        {
            if (_log.NeedsMark)
            {
                _wire.Clear();
                _log.Start(_store.Mark());
            }

            while (_log.Cut(_buffer) is { } batch)
            {
                _wire.Enqueue(batch);
            }
        }

        private void Deliver(bool answered)
        {
            while (_wire.TryDequeue(out var batch))
            {
                var mark = _store.Append(batch);
                if (answered)
                {
                    _log.Take(mark);
                }
            }
        }

        /// <summary>As the log does it after a megabyte.</summary>
        private void ReleaseStored()
        {
            var mark = _store.Mark();
            foreach (var stream in Streams)
            {
                var upTo = stream == LogStream.Stdout ? mark.StdoutOffset : mark.StderrOffset;
                _files[(int)stream].Release(upTo);
                _gone[(int)stream] = Math.Max(_gone[(int)stream], Math.Min(upTo, _files[(int)stream].Length()));
            }

            Restart();   // so that the log learns of it as it learns of what an earlier life released
        }

        private void Restart()
        {
            _wire.Clear();
            _log.Dispose();
            _log = NewLog();
            _log.Adopt();
        }

        /// <summary>Time passes with each look at it, so that no line is held for long.</summary>
        private TaskLog NewLog() => new(new AttemptId("t", 1), _files[0], _files[1], _marks[0], _window, new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) });
    }
}
