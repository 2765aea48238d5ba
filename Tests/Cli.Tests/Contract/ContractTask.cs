using System.Text;
using System.Text.Json.Nodes;

namespace OrleansOps.Cli.Tests;

/// <summary>A task of the contract's gateway. The test plays its host: it writes, ends, and decides what a cancel does.</summary>
internal sealed class ContractTask(string id)
{
    private readonly Lock _lock = new();
    private readonly List<ContractRecord> _records = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id { get; } = id;

    public string Host { get; init; } = "web-1";

    public string Phase { get; private set; } = "running";

    public bool Terminal { get; private set; }

    /// <summary>The body it was submitted with.</summary>
    public string? Submitted { get; set; }

    /// <summary>For each connection of a follower in turn: after how many records it is cut, in the midst of the next event.</summary>
    public Queue<int> Cuts { get; } = [];

    /// <summary>Members of the view that a test adds.</summary>
    public JsonObject More { get; } = [];

    public Action<ContractTask> WhenCancelled { get; set; } = task => task.End("cancelled", outcome: "cancelled");

    public ContractTask Write(string stream, string text) => Write(stream, Encoding.UTF8.GetBytes(text));

    public ContractTask Write(string stream, params byte[] bytes) => Change(() => _records.Add(new ContractRecord(_records.Count + 1, stream, bytes)));

    public ContractTask Drop(string stream, long bytes) => Change(() => _records.Add(new ContractRecord(_records.Count + 1, stream, [], bytes)));

    public ContractTask Enter(string phase) => Change(() => Phase = phase);

    public ContractTask End(string phase, int? exitCode = null, int? signal = null, string? outcome = "exited", string? reason = null) => Change(() =>
    {
        (Phase, Terminal) = (phase, true);
        (More["exitCode"], More["signal"], More["outcome"], More["reason"]) = (exitCode, signal, outcome, reason);
        More["endedAt"] = "2026-01-02T03:05:06Z";
    });

    public (IReadOnlyList<ContractRecord> Records, bool Terminal, string Phase, Task Changed) Look(long from)
    {
        lock (_lock)
        {
            return (_records.Where(record => record.Seq >= from).ToList(), Terminal, Phase, _changed.Task);
        }
    }

    public string View()
    {
        lock (_lock)
        {
            var view = new JsonObject
            {
                ["id"] = Id,
                ["agent"] = new JsonObject { ["id"] = "a1", ["name"] = Host },
                ["kind"] = "shell",
                ["phase"] = Phase,
                ["terminal"] = Terminal,
                ["attempt"] = 1,
                ["timeoutSeconds"] = 7200,
                ["queueSeconds"] = 86400,
                ["labels"] = new JsonObject(),
                ["submittedAt"] = "2026-01-02T03:04:05Z",
                ["submittedBy"] = "tester",
                ["startedAt"] = "2026-01-02T03:04:06Z",
                ["log"] = new JsonObject { ["nextSeq"] = _records.Count + 1, ["stdoutBytes"] = 1, ["stderrBytes"] = 0, ["complete"] = Terminal },
                ["processesLeft"] = 0,
                ["somethingNew"] = "that this opsctl does not know",
            };
            foreach (var (name, value) in More)
            {
                view[name] = value?.DeepClone();
            }

            return view.ToJsonString();
        }
    }

    private ContractTask Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
        return this;
    }
}
