using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Logs;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

public sealed class JournalPropertyTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(20_000);

    [Fact]
    public void Read_AnythingAtAll_NeverThrowsAndNeverClaimsMoreThanThereIs() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes =>
        {
            var count = 0;
            var good = JournalFrames.Read(bytes, _ => count++);
            return good <= bytes.Length && (good > 0 || count == 0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Snapshot_OfAnyHistory_SaysTheSameAsTheHistory() => Prop.ForAll(
        History(),
        history =>
        {
            var lived = new JournalState();
            var entries = history.Select((step, i) => Entry(step, Now.AddSeconds(i))).ToList();
            entries.ForEach(lived.Apply);

            var reread = new JournalState();
            var bytes = new ArrayBufferWriter<byte>();
            foreach (var entry in lived.Snapshot(Now.AddMinutes(1)))
            {
                JournalFrames.Write(bytes, entry);
            }

            var good = JournalFrames.Read(bytes.WrittenSpan, reread.Apply);
            return good == bytes.WrittenCount && Describe(reread) == Describe(lived);
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<(int Kind, int Task, int Attempt)[]> History()
    {
        var step = from kind in Gen.Choose(0, 5) from task in Gen.Choose(0, 3) from attempt in Gen.Choose(1, 3) select (kind, task, attempt);
        return Arb.From(step.ArrayOf());
    }

    private static JournalEntry Entry((int Kind, int Task, int Attempt) step, DateTimeOffset at)
    {
        var id = new AttemptId($"t{step.Task}", step.Attempt);
        return step.Kind switch
        {
            0 => new JournalEntry(at, Accepted: Some.Command(id.TaskId, "/bin/true") with { Attempt = id.Attempt }),
            1 => new JournalEntry(at, Ended: new TaskEnded(id.ToString(), id.TaskId, id.Attempt, TaskOutcome.Exited, 0, null, at, at, 1, 2, 0, null)),
            2 => new JournalEntry(at, Settled: id),
            3 => new JournalEntry(at, Forgotten: id),
            4 => new JournalEntry(at, Cancelled: id),
            _ => new JournalEntry(at, Heard: new HeardCommands(id, [], new Dictionary<string, string> { ["version"] = at.ToString("O", System.Globalization.CultureInfo.InvariantCulture) }, 1, "why")),
        };
    }

    private static string Describe(JournalState state) =>
        string.Join('|', state.Held.Select(held => (AttemptId.Of(held.Order), held.Report, held.Settled, held.Heard?.Outputs["version"])))
        + string.Join('|', Enumerable.Range(0, 4).Select(i => (state.ForgottenUpTo($"t{i}"), state.CancelledUpTo($"t{i}"))));
}
