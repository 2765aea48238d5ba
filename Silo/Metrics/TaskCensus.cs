using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansOps.Tasks;

namespace OrleansOps.Metrics;

/// <summary>How many tasks are in each phase that is not an end, as the list of open tasks has it. How tasks end is counted when they do.</summary>
internal sealed partial class TaskCensus : IHostedService
{
    private static readonly IReadOnlyList<TaskPhase> Phases = [.. Enum.GetValues<TaskPhase>().Where(phase => phase is not TaskPhase.None && !phase.IsTerminal())];

    private readonly IMeterFactory _meters;
    private readonly ITaskIndex _tasks;
    private readonly ILogger<TaskCensus> _logger;
    private readonly SlowReading<Dictionary<TaskPhase, int>> _open;

    public TaskCensus(IMeterFactory meters, ITaskIndex tasks, TimeProvider time, ILogger<TaskCensus> logger)
    {
        (_meters, _tasks, _logger) = (meters, tasks, logger);
        _open = new SlowReading<Dictionary<TaskPhase, int>>(Read, LogNotRead, time);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _meters.Create("OrleansOps.OpenTasks").CreateObservableGauge("ops.tasks.open", Show, description: "Tasks that are not over, by phase, of the whole cluster");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Each phase, also one without a task: a figure that is left out looks like the one before.</summary>
    private IEnumerable<Measurement<int>> Show() => _open.Latest() is { } counts
        ? Phases.Select(phase => new Measurement<int>(counts.GetValueOrDefault(phase), new KeyValuePair<string, object?>("phase", JsonNamingPolicy.CamelCase.ConvertName(phase.ToString()))))
        : [];

    private async Task<Dictionary<TaskPhase, int>> Read()
    {
        var counts = new Dictionary<TaskPhase, int>();
        for (var query = new TaskQuery { Open = true, Limit = 500 }; ;)
        {
            var page = await _tasks.List(query);
            foreach (var task in page.Items)
            {
                counts[task.Phase] = counts.GetValueOrDefault(task.Phase) + 1;
            }

            if (page.NextCursor is not { } next)
            {
                return counts;
            }

            query = query with { Cursor = next };
        }
    }

    [LoggerMessage(3062, LogLevel.Debug, "The open tasks could not be counted now")]
    private partial void LogNotRead(Exception failure);
}
