using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Logs;

/// <summary>However a task writes its secrets and however that is cut, sent again and taken up anew: none of them leaves the host, and all the rest does.</summary>
public sealed class MaskedOutputTests
{
    private static readonly string[] Secrets = ["hunter2-hunter2", "s3cr3t", "line one of it\nand another line"];

    private static readonly Dictionary<string, string> Values = Secrets.Select((value, number) => (value, number)).ToDictionary(secret => $"S{secret.number}", secret => secret.value);

    [Fact]
    public void Read_AnyWayOfWritingAndCutting_GivesTheSameAsTheWhole() => Prop.ForAll(History(), history =>
    {
        using var world = new World();
        foreach (var (kind, amount) in history)
        {
            world.Step(kind, amount);
        }

        world.Conclude();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(80));

    [Fact]
    public void Ready_WhatBeginsLikeASecret_IsHeldForAWhile()
    {
        var (file, time) = (new MemoryFile(), new FakeTimeProvider());
        var output = new MaskedOutput(file, new CommandResults(Values), time);
        file.Append("Password (hunt"u8);

        Assert.Equal(10, output.Ready());
        time.Advance(MaskedOutput.Hold);
        Assert.Equal(14, output.Ready());
        file.Append("er2-hunter2)"u8);

        Assert.Equal(26, output.Ready());
        Assert.Equal("Password (***************)", Read(output, 0, 26));
        Assert.Equal((1, 0), (output.MasksIn(0, 26), output.MasksIn(11, 15)));
    }

    [Fact]
    public void Release_KeepsWhatASecretMayBeginIn()
    {
        var (file, mask) = (new MemoryFile(), Mask());
        var output = new MaskedOutput(file, new CommandResults(Values), TimeProvider.System);
        file.Append(Encoding.ASCII.GetBytes(new string('.', 8_185) + "hunter2-hunter2\n"));

        output.Release(8_192);

        Assert.Equal("********\n", Read(output, 8_192, 9));
        Assert.InRange(file.FirstByte(), 1, 8_192 - mask.Reach);
    }

    private static SecretMask Mask() => SecretMask.Of(Values)!;

    private static string Read(MaskedOutput output, long offset, int length)
    {
        var bytes = new byte[length];
        return Encoding.UTF8.GetString(bytes, 0, output.Read(offset, bytes));
    }

    private static Arbitrary<(int Kind, int Amount)[]> History()
    {
        var step = from kind in Gen.Choose(0, 9) from amount in Gen.Choose(0, 4_000) select (kind, amount);
        return Arb.From(step.ArrayOf());
    }

    /// <summary>A task that prints secrets piece by piece, an agent that dies now and then, and a connection that loses.</summary>
    private sealed class World : IDisposable
    {
        private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
        private static readonly TimeSpan Longest = MaskedOutput.Hold - (2 * Look);

        private readonly MemoryFile _file = new();
        private readonly List<byte> _printed = [];
        private readonly LogWindow _window = new(TimeProvider.System);
        private readonly byte[] _buffer = new byte[Limits.BatchBytes];
        private readonly Queue<LogBatch> _wire = new();
        private readonly Queue<byte> _toWrite = new();
        private readonly StoredLog _store = new("t", 1);
        private readonly FakeTimeProvider _time = new();
        private TimeSpan _quiet;
        private TaskLog _log;
        private long _masked;

        public World()
        {
            _window.Open(2 * Limits.BatchBytes);
            _log = NewLog();
        }

        public void Step(int kind, int amount)
        {
            switch (kind)
            {
                case 0 or 1 or 2:
                    Say(amount);
                    break;
                case 3 or 4:
                    Write(1 + (amount % 20));
                    break;
                case 5 or 6:
                    _time.Advance(_quiet < Longest ? Look : TimeSpan.Zero);   // a line is not waited for any more, a secret still is
                    _quiet += Look;
                    Send();
                    break;
                case 7:
                    Deliver();
                    break;
                case 8:
                    _wire.Clear();
                    _log.StartSession();
                    break;
                default:
                    _wire.Clear();
                    _log.Dispose();
                    _log = NewLog();
                    _log.Adopt();
                    break;
            }
        }

        public void Conclude()
        {
            Write(_toWrite.Count);
            _log.Finish(new LogEnd(_file.Length(), 0, _file.Length(), 0, LogDropReason.CapReached));
            for (var turns = 0; !_log.AllStored; turns++)
            {
                Assert.True(turns < 1_000, $"The log does not end: {_store.Mark()}, of {_file.Length()} bytes.");
                _log.Doubt();
                Send();
                Deliver();
            }

            var (whole, starts) = (_printed.ToArray(), new List<int>());
            Mask().Cover(whole, isEnd: true, starts);
            Assert.Equal(Encoding.UTF8.GetString(whole), _store.Stdout);
            Assert.Equal(starts.Count, _masked);
            Assert.All(Secrets.SelectMany(secret => secret.Split('\n')), secret => Assert.DoesNotContain(secret, _store.Stdout, StringComparison.Ordinal));
        }

        /// <summary>Some words and a secret, in one of its forms, on their way to the file.</summary>
        private void Say(int amount)
        {
            var secret = Secrets[amount % Secrets.Length];
            var said = (amount / 3 % 5) switch
            {
                0 => secret,
                1 => Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', amount % 7) + secret)),
                2 => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)),
                3 => secret.Replace("\n", "\r\n", StringComparison.Ordinal),
                _ => new string('.', amount % 90),
            };
            foreach (var one in Encoding.UTF8.GetBytes($"{said}{(amount % 2 == 0 ? "\n" : " ")}"))
            {
                _toWrite.Enqueue(one);
            }
        }

        private void Write(int bytes)
        {
            for (; bytes > 0 && _toWrite.TryDequeue(out var one); bytes--)
            {
                _quiet = TimeSpan.Zero;
                _file.Append([one]);
                _printed.Add(one);
            }
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

        private void Deliver()
        {
            while (_wire.TryDequeue(out var batch))
            {
                var before = _store.NextSeq;
                _log.Take(_store.Append(batch));
                _masked += _store.NextSeq > before ? batch.Masked : 0;
            }
        }

        public void Dispose() => _log.Dispose();

        private TaskLog NewLog() => new(new AttemptId("t", 1), new MaskedOutput(_file, new CommandResults(Values), _time), new MemoryFile(), new MemoryFile(), _window, _time);
    }
}
