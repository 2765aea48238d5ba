using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Logs;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;
using OrleansOps.Tests.Support;
using Xunit.Abstractions;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>A journal that a disk, a crash or an older agent made another of: an agent reads it as far as it is whole, and starts.</summary>
public sealed class JournalFuzzTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(20_000);

    private static readonly JournalEntry[] Entries =
    [
        new(Now, Accepted: Some.Script("t1", "echo one") with { Env = new Dictionary<string, string> { ["A"] = "b" }, Stdin = [1, 2, 3], Tty = new TerminalSize(80, 24) }),
        new(Now, Accepted: Some.Command("t2", "/bin/true", "x")),
        new(Now, Ended: new TaskEnded("m", "t1", 1, TaskOutcome.Exited, 0, null, Now, Now, 1, 2, 0, "note")),
        new(Now, Heard: new HeardCommands(new AttemptId("t2", 1), ["sealed"], new Dictionary<string, string> { ["version"] = "4.2" }, 0, null)),
        new(Now, Settled: new AttemptId("t1", 1)),
        new(Now, Cancelled: new AttemptId("t2", 1)),
        new(Now, Forgotten: new AttemptId("t1", 1)),
    ];

    [Fact]
    public async Task Read_OfDamagedBytes_IsWhatStandsBeforeTheDamage()
    {
        var whole = new ArrayBufferWriter<byte>();
        foreach (var entry in Entries)
        {
            JournalFrames.Write(whole, entry);
        }

        var inputs = await Fuzz.Run(random =>
        {
            var bytes = Damage.Bytes(whole.WrittenSpan.ToArray(), random);
            var (state, read) = (new JournalState(), new List<JournalEntry>());

            var good = JournalFrames.Read(bytes, entry =>
            {
                read.Add(entry);
                state.Apply(entry);
            });

            Assert.InRange(good, 0, bytes.Length);
            var again = new ArrayBufferWriter<byte>();
            read.ForEach(entry => JournalFrames.Write(again, entry));
            Assert.Equal(bytes[..good], again.WrittenSpan.ToArray());   // what was read is what stands there, entry by entry
            return Task.CompletedTask;
        });

        output.WriteLine($"{inputs} inputs.");
    }

    [Fact]
    public async Task Read_OfWholeEntriesThatSaySomethingElse_NeverFails()
    {
        var texts = Entries.Select(entry => Encoding.UTF8.GetString(TextOf(entry))).ToList();

        var inputs = await Fuzz.Run(random =>
        {
            var state = new JournalState();
            var bytes = Enumerable.Range(0, 4).SelectMany(_ => Frame(Damage.Json(texts[random.Next(texts.Count)], random))).ToArray();

            JournalFrames.Read(bytes, state.Apply);

            _ = state.Held.Count() + state.Snapshot(Now).Count() + state.ForgottenUpTo("t1") + state.CancelledUpTo("t2");
            return Task.CompletedTask;
        });

        output.WriteLine($"{inputs} inputs.");
    }

    private static byte[] TextOf(JournalEntry entry)
    {
        var frame = new ArrayBufferWriter<byte>();
        JournalFrames.Write(frame, entry);
        return frame.WrittenSpan[8..].ToArray();
    }

    /// <summary>As an agent writes it: length, checksum of length and text, text.</summary>
    private static byte[] Frame(byte[] text)
    {
        var frame = new byte[8 + text.Length];
        var crc = BitOperations.Crc32C(~0u, (uint)text.Length);
        foreach (var one in text)
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        BinaryPrimitives.WriteInt32LittleEndian(frame, text.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(4), ~crc);
        text.CopyTo(frame, 8);
        return frame;
    }
}
