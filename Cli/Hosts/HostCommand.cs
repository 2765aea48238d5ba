using System.CommandLine;
using System.Globalization;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl host</summary>
internal static class HostCommand
{
    public static Command Create(CommonOptions common)
    {
        var agent = Options.Host();
        var web = Options.Flag("--web", "Print the address of its page in the console, and open it where there is a desktop.");
        var command = new Command("host", "Show one host in detail.") { agent, web, common.Output };
        command.Does(common, async (line, session, cancel) =>
        {
            var view = await session.Server.ReadAgent(line.GetRequiredValue(agent), cancel);
            if (line.GetValue(web))
            {
                return WebPage.Open(session, WebPage.Host(session, view.Value.Id));
            }

            if (session.Format == OutputFormat.Name)
            {
                session.WriteNames([view.Value.Name ?? view.Value.Id]);
            }
            else if (session.Json)
            {
                session.WriteJson(view.Json);
            }
            else
            {
                Describe(view.Value).Write(session.Tables);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static Details Describe(AgentView agent)
    {
        var details = new Details()
            .Add("Name", agent.Name)
            .Add("Id", agent.Id)
            .Add("State", agent.ShownState())
            .Add("Drained for", agent.DrainReason)
            .Add("Labels", Show.Labels(agent.Labels))
            .Add("Says of itself", Show.Labels(agent.HostLabels))
            .Add("Running", agent.Slots is { } slots ? $"{agent.Running} of {slots} slots" : Show.Number(agent.Running))
            .Add("At once", agent.SlotsNow is null ? null : HostSlots.Text(agent))
            .Add("Queued", Show.Number(agent.Queued))
            .Add("Version", agent.Version)
            .Add("Protocol", Show.Number(agent.Protocol))
            .Add("Connected", Show.Time(agent.ConnectedAt))
            .Add("Last seen", Show.Time(agent.LastSeenAt))
            .Add("Enrolled", Show.Time(agent.EnrolledAt))
            .Add("Epoch", Show.Number(agent.Epoch));
        AddFacts(details, agent.Facts);
        AddLoad(details, agent.Load, agent.Facts?.MemoryBytes);
        return details;
    }

    private static void AddFacts(Details details, AgentFacts? facts) => details
        .Add("Host", facts?.HostName)
        .Add("System", facts?.Os)
        .Add("Kernel", facts?.Kernel)
        .Add("Processors", facts?.Cpus is { } cpus ? $"{cpus} ({facts.Architecture})" : facts?.Architecture)
        .Add("Addresses", facts?.Addresses is { } addresses ? string.Join(' ', addresses) : null)
        .Add("Runs only", facts?.Only is { } only ? string.Join(", ", only) : null)
        .Add("Commands", facts?.Commands is { } commands ? string.Join(' ', commands) : null)
        .Add("Booted", Show.Time(facts?.BootedAt));

    private static void AddLoad(Details details, AgentLoad? load, long? memory)
    {
        details
            .Add("CPU", load?.CpuPercent is { } cpu ? string.Create(CultureInfo.InvariantCulture, $"{cpu:0.#} %") : null)
            .Add("Load", load?.Load is { } averages ? string.Join(' ', averages.Select(one => one.ToString("0.00", CultureInfo.InvariantCulture))) : null)
            .Add("Memory", Used(load?.MemoryUsedBytes, memory))
            .Add("Up", Show.Seconds(load?.UptimeSeconds))
            .Add("Unsent log", load is { UnsentBytes: > 0 } ? Show.Bytes(load.UnsentBytes) : null);
        foreach (var disk in load?.Disks ?? [])
        {
            details.Add($"Disk {Printable.Of(disk.Mount)}", Used(disk.UsedBytes, disk.TotalBytes));
        }
    }

    private static string? Used(long? used, long? total) => (used, total) switch
    {
        ({ } some, { } all and > 0) => $"{Show.Bytes(some)} of {Show.Bytes(all)} ({100 * some / all} %)",
        ({ } some, _) => Show.Bytes(some),
        _ => Show.Bytes(total),
    };
}
