using System.CommandLine;
using System.Text.Json;
using OrleansOps.HostAgent.Agents;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Cli;

/// <summary>`ops-agent status`: how the agent of this host is doing, asked on the host itself.</summary>
internal static class StatusCommand
{
    private const int NotConnected = 1;
    private const int NotRunning = 3;
    private const int Width = 11;

    public static Command Create()
    {
        var settings = SettingArguments.All();
        var json = new Option<bool>("--json") { Description = "Prints JSON." };
        var command = new Command("status", "Says whether the agent of this host runs and is connected. Exit code 0 if so, 1 if it is not connected, 3 if it does not run.") { json };
        settings.AddTo(command);
        command.SetAction(parsed =>
        {
            var status = AgentStatus.Of(settings.Read(parsed).Options.Data, RunCommand.Version);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(status, SessionJson.Default.AgentStatus));
            }
            else
            {
                Write(status);
            }

            return status switch
            {
                { Process: null } => NotRunning,
                { Session.Gateway: null } or { Session: null } => NotConnected,
                _ => 0,
            };
        });
        return command;
    }

    private static void Write(AgentStatus status)
    {
        Line("enrolled", status.AgentId is { } id ? $"as {id} at {status.Servers}" : $"no: there is no identity in {status.Data}");
        Line("running", status.Process is { } process ? $"process {process}{Figures(status)}" : "no");
        if (status.Process is not null)
        {
            Line("connected", status.Session switch
            {
                { Gateway: { } gateway } session => $"to {gateway} since {Time(session.Since)}",
                { Reason: { } reason } session => $"no, since {Time(session.Since)}: {reason}",
                _ => "not yet",
            });
        }

        Line("tasks", status.Tasks == 0 ? "none" : $"{status.Tasks} run, wait or were not stored yet");
    }

    private static void Line(string name, string text) => Console.WriteLine($"{name,-Width} {Printable.Of(text)}");

    private static string Figures(AgentStatus status) =>
        status is { Started: { } started, ResidentBytes: { } resident } ? $" since {Time(started)}, {resident >> 20} MiB resident" : "";

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture);
}
