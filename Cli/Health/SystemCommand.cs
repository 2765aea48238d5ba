using System.CommandLine;
using System.Globalization;

namespace OrleansOps.Cli;

/// <summary>opsctl system</summary>
internal static class SystemCommand
{
    public static Command Create(CommonOptions common)
    {
        var command = new Command("system", "Show how the whole is: store, silos and gateways.");
        command.Does(common, async (_, session, cancel) =>
        {
            var system = await session.Server.Get("api/v1/system", CliJson.Default.SystemView, cancel);
            if (session.Json)
            {
                session.WriteJson(system.Json);
            }
            else
            {
                Describe(system.Value).Write(session.Tables);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static Details Describe(SystemView system)
    {
        var details = new Details()
            .Add("Version", system.Version)
            .Add("Durability", system.Durability)
            .Add("Gateway up", Show.Seconds(system.UptimeSeconds))
            .Add("Store", system.Store is { Address: { } address } store ? $"{address}{(store.Version is { } version ? $" (redis {version})" : "")}" : null)
            .Add("Store memory", Memory(system.Store))
            .Add("Store latency", system.Store?.LatencyMs is { } latency ? string.Create(CultureInfo.InvariantCulture, $"{latency:0.##} ms") : null)
            .Add("Store problem", system.Store?.Problem);
        foreach (var silo in system.Silos ?? [])
        {
            details.Add("Silo", $"{silo.Name} {silo.Address}, {silo.Status}, {silo.Activations} grains");
        }

        foreach (var gateway in system.Gateways ?? [])
        {
            details.Add("Gateway", $"{gateway.Name}, {gateway.Connections} agents, since {Show.Time(gateway.Since)}");
        }

        return details;
    }

    private static string? Memory(SystemStore? store) => store switch
    {
        { UsedMemoryBytes: { } used, MaxMemoryBytes: { } most } => $"{Show.Bytes(used)} of {Show.Bytes(most)}",
        { UsedMemoryBytes: { } used } => Show.Bytes(used),
        _ => null,
    };
}
