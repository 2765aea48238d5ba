using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Logs;

/// <summary>
/// However a task writes its commands to both streams and however that is cut, sent again, given back to the disk and taken up by another life of the agent: what
/// is masked does not leave from then on, everything else does as it was printed, and the outputs are the last that were set.
/// </summary>
public sealed class LogCommandPropertyTests
{
    private const string Own = "own-secret-of-the-task";

    private static readonly string[] Values = ["hunter2-hunter2", "s3cr3t", "another value", "eleven\u4f60bytes"];

    [Fact]
    public void AnyHistory_MasksHoldFromThenOn_AndTheRestIsWhatWasPrinted() => Prop.ForAll(History(), history =>
    {
        using var world = new World();
        foreach (var (kind, amount) in history)
        {
            world.Step(kind, amount);
        }

        world.Conclude();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(120));

    private static Arbitrary<(int Kind, int Amount)[]> History()
    {
        var step = from kind in Gen.Choose(0, 11) from amount in Gen.Choose(0, 100_000) select (kind, amount);
        return Arb.From(step.ArrayOf());
    }

    private sealed class World : IDisposable
    {
        private static readonly Dictionary<string, string> Secrets = new() { ["TOKEN"] = Own };

        private readonly MemoryFile[] _files = [new(), new()];
        private readonly MemoryFile _marks = new();
        private readonly List<byte>[] _printed = [[], []];
        private readonly Queue<byte>[] _toWrite = [new(), new()];
        private readonly LogWindow _window = new(TimeProvider.System);
        private readonly byte[] _buffer = new byte[Limits.BatchBytes];
        private readonly Queue<LogBatch> _wire = new();
        private readonly StoredLog _store = new("t", 1);
        private readonly FakeTimeProvider _time = new();

        /// <summary>Every line that has its end: where each stream stood by then.</summary>
        private readonly List<(string Line, long Stdout, long Stderr)> _lines = [];
        private readonly StringBuilder[] _line = [new(), new()];
        private bool _diskFails;
        private bool _isBusy;
        private int _looks;
        private HeardCommands? _kept;
        private LogCommands _commands = null!;
        private IOutput[] _outputs = null!;
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
                case 0 or 1 or 2 or 3:
                    Say(amount % 2, amount / 2);
                    break;
                case 4 or 5:
                    Write(amount % 2, 1 + (amount / 2 % (amount % 5 == 0 ? 30_000 : 60)));
                    break;
                case 6 or 7:
                    _time.Advance(TimeSpan.FromMilliseconds(amount % 300));
                    _isBusy = amount % 2 == 0;
                    Send();
                    _isBusy = false;
                    break;
                case 8:
                    Deliver();
                    break;
                case 9:
                    _diskFails = amount % 3 == 0;
                    for (var stream = 0; stream < 2; stream++)
                    {
                        _outputs[stream].Release(_store.Length((LogStream)stream) / 4_096 * 4_096);
                    }

                    break;
                case 10:
                    _wire.Clear();
                    _log.StartSession();
                    break;
                default:
                    _wire.Clear();
                    _log.Dispose();
                    _log = NewLog();
                    _commands.Adopt(_kept);
                    _log.Adopt();
                    break;
            }
        }

        public void Conclude()
        {
            Write(0, _toWrite[0].Count);
            Write(1, _toWrite[1].Count);
            for (var stream = 0; stream < 2; stream++)
            {
                Ended(stream);   // a line that has no end has it here
            }

            var heardOut = _commands.HearOut(_files[0].Length(), _files[1].Length());
            Assert.True(heardOut.IsCompletedSuccessfully, "It is not heard out at once.");
            _log.Finish(new LogEnd(_files[0].Length(), _files[1].Length(), 0, 0, LogDropReason.CapReached));
            for (var turns = 0; !_log.AllStored; turns++)
            {
                Assert.True(turns < 1_000, $"The log does not end: {_store.Mark()}, of {_files[0].Length()} and {_files[1].Length()} bytes.");
                _log.Doubt();
                Send();
                Deliver();
            }

            MasksHold();
            TheRestIsWhatWasPrinted();
            var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var (line, _, _) in _lines.Where(line => line.Line.StartsWith("##[set-output name=", StringComparison.Ordinal) && line.Line.Length < 60_000))
            {
                var rest = line["##[set-output name=".Length..];
                expected[rest[..rest.IndexOf(']', StringComparison.Ordinal)]] = rest[(rest.IndexOf(']', StringComparison.Ordinal) + 1)..];
            }

            var shown = _commands.Results.Outputs ?? new Dictionary<string, string>();
            Assert.Equal(expected.Keys, shown.Keys.Order(StringComparer.Ordinal));
            Assert.All(expected, output => Assert.True(IsCovered(output.Value, shown[output.Key]), $"{output.Key} is '{shown[output.Key]}', set was '{output.Value}'"));
            Assert.All(shown.Values, value => Assert.DoesNotContain(Own, value, StringComparison.Ordinal));
        }

        public void Dispose() => _log.Dispose();

        private static bool IsCovered(string printed, string shown) => SameBytes(Encoding.UTF8.GetBytes(printed), Encoding.UTF8.GetBytes(shown));

        private static bool SameBytes(ReadOnlySpan<byte> printed, ReadOnlySpan<byte> shown)
        {
            if (printed.Length != shown.Length)
            {
                return false;
            }

            var masked = printed.ToArray();
            SecretMask.Of([Own, .. Values])!.Cover(masked, isEnd: true, []);
            for (var i = 0; i < shown.Length; i++)
            {
                if (shown[i] != printed[i] && (shown[i] != '*' || masked[i] != '*'))
                {
                    return false;
                }
            }

            return true;
        }

        private void MasksHold()
        {
            foreach (var (line, stdout, stderr) in _lines.Where(line => line.Line.StartsWith("##[add-mask]", StringComparison.Ordinal)).Prepend(("##[add-mask]" + Own, 0, 0)))
            {
                var value = Encoding.UTF8.GetBytes(line["##[add-mask]".Length..]);
                for (var stream = 0; stream < 2 && value.Length is >= Limits.SecretBytes and <= Limits.MaskBytes; stream++)
                {
                    var (stored, from) = (_store.Bytes((LogStream)stream), stream == 0 ? stdout : stderr);
                    var at = stored.AsSpan((int)from).IndexOf(value);
                    Assert.True(at < 0, $"'{line}' was said when the streams stood at {stdout} and {stderr}, and stream {stream} shows its value at {from + at}.");
                }
            }
        }

        private void TheRestIsWhatWasPrinted()
        {
            for (var stream = 0; stream < 2; stream++)
            {
                Assert.True(SameBytes(_printed[stream].ToArray(), _store.Bytes((LogStream)stream)), $"Stream {stream} is not what was printed:\n{Encoding.UTF8.GetString(_printed[stream].ToArray())}\n{Encoding.UTF8.GetString(_store.Bytes((LogStream)stream))}");
            }
        }

        private void Say(int stream, int amount)
        {
            var (value, name) = (Values[amount / 13 % Values.Length], $"{(stream == 0 ? "out" : "err")}-{amount / 7 % 3}");
            var said = (amount % 13) switch
            {
                0 or 1 => $"##[add-mask]{value}",
                2 => $"##[set-output name={name}]{value} {amount}",
                3 => $"##[set-output name={name}]{Own}",
                4 => $"##[group]{value}",
                5 => $"say ##[add-mask]{value}",
                6 => $"##[add-mask]{new string('y', Limits.MaskBytes + 1 + (amount % 40_000))}",
                7 => $"{new string('.', amount % 20_000)}{value}",
                8 => $"##[set-output name={name}]{new string('z', Limits.OutputBytes + (amount % 1_000))}",
                9 => "##[" + new string('#', amount % 5),
                10 => Convert.ToBase64String(Encoding.UTF8.GetBytes(Own)),
                11 => value,
                _ => new string('.', amount % 90),
            };
            foreach (var one in Encoding.UTF8.GetBytes($"{said}{(amount % 3 == 0 ? "\r\n" : "\n")}"))
            {
                _toWrite[stream].Enqueue(one);
            }
        }

        private void Write(int stream, int bytes)
        {
            if (_toWrite[stream].Count == 0 || bytes == 0)
            {
                return;
            }

            Span<byte> mark = stackalloc byte[OrderMark.Size];
            new OrderMark((LogStream)stream, _files[stream].Length() + Math.Min(bytes, _toWrite[stream].Count), _time.GetUtcNow()).Write(mark);
            _marks.Append(mark);
            for (; bytes > 0 && _toWrite[stream].TryDequeue(out var one); bytes--)
            {
                _files[stream].Append([one]);
                _printed[stream].Add(one);
                if (one == '\n')
                {
                    Ended(stream);
                }
                else
                {
                    _line[stream].Append((char)one);
                }
            }
        }

        /// <summary>The task writes on while the agent looks how much there is.</summary>
        private void WriteOn()
        {
            if (_isBusy)
            {
                _looks++;
                Write(_looks / 3 % 2, 1 + (_looks * 31 % 90));
            }
        }

        private void Ended(int stream)
        {
            var line = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(_line[stream].ToString())).TrimEnd('\r');
            _line[stream].Clear();
            _lines.Add((line, _files[0].Length(), _files[1].Length()));
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
                _log.Take(_store.Append(batch));
            }
        }

        private TaskLog NewLog()
        {
            IOutput[] files = [new WrittenOutput(_files[0], WriteOn), new WrittenOutput(_files[1], WriteOn)];
            _commands = new LogCommands(new AttemptId("t", 1), Secrets, files[0], files[1], heard =>
            {
                if (_diskFails)
                {
                    return Task.FromException(new IOException("full"));
                }

                _kept = heard;
                return Task.CompletedTask;
            });
            _outputs =
            [
                new MaskedOutput(new HeardOutput(files[0], LogStream.Stdout, _commands), _commands.Results, _time),
                new MaskedOutput(new HeardOutput(files[1], LogStream.Stderr, _commands), _commands.Results, _time),
            ];
            return new TaskLog(new AttemptId("t", 1), _outputs[0], _outputs[1], _marks, _window, _time);
        }
    }
}
