using System.CommandLine;
using System.Globalization;

namespace OrleansOps.Cli;

/// <summary>opsctl system</summary>
internal static class SystemCommand
{
    private const string More = "With -o wide it shows what the silos do inside, too: grains and calls.";

    public static Command Create(CommonOptions common)
    {
        var command = new DocumentedCommand("system", "Show how the whole is: store, silos and gateways.", More) { common.Output };
        command.Does(common, async (_, session, cancel) =>
        {
            var system = await session.Server.Get("api/v1/system", CliJson.Default.SystemView, cancel);
            if (session.Json)
            {
                session.WriteJson(system.Json);
            }
            else if (session.Format == OutputFormat.Name)
            {
                session.WriteNames((system.Value.Silos ?? []).Select(silo => silo.Name).Concat((system.Value.Gateways ?? []).Select(gateway => gateway.Name)));
            }
            else
            {
                Describe(system.Value, inside: session.Format == OutputFormat.Wide).Write(session.Tables);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static Details Describe(SystemView system, bool inside)
    {
        var details = new Details()
            .Add("Version", system.Version)
            .Add("Durability", system.Durability)
            .Add("Gateway up", Show.Seconds(system.UptimeSeconds))
            .Add("Store", system.Store is { Address: { } address } store ? $"{address}{(store.Version is { } version ? $" (redis {version})" : "")}" : null)
            .Add("Store memory", Memory(system.Store))
            .Add("Store latency", system.Store?.LatencyMs is { } latency ? string.Create(CultureInfo.InvariantCulture, $"{latency:0.##} ms") : null)
            .Add("Store problem", system.Store?.Problem)
            .Add("Cluster problem", system.ClusterProblem);
        foreach (var silo in system.Silos ?? [])
        {
            details.Add("Silo", List(
                $"{silo.Name} {silo.Address}", silo.State, silo.Version, Bytes(silo.MemoryBytes), inside && silo.Activations is { } grains ? $"{grains} grains" : null,
                inside ? Rate(silo.CallsPerSecond, "calls/s") : null, When(silo.Since, silo.LastSeenAt)));
        }

        foreach (var gateway in system.Gateways ?? [])
        {
            details.Add("Gateway", List(
                gateway.Name, gateway.State, gateway.Version, Bytes(gateway.MemoryBytes), $"{gateway.Connections} hosts",
                Rate(gateway.MessagesPerSecond, "messages/s"), When(gateway.Since, gateway.LastSeenAt)));
        }

        return details;
    }

    private static string List(params string?[] words) => string.Join(", ", words.Where(word => !string.IsNullOrEmpty(word)));

    private static string? Bytes(long? bytes) => bytes is { } known ? Show.Bytes(known) : null;

    private static string? Rate(double? rate, string of) => rate is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.#} {of}") : null;

    private static string When(DateTimeOffset? since, DateTimeOffset? lastSeenAt) =>
        lastSeenAt is null ? $"since {Show.Time(since)}" : $"last seen {Show.Time(lastSeenAt)}";

    private static string? Memory(SystemStore? store) => store switch
    {
        { UsedMemoryBytes: { } used, MaxMemoryBytes: { } most } => $"{Show.Bytes(used)} of {Show.Bytes(most)}",
        { UsedMemoryBytes: { } used } => Show.Bytes(used),
        _ => null,
    };
}
