using System.Globalization;
using System.Text.Json.Nodes;

namespace OrleansOps.Cli.Tests;

/// <summary>A job of the contract's gateway. The test plays its hosts: it says how each of them stands.</summary>
internal sealed class ContractJob(string id)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, JsonObject> _hosts = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _version = 1;

    public string Id { get; } = id;

    public string Phase { get; private set; } = "running";

    /// <summary>The body it was submitted with.</summary>
    public string? Submitted { get; set; }

    public int Round { get; private set; } = 1;

    /// <summary>Members of the view that a test adds.</summary>
    public JsonObject More { get; } = [];

    public Action<ContractJob> WhenStopped { get; set; } = job => job.Enter("stopped", "Stopped by tester.");

    public Action<ContractJob> WhenRetried { get; set; } = _ => { };

    public bool IsOver => Phase is "succeeded" or "failed" or "stopped";

    /// <param name="name">Of the host.</param>
    /// <param name="state">As the contract says it.</param>
    /// <param name="exitCode">Null: it did not exit.</param>
    public ContractJob Host(string name, string state, int? exitCode = null) => Change(() =>
    {
        var number = _hosts.TryGetValue(name, out var known) ? known["number"]!.GetValue<int>() : _hosts.Count + 1;
        var isOver = state is not ("waiting" or "open");
        _hosts[name] = new JsonObject
        {
            ["number"] = number,
            ["agent"] = new JsonObject { ["id"] = $"id-{name}", ["name"] = name },
            ["state"] = state,
            ["taskId"] = state is "waiting" ? null : string.Create(CultureInfo.InvariantCulture, $"{Id}--{number}"),
            ["phase"] = !isOver ? null : state is "undelivered" ? "rejected" : state,
            ["exitCode"] = exitCode,
            ["endedAt"] = isOver ? string.Create(CultureInfo.InvariantCulture, $"2026-01-02T03:04:{number:00}Z") : null,
            ["tries"] = state is "waiting" ? 0 : 1,
        };
    });

    public ContractJob Enter(string phase, string? reason = null) => Change(() => (Phase, More["reason"]) = (phase, reason));

    public ContractJob Batch(int number, int count) => Change(() => (More["batch"], More["batchCount"]) = (number, count));

    public ContractJob Again(int round) => Change(() => (Phase, Round, More["reason"]) = ("running", round, null));

    public ContractJob Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            _version++;
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
        return this;
    }

    public (string Seen, Task Changed) Look()
    {
        lock (_lock)
        {
            return (Seen, _changed.Task);
        }
    }

    public IReadOnlyList<string> Hosts(string? state)
    {
        lock (_lock)
        {
            return [.. _hosts.Values.OrderBy(host => host["number"]!.GetValue<int>())
                .Where(host => state is null || string.Equals(host["state"]!.GetValue<string>(), state, StringComparison.Ordinal)).Select(host => host.ToJsonString())];
        }
    }

    public string View()
    {
        lock (_lock)
        {
            var view = new JsonObject
            {
                ["id"] = Id,
                ["preview"] = "apt-get upgrade",
                ["phase"] = Phase,
                ["terminal"] = IsOver,
                ["hosts"] = _hosts.Count,
                ["counts"] = Counts(),
                ["round"] = Round,
                ["batch"] = 1,
                ["batchCount"] = 1,
                ["pause"] = "never",
                ["maxConcurrent"] = 1000,
                ["submittedAt"] = "2026-01-02T03:04:05Z",
                ["submittedBy"] = "tester",
                ["endedAt"] = IsOver ? "2026-01-02T03:05:06Z" : null,
                ["seen"] = Seen,
                ["somethingNew"] = "that this opsctl does not know",
            };
            foreach (var (name, value) in More)
            {
                view[name] = value?.DeepClone();
            }

            return view.ToJsonString();
        }
    }

    private string Seen => _version.ToString(CultureInfo.InvariantCulture);

    private JsonObject Counts()
    {
        var counts = new JsonObject();
        foreach (var state in (string[])["waiting", "open", "succeeded", "failed", "undelivered", "cancelled"])
        {
            counts[state] = _hosts.Values.Count(host => string.Equals(host["state"]!.GetValue<string>(), state, StringComparison.Ordinal));
        }

        return counts;
    }
}
